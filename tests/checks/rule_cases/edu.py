"""EDU: objectives, teaching and time."""

from __future__ import annotations

from models import HERE, make_activity, make_page, make_question, make_quiz, place

from rule_cases.base import Case, at
from scormkit.model.course import Objective

VAGUE = Objective("know", "At the end of this activity, learners should be able to understand the rash", (), HERE)
PART = Objective("know", "Name it", ("Select a test", "Learn about its limits"), HERE)
CLEAR = Objective("know", "Explain what patients understand by risk", (), HERE)
SECOND = (Objective("know", "Name it", (), HERE), Objective("use", "Use it", (), HERE))
BOTH = make_page(objectives=("know", "use"))
TESTS = make_quiz("post-test", make_question(), make_question("second", objective="use"))

CASES = {
    "EDU010": Case(
        at(("objectives", 0, "points", 1), objectives=(PART,)),
        (place(11),),
        at(("objectives", 0, "text"), objectives=(CLEAR,)),
    ),
    "EDU020": Case(
        at(("objectives", 1, "id"), objectives=SECOND, quizzes=(TESTS,)),
        (place(11),),
        at(objectives=SECOND, pages=(BOTH,), quizzes=(TESTS,)),
    ),
    "EDU030": Case(
        at(("objectives", 1, "id"), objectives=SECOND, pages=(BOTH,)),
        (place(11),),
        at(objectives=SECOND, pages=(BOTH,), quizzes=(TESTS,)),
    ),
    "EDU040": Case(
        at(("activity", "minutes"), pages=(make_page(words=5000),)),
        (place(11),),
        at(("activity", "minutes"), pages=(make_page(words=3900),), activity=make_activity(minutes=15)),
    ),
}
