"""What a picture, film or document tells beside what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TraceKind(StrEnum):
    """What was found inside a file: where it was made, whose camera it was, a patient's record, a program, words."""

    POSITION = "GPS position"
    OWNER = "camera owner"
    RECORD = "DICOM record"
    SCRIPT = "script"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Trace:
    """Something inside a file that nobody sees who looks at it. ``text`` is what it says, cut to a bounded length."""

    kind: TraceKind
    text: str = ""
