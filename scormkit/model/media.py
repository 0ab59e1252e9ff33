"""What browsers play, and what a picture, film or document tells beside what it shows."""

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
class Player:
    """What browsers play: its HTML element, the endings of its files, and the words for it.

    ``attend`` is what learners are asked to do with it, ``attended`` that they did. ``captions`` says whether it shows
    a file of captions that lies beside it.
    """

    tag: str
    endings: tuple[str, ...]
    noun: str
    attend: str
    attended: str
    captions: bool


PLAYERS = (
    Player("video", ("mp4", "webm"), "video", "Watch", "watched", captions=True),
    Player("audio", ("mp3", "m4a", "ogg", "opus", "wav"), "recording", "Listen to", "heard", captions=False),
)
PLAYED = {ending: player for player in PLAYERS for ending in player.endings}
"""What plays the files of which ending. A text shows them as it shows a picture."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Something inside a file that nobody sees who looks at it. ``text`` is what it says, cut to a bounded length."""

    kind: TraceKind
    text: str = ""
