"""TXT: British and American spelling, where one course uses both or another than its language says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.checks.rule import rule
from scormkit.checks.words import first_place, vocabulary
from scormkit.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course

STEMS = (
    "anaemi/anemi anaesthe/anesthe behaviour/behavior caecum/cecum coeliac/celiac diarrhoea/diarrhea dyspnoea/dyspnea "
    "faecal/fecal faeces/feces favour/favor gynaecolog/gynecolog haemato/hemato haemoglobin/hemoglobin "
    "haemorrhag/hemorrhag hypoglycaemi/hypoglycemi hyperglycaemi/hyperglycemi ischaemi/ischemi labelled/labeled "
    "labelling/labeling leukaemi/leukemi neutropaeni/neutropeni oedema/edema oesophag/esophag oestrogen/estrogen "
    "orthopaedic/orthopedic paediatric/pediatric septicaemi/septicemi uraemi/uremi unlabelled/unlabeled "
    "neighbour/neighbor counselling/counseling counselled/counseled hyperlipidaemi/hyperlipidemi"
)
"""British and American beginnings of words that go on in many ways."""
WORDS = "tumour/tumor colour/color centre/center fibre/fiber calibre/caliber"
"""The same for words that go on in few ways: 'colorectal' and 'tumorigenesis' are written so on both sides."""
VERBS = (
    "random stabil summar synthes individual personal minim recogn standard hospital optim util character local "
    "priorit organ normal categor general visual immun steril neutral metastas cannul symbol emphas"
)
"""Verbs in -ise. The British side also writes -ize (Oxford), so only -ise tells where a text is from."""


def _sides(pairs: str) -> tuple[str, str]:
    british, american = zip(*(pair.split("/") for pair in pairs.split()), strict=True)
    return "|".join(british), "|".join(american)


# Lower-case words only: a capital may begin a name, such as that of a centre.
BRITISH = re.compile(
    rf"(?<![\w'])(?:(?:{_sides(STEMS)[0]})[a-z]*|(?:{_sides(WORDS)[0]})(?:s|d|ed|ing)?\b"
    rf"|(?:re)?(?:{VERBS.replace(' ', '|')})is(?:e[sdr]?|ing|ations?)\b)"
)
AMERICAN = re.compile(rf"(?<![\w'])(?:(?:{_sides(STEMS)[1]})[a-z]*|(?:{_sides(WORDS)[1]})(?:s|ed|ing)?\b)")
SHOWN = 6


@rule("TXT030", "mixed-english", Severity.ADVICE, "text", "one English in a course, that of its language")
def mixed_english(course: Course, context: CheckContext) -> Iterator[Offence]:
    """British and American spellings stand in one course, or the other one than the course's language says.

    Why: Learners notice, searches miss words, and screen readers pronounce by the language that the course states.

    Example: 'tumour' in a course with 'language: en-US', or beside 'tumor'.

    Mend: Choose one and write all of the course in it, or state the language that it is written in. Quoted objectives
    and titles stay as their owners approved them: record that in 'overrides'.
    """
    language, _, region = course.language.partition("-")
    if language.lower() != "en":
        return
    british, american = _found(course, BRITISH), _found(course, AMERICAN)
    if region.upper() == "US" or (not region and len(american) > len(british)):
        odd, usual, name = british, american, "British"
    else:
        odd, usual, name = american, british, "American"
    if odd and (usual or region):
        more = f" and {len(odd) - SHOWN} more" if len(odd) > SHOWN else ""
        beside = f", beside '{usual[0]}'" if usual else f", and the language is {course.language}"
        yield (
            first_place(course, odd[0]) or course.where("language"),
            f"{name} spelling: {', '.join(odd[:SHOWN])}{more}{beside}.",
            "Write all of the course in one English, or state the language that it is written in.",
        )


def _found(course: Course, pattern: re.Pattern[str]) -> list[str]:
    """Words of the pattern in the order of the course, those joined by hyphens included."""
    words = "\n".join(vocabulary(course))
    return list(dict.fromkeys(_line(words, match.start()) for match in pattern.finditer(words)))


def _line(text: str, offset: int) -> str:
    return text[text.rfind("\n", 0, offset) + 1 :].partition("\n")[0]


RULES = (mixed_english,)
