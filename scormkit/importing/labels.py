"""Tags and names of levels → what quizzes here have a word for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.importing.bank import Bank
    from scormkit.model.finding import Place

DIFFICULTIES = {
    **dict.fromkeys(("easy", "simple", "basic", "low", "leicht", "facile"), "easy"),
    **dict.fromkeys(("medium", "moderate", "intermediate", "normal", "mittel", "moyen"), "medium"),
    **dict.fromkeys(("hard", "difficult", "advanced", "high", "schwer", "difficile"), "hard"),
}


def difficulty(text: str) -> str:
    """A level in our words; nothing for what is no level."""
    return DIFFICULTIES.get(re.sub(r"\A(?:difficulty|level)\s*[:=_-]\s*", "", text.strip().lower()), "")


def levels(tags: Iterable[str], place: Place, bank: Bank) -> dict[str, str]:
    """The difficulty among some tags; other tags are told."""
    found = ""
    for tag in tags:
        if level := difficulty(tag):
            found = level
        elif tag.strip():
            bank.setting(f"the tag '{tag.strip()[:40]}'", place)
    return {"difficulty": found} if found else {}
