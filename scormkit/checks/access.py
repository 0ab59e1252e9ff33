"""A11: what keeps a page from being read or heard as it should (WCAG 2.2)."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from scormkit import notices
from scormkit.checks import contrast
from scormkit.checks.languages import foreign_parts
from scormkit.checks.prose import Passage, plain
from scormkit.checks.rule import rule
from scormkit.model.finding import Place, Severity
from scormkit.resources import package_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course, Page

SPOKEN = "en"
"""The language of buttons, messages and mandated sentences."""

MEND = "Add a section 'Transcript' below it, or link to one; under other words give it the id `{#transcript}`."
HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
LINK = re.compile(r'<a (?![^>]*class="cite)[^>]*href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
HEAD_CELL = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
VIDEO = re.compile(r"<video\b([^>]*)>(.*?)</video>", re.DOTALL)
PICTURE = re.compile(r'<img [^>]*src="([^"]*)"[^>]*alt="([^"]*)"')
BOLD = re.compile(r"<p><strong>([^<]{2,80})</strong></p>\n(?=<(?:p|ul|ol|div|table|figure))")
VAGUE = re.compile(
    r"(?:please )?(?:click|tap|press|see|look|read|go|find out|learn|view|download)? ?(?:it |more |on |right )*"
    r"(?:here|this|this (?:link|page|site|website|article|paper|study|document|file|pdf)|link|more|details"
    r"|(?:read|learn|see) more|more (?:info|information|details)|website|page|pdf|click)",
    re.IGNORECASE,
)
FILE_NAME = re.compile(
    r"[\w() -]+[.](?:png|jpe?g|gif|svg|webp|mp4|webm|mp3|m4a|ogg|opus|wav)"
    r"|(?:img|dsc|image|screenshot|figure)[ _-]?[0-9]+",
    re.IGNORECASE,
)
EMPTY_WORDS = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|photograph|figure|fig[.]?|graphic|diagram|graph|chart|screenshot|logo|icon|"
    r"illustration|video|alt text|placeholder|untitled)(?: ?[0-9]{0,3}| here)?[.]?",
    re.IGNORECASE,
)


def _spot(page: Page, words: str) -> Place:
    """Where words of a page stand; its first line where they cannot be found as they are."""
    at = page.markdown.find(words) if words.strip() else -1
    return Passage("page", page.id, page.markdown, page.place, page.first_line).at(at) if at >= 0 else page.place


@rule("A11010", "interface-in-another-language", Severity.WARNING, "access", "WCAG 2.2, 3.1.1 and 3.1.2")
def interface_language(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The course is not in English, but the words around it are, and a screen reader mispronounces them.

    Why: Buttons, messages and mandated sentences are English, while the page says that it is in the course's language.

    Example: A course with 'language: de'.

    Mend: Expect English around the text, or wait for a version that speaks the language.
    """
    if course.language.partition("-")[0].lower() != SPOKEN:
        yield (
            course.where("language"),
            f"The course is in '{course.language}', but buttons, messages and generated sentences are English.",
            "Expect English around the text, or wait for a version that speaks the language.",
        )


