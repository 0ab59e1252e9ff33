"""The course data: exactly what the scripts in the learner's browser get, as JSON-ready values.

Amounts of credit stay text, so that no browser ever calculates with them; which amounts may be claimed is listed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scormkit.compile.cme import disclosure_version, json_number
from scormkit.compile.conditions import conditions, gates, own_end
from scormkit.compile.expiry import expires_at
from scormkit.compile.features import feature_words, question_words
from scormkit.compile.keys import wire_codes
from scormkit.compile.outline import embedded, outline
from scormkit.compile.quizzes import feedback, objectives, settings
from scormkit.model.quiz import checks_in
from scormkit.notices import claimed_plainly
from scormkit.questions import KINDS
from scormkit.resources import package_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.model.course import Course, Page
    from scormkit.model.credit import Credit
    from scormkit.model.quiz import Question, Quiz


def claimable(credit: Credit) -> tuple[str, ...]:
    """Every amount that may be claimed, in the steps of the credit system up to the designated maximum."""
    step = credit.system.step
    return tuple(str(step * count) for count in range(1, int(credit.maximum / step) + 1))


def course_data(course: Course) -> Mapping[str, object]:
    """What the scripts read: identity, gates, sections, quizzes with their keys, credit and words."""
    codes = wire_codes(
        [
            *(f"page-{page.id}" for page in course.pages),
            *(f"quiz-{quiz.id}" for quiz in course.quizzes),
            *(question.id for quiz in course.quizzes for question in quiz.questions),
        ]
    )
    return {
        "id": course.id,
        "language": course.language,
        "expires": expires_at(course.activity),
        "gates": gates(course),
        "sections": _sections(course, codes),
        "disclosures": disclosure_version(course),
        "quizzes": [_quiz(quiz, codes) for quiz in course.quizzes],
        "credits": [_credit(credit) | own_end(course, credit) for credit in course.credits],
        "words": read_words("runtime/words/en.json", *question_words(course), *feature_words(course)),
        **({"objectives": told} if (told := objectives(course)) else {}),
        **conditions(course),
    }


def read_words(*files: str) -> dict[str, str]:
    """The words of files of the program, which say nothing twice."""
    return {key: words for file in files for key, words in json.loads(package_file(file)).items()}


def _sections(course: Course, codes: Mapping[str, str]) -> list[dict[str, object]]:
    inside = embedded(course)
    taught = {f"page-{page.id}": _taught(page, inside) for page in course.pages}
    return [
        {
            "id": section.id,
            "kind": section.kind,
            **({"key": codes[section.id]} if section.id in codes else {}),
            **({"quiz": section.id.removeprefix("quiz-")} if section.kind == "quiz" else {}),
            **taught.get(section.id, {}),
        }
        for section in outline(course)
    ]


def _taught(page: Page, inside: Mapping[str, Quiz]) -> dict[str, object]:
    checks = [name for name in checks_in(page.html) if name in inside]
    return {
        "objectives": list(page.objectives),
        **({"for": list(page.audience)} if page.audience else {}),
        **({"checks": checks} if checks else {}),
    }


def _quiz(quiz: Quiz, codes: Mapping[str, str]) -> dict[str, object]:
    return {
        "id": quiz.id,
        "key": codes[f"quiz-{quiz.id}"],
        "role": str(quiz.role),
        "passing": json_number(quiz.passing),
        "attempts": quiz.attempts,
        "feedback": feedback(quiz),
        **settings(quiz),
        "questions": [_question(question, codes) for question in quiz.questions],
    }


def _question(question: Question, codes: Mapping[str, str]) -> dict[str, object]:
    kind = KINDS[question.kind]
    interaction = kind.interaction(question)
    return {
        "id": question.id,
        "key": codes[question.id],
        "kind": question.kind,
        "type": interaction.type,
        "points": json_number(question.points),
        "objective": question.objective,
        "choices": [name for name, _ in interaction.choices],
        "correct": list(interaction.correct),
        **({"optional": True} if question.optional else {}),
        **({"case": question.case} if question.case else {}),
        **kind.data(question),
    }


def _credit(credit: Credit) -> dict[str, object]:
    return {
        "id": credit.system.id,
        "system": claimed_plainly(credit),
        "steps": list(claimable(credit)),
        "eligible": list(credit.eligible),
        "claim": f"credit-claim-{credit.system.id}",
    }
