"""TXT: the same thing spelled in two ways. Nothing is ever corrected by the program: a letter may change a drug."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from scormkit.checks.prose import remembered
from scormkit.checks.rule import rule
from scormkit.checks.words import first_place, vocabulary
from scormkit.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course
    from scormkit.model.finding import Place

DRUG = re.compile(
    r"[A-Za-z]{3,}(?:mab|nib|lib|rib|tecan|dotin|taxel|platin|statin|sartan|prazole|cillin|mycin|xaban|gliflozin|gliptin"
    r"|tide|tinib|fenib|zumab|parin|coxib|oxacin|vir|trexate|rubicin|citabine|destrant)"
)
"""Names of drugs by the stems that the WHO gives to them."""
LONG_ENOUGH = 4
PART = re.compile("[^-\u2010\u2011]{7,}")
OFTEN, MORE = 3, 3
"""How often the usual spelling stands at least, and how many times as often as the odd one."""


@remembered
def _terms(course: Course) -> Mapping[str, int]:
    """How often each technical term stands in the course, and each drug name whatever its capitals."""
    counted: Counter[str] = Counter()
    for word, number in vocabulary(course).items():
        if DRUG.fullmatch(word):
            counted[word.lower()] += number
        elif _is_technical(word):
            counted[word] += number
    return counted


def _place(course: Course, word: str) -> Place:
    """Where a term first stands; a drug name may begin a sentence there."""
    return first_place(course, word) or first_place(course, word.capitalize()) or course.where("title")


def _is_technical(word: str) -> bool:
    """Whether letters and digits are mixed, or a capital stands behind another letter."""
    if word.isdecimal() or (word.isalpha() and (word[1:].islower() or len(word) == 1)):
        return False
    mixed = any(sign.isdigit() for sign in word) and any(sign.isalpha() for sign in word)
    return mixed or any(sign.isupper() for sign in word[1:])


@rule("TXT010", "near-duplicate-spelling", Severity.WARNING, "text", "one thing has one spelling")
def near_duplicate(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A term differs by one letter, or by two that changed places, from one that stands in the course more often.

    Why: A slip in a receptor, a gene or a drug may name another thing, and no spelling checker knows these words.
    Clinical wording is never corrected by the program: only its author knows what is meant.

    Example: 'HE2R+' once, where 'HER2+' stands everywhere else.

    Mend: Correct it, or record in 'overrides' what the source says and why it stays.
    """
    counted = _terms(course)
    for odd, usual in sorted(_pairs(counted)):
        yield (
            _place(course, odd),
            f"'{odd}' stands here {_times(counted[odd])}, '{usual}' {_times(counted[usual])}.",
            f"If '{usual}' is meant, correct it; nothing is changed by itself.",
        )


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _pairs(counted: Mapping[str, int]) -> set[tuple[str, str]]:
    """Odd spellings with the usual ones: each word is asked for its own neighbours, and never compared with all."""
    usual = {word for word, number in counted.items() if number >= OFTEN and len(word) >= LONG_ENOUGH}
    found: set[tuple[str, str]] = set()
    alike: dict[str, list[str]] = defaultdict(list)
    for word in usual:
        found.update((odd, word) for odd in _swapped(word))
        found.update((word[:at] + word[at + 1 :], word) for at in _letters(word) if at < len(word) - 1)
        for at in _letters(word):
            alike[f"{word[:at]}\0{word[at + 1 :]}"].append(word)
    for odd in counted:
        for at in _letters(odd):
            if at < len(odd) - 1 and (shorter := odd[:at] + odd[at + 1 :]) in usual:
                found.add((odd, shorter))
            same = alike.get(f"{odd[:at]}\0{odd[at + 1 :]}", ())
            found.update((odd, word) for word in same if word.casefold() != odd.casefold())
    return {(odd, word) for odd, word in found if odd in counted and counted[word] >= MORE * counted[odd]}


def _swapped(word: str) -> Iterator[str]:
    """A word with two neighbours that changed places; two digits that do are another number."""
    for at in range(len(word) - 1):
        one, other = word[at], word[at + 1]
        if one != other and not (one.isdigit() and other.isdigit()):
            yield f"{word[:at]}{other}{one}{word[at + 2 :]}"


def _letters(word: str) -> Iterator[int]:
    """Where a single other letter is a slip: inside long parts of words. HER3 is not HER2, ADCs is not ADC, and
    HBV-infected is not HIV-infected.
    """
    for part in PART.finditer(word):
        yield from (at for at in range(part.start(), part.end()) if word[at].isalpha())


@rule("TXT020", "one-term-two-notations", Severity.ADVICE, "text", "one thing has one spelling")
def two_notations(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A term is written with and without a hyphen, with a raised sign and a plain one, or with other capitals.

    Why: Readers wonder whether two things are meant, and a search finds half of the places.

    Example: '1L' and '1-L'; 'HER2+' and 'HER2\u207a'; 'monarcHER' and 'MonarcHER'.

    Mend: Choose one notation and use it everywhere.
    """
    counted = _terms(course)
    odds: dict[str, str] = {}
    for same in (_without_hyphens, _without_capitals):
        alike: dict[str, list[str]] = defaultdict(list)
        for word in counted:
            alike[same(word)].append(word)
        for words in alike.values():
            usual = max(words, key=lambda word: (counted[word], word))
            odds.update({word: usual for word in words if word != usual})
    for odd, usual in odds.items():
        yield (
            _place(course, odd),
            f"'{odd}' stands here, and '{usual}' elsewhere.",
            "Choose one notation and use it everywhere.",
        )


def _without_hyphens(word: str) -> str:
    return re.sub("[-\u2010\u2011]", "", unicodedata.normalize("NFKC", word))


def _without_capitals(word: str) -> str:
    """Long names with capitals inside, in small letters. PaO2 and PAO2 are two things, and a sentence gives other words
    their capitals.
    """
    inner = any(sign.isupper() for sign in word[1:]) and not word.isupper()
    return word.casefold() if inner and word.isalnum() and len(word) >= 7 else word


RULES = (near_duplicate, two_notations)
