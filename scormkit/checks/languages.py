"""Which language a paragraph is in, as far as its script and its small words tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.checks.prose import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPTS = {
    "Greek": "[\u0370-\u03ff\u1f00-\u1fff]{4,}",
    "a language in Cyrillic letters": "[\u0400-\u052f]{3,}",
    "Hebrew": "[\u0590-\u05ff]{2,}",
    "Arabic": "[\u0600-\u06ff]{2,}",
    "a language of India": "[\u0900-\u0dff]{2,}",
    "Thai": "[\u0e00-\u0e7f]{2,}",
    "Japanese": "[\u3040-\u30ff]{2,}",
    "Chinese": "[\u4e00-\u9fff]{2,}",
    "Korean": "[\uac00-\ud7af]{2,}",
}
"""Scripts, with so many letters in a row that they are words and no symbols: a single Greek letter is a symbol."""
ANY_SCRIPT = re.compile("[^\\0-\u036f](?<=\\w)[^\\0-\u036f]")
"""A letter beyond Latin ones with another sign beyond them: where there is none, no script need be looked for."""
NON_LATIN = {
    "el", "ru", "uk", "bg", "sr", "he", "yi", "ar", "fa", "ur", "hi", "bn", "ta", "te", "th", "ja", "zh", "ko",
}  # fmt: skip

SMALL_WORDS = {
    "en": "the of and to in is that for with are was were this from or by as be an it not have which",
    "es": "el la los las de que y en un una por con para del se su no es al lo como m\u00e1s",
    "fr": "le la les des de et en un une du que pour dans est sur pas au avec qui sont ne",
    "de": "der die das und den von zu mit ist im f\u00fcr nicht ein eine auf dem des sich sind auch",
    "it": "il la di che e un una per con del della sono non i gli le da in si nel",
    "pt": "o a os as de que e um uma para com do da em n\u00e3o por se mais no na",
    "nl": "de het een en van in is dat op te voor met niet zijn aan er ook als bij",
}
NAMES = {
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "en": "English",
}
SETS = {language: frozenset(words.split()) for language, words in SMALL_WORDS.items()}
ALL_SMALL = frozenset().union(*SETS.values())
SHARE, FEWEST = 0.3, 4
"""Small words among all words of a paragraph, and different ones of them, that tell its language."""
OWN_SHARE = 0.2
"""The same share for the page's own language, at which no other one is thought of."""
LONG_ENOUGH = 8

MARKED = re.compile(r'<(\w+)\b[^>]* lang="[^"]*"[^>]*>.*?</\1>', re.DOTALL)


def foreign_parts(html: str, language: str) -> Iterator[tuple[str, str]]:
    """Paragraphs and runs of words that are in another language than ``language`` and not marked, with its name."""
    own = language.partition("-")[0].lower()
    text = plain(MARKED.sub(" ", html) if 'lang="' in html else html)
    if own not in NON_LATIN and ANY_SCRIPT.search(text):
        for name, pattern in SCRIPTS.items():
            if match := re.search(pattern, text):
                yield match[0], name
    if own in SETS:
        for paragraph in text.split("\n\n"):
            if found := _language(paragraph, own):
                yield paragraph.strip(), NAMES[found]


def _language(paragraph: str, own: str) -> str:
    """The language of a paragraph that is not the page's own, or nothing where that is not sure."""
    words = paragraph.lower().split()
    if len(words) < LONG_ENOUGH:
        return ""
    small = [word for word in words if word in ALL_SMALL]
    if len(small) < SHARE * len(words) or len(set(small)) < FEWEST:
        return ""
    counts = {name: sum(word in known for word in small) for name, known in SETS.items()}
    best = max(counts, key=lambda name: counts[name])
    different = len(SETS[best].intersection(small))
    sure = counts[best] >= SHARE * len(words) and different >= FEWEST and counts[best] >= 2 * counts[own] + 2
    return best if best != own and sure and counts[own] < OWN_SHARE * len(words) else ""