@rule("A11020", "heading-level-skipped", Severity.WARNING, "access", "WCAG 2.2, 1.3.1 and 2.4.6")
def heading_skipped(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A heading lies more than one level below the heading before it.

    Why: Screen reader users walk through a page by its headings; a missing level sounds like a missing section. The
    page's title is level one, so the first section is '##'.

    Example: '####' straight below '##', or a page whose first heading is '###'.

    Mend: Use the next level, and let the style decide how large it looks.
    """
    for page in course.pages:
        level = 1
        for match in HEADING.finditer(page.html):
            here, words = int(match[1]), plain(match[2])
            if here > level + 1:
                yield (
                    _spot(page, words),
                    f"'{words}' is a heading of level {here} below one of level {level}.",
                    f"Write it with {'#' * (level + 1)}.",
                )
            level = here


@rule("A11030", "link-text-says-nothing", Severity.WARNING, "access", "WCAG 2.2, 2.4.4")
def vague_link(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The words of a link do not say where it goes.

    Why: Screen readers list the links of a page without the sentences around them: five times 'click here'.

    Example: 'For the guideline [click here](https://www.who.int/)'.

    Mend: Make the words that name the target the link: 'See the [WHO guideline](https://www.who.int/)'.
    """
    for page in course.pages:
        for match in LINK.finditer(page.html):
            words = plain(match[2]).strip()
            if VAGUE.fullmatch(words.rstrip(".:!> \u2026\u00bb\u2192")):
                yield (
                    _spot(page, f"[{words}]"),
                    f"The link to {unescape(match[1])} is called '{words}'.",
                    "Make the words that name its target the link.",
                )


@rule("A11040", "table-header-empty", Severity.WARNING, "access", "WCAG 2.2, 1.3.1")
def empty_header(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A column of a table has no heading; the first one may be empty where it holds the names of the rows.

    Why: A screen reader says the column's heading before each cell. Without it a number has no meaning.

    Example: '| Trial | | Months |'.

    Mend: Name the column.
    """
    for page in course.pages:
        for table in TABLE.finditer(page.html):
            heads = [plain(cell).strip() for cell in HEAD_CELL.findall(table[0])]
            empty = [index for index, head in enumerate(heads) if not head and (index or len(heads) == 1)]
            if empty:
                yield (
                    _spot(page, next((f"| {head} |" for head in heads if head), "")),
                    f"Column {empty[0] + 1} of a table has no heading.",
                    "Name the column in the first row of the table.",
                )


@rule("A11050", "video-without-captions", Severity.WARNING, "access", "WCAG 2.2, 1.2.2")
def no_captions(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A video has no captions.

    Why: Who cannot hear, or sits on a ward without headphones, gets nothing of what is said.

    Example: media/talk.mp4 without media/talk.vtt beside it.

    Mend: Add captions as a WebVTT file of the same name; a film without sound gets one that says so.
    """
    for page in course.pages:
        for match in VIDEO.finditer(page.html):
            if "<track" not in match[2]:
                name = _source(match[1])
                yield (
                    _spot(page, name),
                    f"The video {name} has no captions.",
                    f"Put {name.rpartition('.')[0]}.vtt beside it, with what is said and heard.",
                )


@rule("A11060", "video-without-transcript", Severity.ADVICE, "access", "WCAG 2.2, 1.2.3 and 1.2.5")
def no_transcript(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A page with a video offers neither a transcript nor a description of what is seen.

    Why: Captions serve who cannot hear; who cannot see needs what the slides show, in words.

    Example: A recorded lecture alone on its page.

    Mend: Write what is said and shown below the video under a heading 'Transcript', or link to a document with it. The
    course's own word for it does as well, and so does any heading or link with the id `transcript`.
    """
    for page in course.pages:
        video = VIDEO.search(page.html)
        if video and not _instead(page.html, course.language):
            name = _source(video[1])
            yield (
                _spot(page, name),
                f"The page shows the video {name} and has no transcript of it.",
                MEND,
            )


def _instead(html: str, language: str) -> bool:
    return notices.names_transcript(html, language) or notices.names_description(html)


@rule("A11120", "recording-without-transcript", Severity.WARNING, "access", "WCAG 2.2, 1.2.1")
def recording_without_transcript(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A recording for the ear has no transcript.

    Why: It has no captions and nothing to be seen: who cannot hear, or sits on a ward without headphones, gets nothing.

    Example: `![The call.](media/call.mp3)` alone on its page.

    Mend: Write what is said and heard below it under a heading 'Transcript', or link to a file of the course with it.
    The course's own word for it does as well, and so does any heading or link with the id `transcript`.
    """
    for page in course.pages:
        for film in notices.films_on(page, course.language):
            if not film.player.captions and not film.transcript:
                yield (
                    _spot(page, film.path),
                    f"The recording {film.path} has no transcript.",
                    MEND,
                )


def _source(attributes: str) -> str:
    found = re.search(r'src="([^"]*)"', attributes)
    return found[1] if found else "without a file"


@rule("A11070", "text-alternative-says-nothing", Severity.WARNING, "access", "WCAG 2.2, 1.1.1")
def empty_alternative(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The text alternative of a picture is its file name, a word such as 'image', or that of another picture.

    Why: It is read aloud instead of the picture. A file name tells nothing, and two pictures with one text tell which
    is which to nobody.

    Example: '![IMG_2043.jpg](media/IMG_2043.jpg)', '![Figure 1](media/curve.png)'.

    Mend: Say what the picture shows and what a reader shall see in it.
    """
    for page in course.pages:
        before: dict[str, str] = {}
        for match in PICTURE.finditer(page.html):
            source, words = match[1], unescape(match[2]).strip()
            stem = source.rpartition("/")[2].rpartition(".")[0]
            twin = before.setdefault(words, source) != source
            if words and (FILE_NAME.fullmatch(words) or EMPTY_WORDS.fullmatch(words) or words.lower() == stem or twin):
                why = f"is also that of {before[words]}" if twin else "does not say what it shows"
                yield (
                    _spot(page, f"![{words}]"),
                    f"The text alternative '{words}' of {source} {why}.",
                    "Say what the picture shows and what a reader shall see in it.",
                )


@rule("A11080", "language-of-part-unmarked", Severity.WARNING, "access", "WCAG 2.2, 3.1.2")
def unmarked_language(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A paragraph is in another language than the course, or words are in another script, and nothing says so.

    Why: A screen reader reads everything with the sounds of the language that the page states.

    Example: A patient leaflet in Spanish quoted in an English course.

    Mend: Mark it: '{lang=es}' on the line above the paragraph, or '[words]{lang=el}' around words.
    """
    for page in course.pages:
        for words, language in foreign_parts(page.html, course.language):
            yield (
                _spot(page, words.split("\n")[0][:40]),
                f"'{words[:50]}' looks like {language}, and nothing marks its language.",
                "Mark it with its language: '{lang=…}' above the paragraph, or '[words]{lang=…}'.",
            )


@rule("A11090", "colours-too-close", Severity.ERROR, "access", "WCAG 2.2, 1.4.3 and 1.4.11")
def weak_contrast(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Two colours of the style sheet that meet on a page are too close to each other, in the light or the dark scheme.

    Why: Text needs a contrast of 4.5 to 1 to be read with weak eyes or in sunlight, outlines and signs need 3 to 1.

    Example: '--soft: #999999' for small text on white, which gives 2.8 to 1.

    Mend: Make one of the two darker or lighter.
    """
    for pair in _weak(context.style):
        yield (
            Place("page.css"),
            f"In the {pair.scheme} scheme '{pair.front}' on '{pair.ground}' has a contrast of {pair.ratio:.2f} to 1.",
            f"Make one of the two darker or lighter, until it is {pair.needed} to 1.",
        )


@cache
def _weak(style: str) -> tuple[contrast.Pair, ...]:
    css = style or package_file("runtime/page.css").decode("utf-8")
    return tuple(pair for pair in contrast.pairs(css) if pair.ratio < pair.needed)


@rule("A11100", "heading-without-words", Severity.WARNING, "access", "WCAG 2.2, 1.3.1 and 2.4.6")
def empty_heading(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A heading has no words.

    Why: Screen readers announce it as a section without a name.

    Example: A line with '##' alone, left over from an outline.

    Mend: Write the words, or remove the line.
    """
    for page in course.pages:
        for match in HEADING.finditer(page.html):
            if not plain(match[2]).strip():
                yield _spot(page, f"\n{'#' * int(match[1])}\n"), "A heading has no words.", "Write them, or remove it."


@rule("A11110", "bold-line-as-heading", Severity.WARNING, "access", "WCAG 2.2, 1.3.1")
def bold_heading(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A paragraph that is bold as a whole stands where a heading belongs.

    Why: It looks like a heading and is none: it is missing in the list of headings that screen reader users walk by.

    Example: '**Results**' alone on its line above a paragraph.

    Mend: Write it as a heading: '## Results'.
    """
    for page in course.pages:
        for match in BOLD.finditer(page.html):
            words = unescape(match[1]).strip()
            if not words.endswith((".", "!", "?", ":", ";", ",")) and not words.startswith(("Table", "Figure")):
                yield (
                    _spot(page, f"**{words}"),
                    f"'{words}' is a bold line where a heading belongs.",
                    f"Write '## {words}', with as many # as its level.",
                )


RULES = (
    interface_language,
    heading_skipped,
    vague_link,
    empty_header,
    no_captions,
    no_transcript,
    empty_alternative,
    unmarked_language,
    weak_contrast,
    empty_heading,
    bold_heading,
    recording_without_transcript,
)
