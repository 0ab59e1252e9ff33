"""IMP: what a question bank says that our quizzes cannot, and what in it is broken. The readers report these.

An error is a question that does not come along, or cannot be marked as it came. A warning is something of a question
that was lost or changed. Advice is worth a look.
"""

from __future__ import annotations

from scormkit.model.finding import Rule, Severity

GIFT = "GIFT format, as Moodle documents it"
QTI = "IMS QTI 2.1, Assessment Test, Section and Item Information Model"
OURS = "scormkit source format"


def made(
    number: int,
    name: str,
    severity: Severity,
    what: str,
    *,
    why: str,
    example: str,
    mend: str,
    source: str = OURS,
) -> Rule:
    """A rule of the importers; the parts are those of every rule's explanation."""
    explanation = f"{what}\n\nWhy: {why}\n\nExample: {example}\n\nMend: {mend}"
    return Rule(f"IMP{number:03}", name, severity, "import", source, explanation)


NO_SUCH_KIND = made(
    10,
    "question-kind-without-counterpart",
    Severity.ERROR,
    "A question is of a kind that quizzes here do not have, and was left out.",
    why="A question that asks something else than it did would be worse than none.",
    example="A calculated question, whose numbers are drawn anew for each learner.",
    mend="Ask it in another kind, by hand: the finding says which one comes near.",
)
BROKEN = made(
    20,
    "broken-question-in-bank",
    Severity.ERROR,
    "A question breaks the format of its file, and was left out.",
    why="Where an answer begins or which one is right could only be guessed.",
    example="A GIFT question whose brace is never closed; an Aiken question without a line `ANSWER:`.",
    mend="Mend the line in the bank and import it again.",
    source=GIFT,
)
UNMARKABLE = made(
    30,
    "imported-question-cannot-be-marked",
    Severity.ERROR,
    "A question came along but cannot be marked: no answer is right, or two say the same.",
    why="The words are kept, so that nothing is lost. `scormkit check` refuses the quiz until it is mended.",
    example="A multiple choice whose best answer gives 50 percent.",
    mend="Mark the right answer in the quiz, or delete one of two that are alike.",
)
PICTURE = made(
    40,
    "picture-not-in-bank",
    Severity.WARNING,
    "A question shows a picture, film or sound whose file did not come along.",
    why="A question on a picture cannot be answered without it. The quiz names the file, so `check` asks for it.",
    example='GIFT with `<img src="@@PLUGINFILE@@/ecg.png">`: GIFT holds no files.',
    mend="Put the file into media/ under the name that the finding says, or delete it from the question.",
)
NO_ALTERNATIVE = made(
    50,
    "imported-picture-without-alternative",
    Severity.WARNING,
    "A picture came without a text alternative.",
    why="Learners who do not see it cannot answer; WCAG 2.2, 1.1.1.",
    example='An image of an ECG with `alt=""`.',
    mend="Write what it shows between the brackets of `![…](media/…)`, without giving the answer away.",
    source="WCAG 2.2, 1.1.1",
)
FORMATTING = made(
    60,
    "formatting-lost-in-import",
    Severity.WARNING,
    "The words came along, but not how they were set.",
    why="What was underlined, merged or raised may have meant something.",
    example="An underlined NOT; a cell over two columns; an exponent in letters.",
    mend="Look whether the sense is still there, and say it in words where it is not.",
)
FORMULA = made(
    70,
    "formula-in-bank",
    Severity.WARNING,
    "A formula in TeX or MathML came along as its characters.",
    why="Learners would see the marks of the formula instead of the formula.",
    example="`\\\\(\\\\frac{a}{b}\\\\)`",
    mend="Write it in plain characters, such as a / b, or show it as a picture with a text alternative.",
)
PARTIAL = made(
    80,
    "partial-grade-lost",
    Severity.WARNING,
    "Answers had grades of their own, which quizzes here do not have.",
    why="An answer here is right or wrong. With `partial=yes` each right tick counts, less each wrong one.",
    example="A single choice in which the second-best answer gives 50 percent.",
    mend="Decide whether the answer is right, or whether the question is better asked with several right answers.",
)
FEEDBACK = made(
    90,
    "feedback-lost-in-import",
    Severity.WARNING,
    "Feedback had no place to go to.",
    why="Here answers that can be seen have feedback, and every question has one rationale.",
    example="What Moodle says to each partly right response; feedback on a wrong number.",
    mend="Put into the rationale what learners should know of it; the finding quotes how it begins.",
)
RUBRIC = made(
    100,
    "rubric-lost-in-import",
    Severity.WARNING,
    "Instructions for graders, or a template for the response, were left out.",
    why="Nobody grades a long answer here: it is not scored, and a package is no place for a key.",
    example="Moodle's graderinfo; a rubricBlock of QTI for scorers.",
    mend="Keep it with the faculty's papers.",
)
SETTING = made(
    110,
    "setting-lost-in-import",
    Severity.ADVICE,
    "The bank sets something that quizzes here set elsewhere or not at all.",
    why="Each is told once, with how often it occurs.",
    example="Shuffled answers, penalties for second tries, numbering of answers.",
    mend="Set in the front matter of the quiz what has a word there.",
)
CATEGORY = made(
    120,
    "category-without-objective",
    Severity.ADVICE,
    "Questions of a category name no objective.",
    why="Results by objective, and checks of what is taught and asked, need one for each question.",
    example='`$CATEGORY: $course$/Heart failure` without `--objective "Heart failure=treat"`.',
    mend="Import again with --objective CATEGORY=ID and an id from course.yaml, or write objective=ID into the braces.",
)
RENAMED = made(
    130,
    "question-renamed-in-import",
    Severity.ADVICE,
    "Two questions have one name, so one of them got a number behind its id.",
    why="Results are kept by the id, which no other question of the course may have.",
    example="Two questions that are both named Dose.",
    mend="Give each a name of its own in the quiz before anybody takes it, and never change it afterwards.",
)
MOVED = made(
    140,
    "question-moved-above-its-case",
    Severity.ADVICE,
    "The last paragraph asks the question and became its heading; what stood before it stands below it.",
    why="Here a question is a heading, and its case the text below.",
    example="A case of two paragraphs that ends with 'What is the next step?'",
    mend="Read both again: a word such as 'above' may need another.",
)
INVISIBLE = made(
    150,
    "invisible-characters-removed",
    Severity.ADVICE,
    "Characters that nobody sees were removed.",
    why="Controls and marks of direction can hide or turn round what is written.",
    example="A vertical tab from a word processor; U+202E.",
    mend="Look at the place in the quiz.",
)
ENCODING = made(
    160,
    "bank-in-older-encoding",
    Severity.ADVICE,
    "The file is not in UTF-8 and was read as Windows-1252.",
    why="In another encoding, letters with accents and signs such as µ would be wrong.",
    example="A text file that an older editor saved.",
    mend="Look at such letters in the quiz; if they are wrong, save the bank as UTF-8 and import it again.",
)
LINK = made(
    170,
    "link-lost-in-import",
    Severity.WARNING,
    "A link goes to an address that a course may not link to; its words came along.",
    why="Links to files of the old system are dead, and javascript: is dangerous.",
    example="`@@PLUGINFILE@@/guideline.pdf`",
    mend="Put the file into media/ and link to it, or link to an https:// address.",
)
NO_PASSING = made(
    180,
    "post-test-without-passing-score",
    Severity.ERROR,
    "The quiz is a post-test, and nobody said its passing score.",
    why="The bank does not know it, and it is not made up.",
    example="`--role post-test` without `--passing`.",
    mend="Add `passing:` to the front matter, or import again with --passing.",
)
TOO_MUCH = made(
    190,
    "bank-larger-than-a-quiz",
    Severity.ERROR,
    "The quiz would be larger than a file of a course may be.",
    why="Reading a text takes time that grows faster than its length.",
    example="A bank of 2 000 questions.",
    mend="Divide the bank, by categories for instance, and import each part into its own quiz.",
)
LOOKS_LIKE_HTML = made(
    200,
    "html-in-plain-text",
    Severity.WARNING,
    "Text that is plain by its format holds HTML.",
    why="It came along as it is written, so learners would see the tags.",
    example="A CSV cell with `<b>not</b>`.",
    mend="Delete the tags in the quiz and write **bold** or *italic* instead.",
)
STRAY = made(
    210,
    "text-outside-questions",
    Severity.WARNING,
    "Text that is no question was left out.",
    why="A quiz has an introduction and questions, and nothing in between.",
    example="A description between two questions of a Moodle bank.",
    mend="Put it into the introduction, or as a case above the questions that need it.",
)
OWN_SCORING = made(
    220,
    "own-scoring-lost",
    Severity.WARNING,
    "An item scores itself with a program of its own; its declared correct response was taken as the key.",
    why="The program may give other points than right or wrong.",
    example="A QTI item whose responseProcessing is no standard template.",
    mend="Hold the key of the imported question against the item.",
    source=QTI,
)
UNKNOWN_COLUMN = made(
    230,
    "unknown-column",
    Severity.WARNING,
    "A column of the table is not known and was left out.",
    why="A typing mistake in a heading would lose a whole column in silence.",
    example="A column `Feedbak`.",
    mend="Name it as the guide says, or ignore this.",
)
KEY_READ_TWO_WAYS = made(
    240,
    "key-read-in-two-ways",
    Severity.WARNING,
    "A key names one answer by its place and another by its words; the words were taken.",
    why="With answers such as 1, 2, 3 a key `2` can mean either.",
    example="Answers 2, 3 and 4 with the key 3.",
    mend="Look at the question in the quiz.",
)
TOGETHER = made(
    250,
    "points-given-together",
    Severity.WARNING,
    "An item with several answers gave its points for them together. Here each is a question with points of its own.",
    why="A learner who knows two answers of three had nothing there, and has two thirds here.",
    example="A QTI item whose responseProcessing sets SCORE only where all of its answers match.",
    mend="Give each question the points that it shall have, or ask all in one that is right only as a whole, such as "
    "`matching`.",
    source=QTI,
)
RULES: tuple[Rule, ...] = (
    NO_SUCH_KIND,
    BROKEN,
    UNMARKABLE,
    PICTURE,
    NO_ALTERNATIVE,
    FORMATTING,
    FORMULA,
    PARTIAL,
    FEEDBACK,
    RUBRIC,
    SETTING,
    CATEGORY,
    RENAMED,
    MOVED,
    INVISIBLE,
    ENCODING,
    LINK,
    NO_PASSING,
    TOO_MUCH,
    LOOKS_LIKE_HTML,
    STRAY,
    OWN_SCORING,
    UNKNOWN_COLUMN,
    KEY_READ_TWO_WAYS,
    TOGETHER,
)
"""Every rule of the importers, in order of their ids."""
