"""Rules on Markdown, pictures and files."""

from __future__ import annotations

from scormkit.model.finding import Severity
from scormkit.source.rules.made import made

RAW_HTML = made(
    40,
    "raw-html",
    "HTML stands in a text. It is shown as it is written.",
    why="A course must be safe in every LMS and accessible to everyone, and nobody can vouch for any HTML.",
    example="`<b>five moments</b>`",
    mend="Write Markdown, such as `**five moments**`, or one of the containers of the format.",
)
UNKNOWN_CONTAINER = made(
    41,
    "unknown-container",
    "A container has a name that the format does not know.",
    why="Nobody can tell how it should look or sound.",
    example="`::: warnings` where `::: warning` is meant.",
    mend="Take a container that the guide lists.",
)
UNCLOSED_CONTAINER = made(
    42,
    "unclosed-container",
    "A container is not closed, or a line closes none.",
    why="It swallows the rest of the page.",
    example="`::: note`, and no line `:::` further below.",
    mend="Close it with a line of as many colons as it was opened with.",
)
BROKEN_CITATION = made(
    43,
    "broken-citation",
    "Something looks like a citation and is none.",
    why="It would be shown as plain text, and the source would not be listed.",
    example="`[@pittet-2009, p. 612]`",
    mend="Write `[@id]`, or `[@id; @other]` for several.",
)
UNSAFE_LINK = made(
    44,
    "unsafe-link",
    "A link leads to something else than a web page, a mail address, a place or a file of the course.",
    why="A link can run a program in the learner's browser, with the rights of the LMS.",
    example="`[open](javascript:alert(1))`",
    mend="Link to an address that begins with https://, or to a file in the course.",
)
TOP_HEADING = made(
    45,
    "top-level-heading",
    "A heading of the first level stands inside a page.",
    why="The page's title is its only one: screen readers use the levels to find their way.",
    example="`# Five moments`",
    mend="Write `##`, or move the words into `title:`.",
    source="WCAG 2.2, 1.3.1",
)
MISSING_ALT = made(
    46,
    "missing-text-alternative",
    "A picture has no text that says what it shows.",
    why="Who cannot see it needs its meaning in words.",
    example="`![](media/curve.png)`",
    mend="Write what the picture shows into the brackets: `![Survival at three years: 68% against 61%.](…)`.",
    severity=Severity.WARNING,
    source="WCAG 2.2, 1.1.1",
)
UNKNOWN_ATTRIBUTE = made(
    47,
    "unknown-attribute",
    "An attribute in braces is not known here.",
    why="It would have no effect, or one that nobody checked.",
    example="`{style=color:red}`",
    mend="Remove it, or take one that the guide lists.",
)
BROKEN_FOOTNOTE = made(
    48,
    "broken-footnote",
    "A footnote mark has no note, or a note no mark.",
    why="The mark would be shown as plain text, or the note never.",
    example="`[^gloves]` without a line that begins with `[^gloves]:`.",
    mend="Write the note below the paragraph, or remove the mark.",
)
TABLE_WITHOUT_CAPTION = made(
    49,
    "table-without-caption",
    "A table has no caption.",
    why="A caption tells what a table holds before it is read, cell by cell, by a screen reader.",
    example="A table of doses that stands alone.",
    mend="Write a paragraph that begins with `Table:` right before the table.",
    severity=Severity.WARNING,
    source="WCAG 2.2, 1.3.1",
)
MISSING_MEDIA = made(
    50,
    "missing-media",
    "A picture or file that a text shows is not in the course folder.",
    why="Learners would see a broken picture.",
    example="`![A drop.](media/Drop.svg)` where the file is `media/drop.svg`.",
    mend="Copy the file into the course, and write its name exactly, capitals included.",
)
MEDIA_TYPE = made(
    51,
    "unsupported-media-type",
    "A file has a type that not every browser shows safely.",
    why="A package cannot bring a program to open it.",
    example="`media/slides.pptx`",
    mend="Save it as one of the types that the finding lists, such as PDF, PNG or MP4.",
)
UNSAFE_SVG = made(
    52,
    "unsafe-svg",
    "An SVG file contains scripts, outside links or other parts that do more than draw.",
    why="To a browser an SVG file is a program.",
    example="`<svg onload=…>`, or an SVG that loads a font from the internet.",
    mend="Export it again as plain SVG, or as PNG.",
)
MEDIA_NAMES_COLLIDE = made(
    53,
    "media-names-collide",
    "Two files would have the same name in the package.",
    why="Names there are plain ASCII in lower case, because servers treat anything else differently.",
    example="`media/Drop.svg` and `media/drop.svg`.",
    mend="Rename one of them.",
)
BROKEN_MEDIA = made(
    54,
    "broken-media",
    "A file is not what its name says.",
    why="No browser would show it.",
    example="A `.png` that is a web page, saved by mistake.",
    mend="Open it in a program for such files and save it again.",
)
