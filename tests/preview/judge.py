"""The second judge of statements: `@learninglocker/xapi-validation`, run under Node. It knows xAPI 1.0 only."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HERE = Path(__file__).resolve().parent


def judged(statements: Iterable[Mapping[str, Any]]) -> list[str]:
    """What is wrong with the statements, each error with the number of its statement; nothing where all are good."""
    node = shutil.which("node")
    if node is None or not (HERE.parent / "node_modules" / "@learninglocker" / "xapi-validation").is_dir():
        raise FileNotFoundError("no Node.js or no tests/node_modules: run `make test`")
    finished = subprocess.run(
        [node, str(HERE / "judge.mjs")],
        cwd=HERE.parent,
        input=json.dumps(list(statements)),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    errors: list[list[str]] = json.loads(finished.stdout)
    return [f"statement {index}: {error}" for index, found in enumerate(errors) for error in found]
