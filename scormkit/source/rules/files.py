"""Rules on the author's files: whether they are there and can be read as text and as YAML."""

from __future__ import annotations

from scormkit.model.finding import Severity
from scormkit.source.rules.made import made

MISSING_FILE = made(
    1,
    "missing-file",
    "A file that every course has is not there: course.yaml, people.yaml or the first page.",
    why="Nothing can be compiled without saying what the activity is, who controls its content and what it teaches.",
    example="`course.yml`, `Course.yaml` or `course.yaml.txt` in the place of `course.yaml`.",
    mend="Write the file, or give it its exact name. Windows hides endings: have it show them.",
)
NOT_UTF8 = made(
    2,
    "not-utf-8",
    "A file is not text in UTF-8.",
    why="In any other encoding, accents and marks such as ™ read differently from one computer to the next.",
    example="A page that was saved as Windows-1252 or as Unicode (UTF-16), or a Word file renamed to `.md`.",
    mend="Open the file in an editor and save it again with the encoding UTF-8.",
    source="RFC 3629",
)
BROKEN_YAML = made(
    3,
    "broken-yaml",
    "A file cannot be read as YAML, so nothing in it can be used.",
    why="One misplaced character changes what all of the following lines belong to.",
    example="`title: Clean hands: five moments`, where the second colon begins a value within the value.",
    mend="Put the whole value in straight double quotes, or align the line with those above.",
    source="YAML 1.2.2",
)
DUPLICATE_KEY = made(
    4,
    "duplicate-key",
    "A key is written twice.",
    why="It has two meanings, and most programs drop one of them without a word.",
    example="Two lines `expires:` in one activity.",
    mend="Keep one of the two.",
    source="YAML 1.2.2, 3.2.1.1",
)
OVERSIZED = made(
    5,
    "oversized-source",
    "A file is larger, or its values lie deeper in each other, than anybody writes by hand.",
    why="It is most often an accident, such as a picture pasted as text, and it would take minutes to read.",
    example="A page of more than 250 kB.",
    mend="Divide the page, and keep pictures as files in media/.",
)
YAML_SHORTHAND = made(
    6,
    "yaml-shorthand",
    "A file uses anchors, aliases, tags or several documents, which are not part of the course format.",
    why="They make a value mean something that does not stand where it is read.",
    example="`expires: &end 2029-05-31`, and further below `reviewed: *end`.",
    mend="Write each value where it belongs. Quote a value that begins with & or * or !.",
)
TAB = made(
    7,
    "tab-in-yaml",
    "A tab indents a line.",
    why="YAML allows only spaces there, because nobody sees how wide a tab is.",
    example="A line below `audience:` that begins with the tab key.",
    mend="Replace the tab by spaces, as many as the lines around have. Set the editor to write spaces.",
    source="YAML 1.2.2, 6.1",
)
CURLY_QUOTE = made(
    8,
    "curly-quote-in-yaml",
    "A curly quote stands where a value needs a straight one.",
    why="Word and some editors turn quotes into curly ones. YAML takes those as a part of the text.",
    example="`notice: “Draft: not for credit.”`",
    mend="Write straight double quotes around the whole value. Curly ones may stay inside.",
)
CONTROL_CHARACTER = made(
    9,
    "control-character",
    "An invisible control character stands in a text.",
    why="XML forbids them, so they would break the manifest; screens and screen readers make something else of them.",
    example="Text pasted from a PDF or a slide, with a vertical tab at the end of a line.",
    mend="Put the cursor behind the place and press backspace.",
    source="XML 1.0, 2.2",
)
HIDDEN_DIRECTION = made(
    10,
    "hidden-text-direction",
    "An invisible character turns the direction of the text.",
    why="The text then reads differently on the screen from what it says, for doses and names as well.",
    example="A right-to-left override inside a drug's name.",
    mend="Delete it, unless the text mixes directions and needs it.",
    severity=Severity.WARNING,
    source="Unicode Technical Report 36, 2.2",
)
OUTSIDE_COURSE = made(
    11,
    "file-outside-course",
    "The course uses a file that lies outside its folder.",
    why="A course is one folder. What lies elsewhere is missing when somebody else builds it.",
    example="`![A hand.](../shared/hand.png)`",
    mend="Copy the file into the course, such as into media/.",
)
UNREADABLE = made(
    12,
    "unreadable-file",
    "A file or folder cannot be opened or read.",
    why="A package without it would not be the course.",
    example="A folder of the name `people.yaml`, or a file that only somebody else may read.",
    mend="Check the name and the permissions, and whether another program has it open.",
)
IGNORED_FILE = made(
    13,
    "ignored-file",
    "A file in pages/ or quizzes/ is not read, because its name does not end with .md.",
    why="Somebody may believe that it is part of the course.",
    example="`pages/020-doses.txt`",
    mend="Let its name end with .md, or move it away.",
    severity=Severity.WARNING,
)
