"""Runs the examples of the analysts' guide, in the order of the page, against an LRS that has imagined statements."""

from __future__ import annotations

import io
import os
import sqlite3
import tempfile
from contextlib import chdir, closing, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from learners import running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guides import Fence

    from scormkit.model.course import Course


def printed(fences: tuple[Fence, ...], course: Course) -> Iterator[tuple[Fence, str]]:
    """Each block of output, with what the example before it prints."""
    namespace: dict[str, Any] = {"__name__": "guide"}
    with tempfile.TemporaryDirectory() as folder, chdir(folder), running(course, Path(folder)) as lrs:
        given = {"LRS_ENDPOINT": lrs.endpoint, "LRS_AUTHORIZATION": lrs.authorization}
        with patch.dict(os.environ, given):
            output = ""
            for fence in fences:
                if fence.language == "python":
                    output = python(fence, namespace)
                elif fence.language == "sql":
                    output = sql(fence)
                elif fence.language == "text":
                    yield fence, output


def python(fence: Fence, namespace: dict[str, Any]) -> str:
    """What a Python example prints. All of them share their names."""
    with redirect_stdout(io.StringIO()) as out:
        exec(compile(fence.text, f"analyst.md, {fence}", "exec"), namespace)
    return out.getvalue()


def sql(fence: Fence) -> str:
    """The rows of a query under the names of its columns; nothing for a statement that gives no rows."""
    with closing(sqlite3.connect("statements.sqlite")) as store:
        cursor = store.execute(fence.text)
        rows = cursor.fetchall()
        store.commit()
    if cursor.description is None:
        return ""
    lines = [[column[0] for column in cursor.description], *([str(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )
