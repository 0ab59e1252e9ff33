"""How fixed phrases look on a page: marks raised, names of credit in italics, as their owners ask."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

CREDIT_NAME = re.compile(r"AMA PRA Category 1 Credits?(?=™)")


def phrase(text: str) -> Markup:
    """Plain text as markup, the name of a credit in italics and its mark raised (AMA PRA credit system)."""
    safe = CREDIT_NAME.sub(lambda match: f"<i>{match.group()}</i>", str(escape(text)))
    return Markup(safe.replace("™", "<sup>™</sup>"))
