"""What the command line asks of a terminal: dates as people type them, and a bar for those who wait."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from datetime import date

    from click._termui_impl import ProgressBar

PATIENCE = 1.0
"""Seconds for which nobody needs a progress bar."""


class Day(click.ParamType["date"]):
    """A date as ``YYYY-MM-DD``."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date, or fail as click does."""
        from datetime import date as calendar

        try:
            return value if isinstance(value, calendar) else calendar.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date. Write it as 2026-02-28.", param, ctx)


class Progress:
    """A bar on standard error, for people who wait: on a terminal, from the second second on."""

    def __init__(self) -> None:
        from contextlib import ExitStack
        from time import monotonic

        self._now, self._start, self._open = monotonic, monotonic(), ExitStack()
        self._bar: ProgressBar[int] | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def watch(self, done: int, courses: int) -> None:
        """Show how many courses are done."""
        waited = self._now() - self._start
        if self._bar is None and courses > 1 and waited > PATIENCE and sys.stderr.isatty():
            bar: ProgressBar[int] = click.progressbar(length=courses, label="Courses", file=sys.stderr)
            self._bar = self._open.enter_context(bar)
        if self._bar is not None:
            self._bar.update(done - self._bar.pos)
