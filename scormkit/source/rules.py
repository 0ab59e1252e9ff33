"""What can be wrong with the author's files themselves. The readers report these; no rule runs by itself here."""

from __future__ import annotations

from scormkit.model.finding import Rule, Severity

FORMAT = "scormkit source format"


def _rule(number: int, name: str, explanation: str, severity: Severity = Severity.ERROR) -> Rule:
    return Rule(f"SRC{number:03}", name, severity, "source", FORMAT, explanation)


MISSING_FILE = _rule(1, "missing-file", "A course needs course.yaml, people.yaml and at least one page.")
NOT_UTF8 = _rule(2, "not-utf-8", "All text of a course is UTF-8, so that it reads the same on every machine.")
BROKEN_YAML = _rule(3, "broken-yaml", "The file cannot be read as YAML, so nothing in it can be used.")
DUPLICATE_KEY = _rule(4, "duplicate-key", "A key that is written twice has two meanings; most tools drop one silently.")
OVERSIZED = _rule(5, "oversized-source", "A source file is bounded in size and depth: a larger one is a mistake.")
YAML_SHORTHAND = _rule(
    6, "yaml-shorthand", "Anchors, aliases, tags and several documents in a file are not part of the course format."
)
TAB = _rule(7, "tab-in-yaml", "YAML does not allow a tab where a line is indented.")
CURLY_QUOTE = _rule(8, "curly-quote-in-yaml", "Only straight quotes hold a YAML value together; curly ones are text.")
CONTROL_CHARACTER = _rule(9, "control-character", "Invisible control characters break packages and manifests.")
HIDDEN_DIRECTION = _rule(
    10,
    "hidden-text-direction",
    "Invisible direction controls make a text read differently from what it says.",
    Severity.WARNING,
)
OUTSIDE_COURSE = _rule(11, "file-outside-course", "A course is one folder: nothing else travels with it.")
UNREADABLE = _rule(12, "unreadable-file", "The file or folder could not be opened or read.")
IGNORED_FILE = _rule(
    13, "ignored-file", "In pages/ and quizzes/ only names that end with .md are read.", Severity.WARNING
)

UNKNOWN_KEY = _rule(20, "unknown-key", "A key that nobody reads is most often a typing mistake.")
MISSING_KEY = _rule(21, "missing-key", "The course cannot be compiled without this value.")
WRONG_TYPE = _rule(22, "wrong-type", "A value, a list and a group of keys are different things.")
UNKNOWN_WORD = _rule(23, "unknown-word", "Here only the words of a fixed list have a meaning.")
MALFORMED = _rule(24, "malformed-value", "The value does not have the form that its readers expect.")
EMPTY_VALUE = _rule(25, "empty-value", "The key is there, its value is not.")
BROKEN_DATE = _rule(26, "broken-date", "The calendar has no such day.")
UNKNOWN_TIME_ZONE = _rule(27, "unknown-time-zone", "Dates end at midnight in a time zone of the IANA database.")
DUPLICATE_ID = _rule(28, "duplicate-id", "An id names one thing; two things with one id cannot be told apart.")
UNKNOWN_OBJECTIVE = _rule(29, "unknown-objective", "Pages and questions serve objectives that course.yaml lists.")
UNKNOWN_REFERENCE = _rule(30, "unknown-reference", "A citation or link needs the thing that it points to.")
MISSING_FRONT_MATTER = _rule(31, "missing-front-matter", "A page or quiz has its id and title between two lines ---.")
BROKEN_MARKDOWN = _rule(32, "broken-markdown", "The text could not be read as Markdown.")

RAW_HTML = _rule(40, "raw-html", "HTML in a text is shown as it is written: the course must be safe and accessible.")
UNKNOWN_CONTAINER = _rule(41, "unknown-container", "Only the containers that the format names can be rendered.")
UNCLOSED_CONTAINER = _rule(42, "unclosed-container", "A container that is not closed swallows the rest of the page.")
BROKEN_CITATION = _rule(43, "broken-citation", "A citation that is not written as [@id] would show as plain text.")
UNSAFE_LINK = _rule(44, "unsafe-link", "Links go to web pages, mail addresses, places and files of the course.")
TOP_HEADING = _rule(45, "top-level-heading", "The page's title is its only heading of the first level.")
MISSING_ALT = _rule(
    46,
    "missing-text-alternative",
    "Who cannot see a picture needs its meaning in words (WCAG 2.2, 1.1.1).",
    Severity.WARNING,
)
UNKNOWN_ATTRIBUTE = _rule(47, "unknown-attribute", "Attributes that the format does not name are not rendered.")
BROKEN_FOOTNOTE = _rule(48, "broken-footnote", "A footnote mark without its note would show as plain text.")
TABLE_WITHOUT_CAPTION = _rule(
    49, "table-without-caption", "A caption tells what a table holds before it is read.", Severity.WARNING
)

MISSING_MEDIA = _rule(50, "missing-media", "A picture or file that the text shows must be in the course folder.")
MEDIA_TYPE = _rule(51, "unsupported-media-type", "Only media that every browser plays safely may travel in a package.")
UNSAFE_SVG = _rule(52, "unsafe-svg", "An SVG file is a program to a browser: scripts and outside links are refused.")
MEDIA_NAMES_COLLIDE = _rule(53, "media-names-collide", "In a package names are plain ASCII in lower case, each once.")
BROKEN_MEDIA = _rule(54, "broken-media", "The file is not what its name says, so no browser would show it.")

NO_QUESTIONS = _rule(60, "quiz-without-questions", "A quiz that asks nothing can be neither passed nor failed.")
QUESTION_ID = _rule(61, "question-without-id", "Results are kept by the id that the author gives to a question.")
NO_OPTIONS = _rule(62, "question-without-options", "A question needs a task list: one line - [ ] for every answer.")
UNKNOWN_KIND = _rule(63, "unknown-question-kind", "Only kinds that scormkit can render and mark may be asked.")
MISPLACED = _rule(64, "misplaced-quiz-content", "A question is a heading, a text, one task list and a rationale.")
NOT_A_TASK = _rule(65, "option-without-box", "An answer starts with [ ] or [x]; else nobody knows if it is right.")
QUIZ_HEADING = _rule(66, "quiz-heading-level", "In a quiz a heading of level two is a question; there are no others.")
OPTION_ID = _rule(67, "broken-option-id", "An answer's id is one character a-z or 0-9, once in a question.")
GATE_WITHOUT_QUIZ = _rule(68, "gate-without-post-test", "Nobody can pass a post-test that the course does not have.")

RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
"""Every rule of the readers, in order of their ids."""
