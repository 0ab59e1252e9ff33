"""Rules on how quizzes are written."""

from __future__ import annotations

from scormkit.source.rules.made import made

NO_QUESTIONS = made(
    60,
    "quiz-without-questions",
    "A quiz asks nothing.",
    why="It can be neither passed nor failed.",
    example="A file in quizzes/ with front matter and an introduction only.",
    mend="Write a question: a heading of level two with an id, and a task list.",
)
QUESTION_ID = made(
    61,
    "question-without-id",
    "A question has no id.",
    why="Results are kept by it, so it must stay the same when words and order change.",
    example="`## What now?` without `{#pump}`.",
    mend="Add an id in braces at the end of the heading.",
)
NO_OPTIONS = made(
    62,
    "question-without-options",
    "A question has no answers to choose from.",
    why="Nobody could answer it.",
    example="A heading with an id and a paragraph, and no task list.",
    mend="Write one line `- [ ] answer` for each answer, and `- [x]` for a right one.",
)
UNKNOWN_KIND = made(
    63,
    "unknown-question-kind",
    "A question is of a kind that does not exist.",
    why="Only what can be shown and marked may be asked.",
    example="`{#pump kind=single}` where `kind=choice` is meant.",
    mend="Take one of the kinds that the finding lists.",
)
MISPLACED = made(
    64,
    "misplaced-quiz-content",
    "Something stands in a question where nothing of its kind belongs.",
    why="A question is a heading, a text, one task list and a rationale, in this order.",
    example="A second task list, or a paragraph below the rationale.",
    mend="Move it into the text above the answers, or into the rationale.",
)
NOT_A_TASK = made(
    65,
    "option-without-box",
    "An answer does not begin with a box.",
    why="Nobody could tell whether it is right.",
    example="`-[x] Handrub`, without the space after the dash.",
    mend="Write `- [ ] answer`: a dash, a space, the box with exactly one space or x, a space.",
)
QUIZ_HEADING = made(
    66,
    "quiz-heading-level",
    "A heading in a quiz is not of level two.",
    why="A heading of level two is a question, and a quiz has no other headings.",
    example="`### Part one`",
    mend="Write `##` for a question. Divide a long quiz into several.",
)
OPTION_ID = made(
    67,
    "broken-option-id",
    "An answer's id is not one character a to z or 0 to 9, or stands twice in a question.",
    why="It is what an LMS stores as the response, and SCORM 1.2 allows one character.",
    example="`- [x] Handrub {#rub}`",
    mend="Write one character, such as `{#a}`, or leave ids away and never change the order.",
    source="SCORM 1.2 RTE 3.4.4: cmi.interactions.n.student_response",
)
UNKNOWN_CHECK = made(
    70,
    "unknown-check",
    "A page embeds a quiz that the course does not have, or a quiz embeds one.",
    why="Learners would find an empty place where a question should be.",
    example="`::: quiz recap` where no file in quizzes/ has the id `recap`.",
    mend="Write the id of a quiz with `role: check`.",
)
GATE_WITHOUT_QUIZ = made(
    68,
    "gate-without-post-test",
    "Completion asks for a post-test that the course does not have.",
    why="Nobody could complete the course.",
    example="`completion: [pages, post-test]` in a course whose only quiz has the role `check`.",
    mend="Give a quiz the role post-test, or remove the condition.",
)
ANSWER_FORM = made(
    69,
    "answer-of-another-form",
    "An answer is not written as the kind of its question needs it.",
    why="A number is compared, a pair is divided, an order is counted: each needs its own form.",
    example="`- [x] six` below a question of the kind numeric.",
    mend="Write it as the finding says; the guide shows each kind.",
)
