"""``not stated`` is a value: what a source does not say, the model says it does not say."""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal


class NotStated(Enum):
    """The type of :data:`NOT_STATED`, so that ``date | NotStated`` is checked by the type checker."""

    NOT_STATED = "not stated"

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> Literal[False]:
        return False


NOT_STATED: Final = NotStated.NOT_STATED
