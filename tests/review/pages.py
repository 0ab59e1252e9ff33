"""Pages of front matter for tests: from text, from the corpus, and as Word files that are made here."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from scormkit.review import judged, read_page
from scormkit.review.prose import composed, line_of

if TYPE_CHECKING:
    from scormkit.model.finding import Finding
    from scormkit.review import Read

CORPUS = Path(__file__).resolve().parent / "corpus"
AS_OF = date(2026, 11, 22)
FAULTS = ("error", "warning")


def page(text: str) -> Read:
    """What a text says."""
    return read_page(composed("page.txt", (line_of(number, line) for number, line in enumerate(text.split("\n"), 1))))


def found(text: str, as_of: date = AS_OF) -> list[tuple[str, int]]:
    """The rules that a text breaks, with their lines, advice left out."""
    return faults(judged(page(text), as_of))


def faults(findings: tuple[Finding, ...]) -> list[tuple[str, int]]:
    """Errors and warnings by rule and line, in order."""
    return sorted((one.rule, one.place.line) for one in findings if one.severity in FAULTS)


def expected(path: Path) -> list[tuple[str, int]]:
    """What a page's sidecar says that is wrong with it: a rule and a line on each line, a dash for no line."""
    sidecar = path.with_name(path.name.partition(".")[0] + ".expected")
    pairs = [line.split() for line in sidecar.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return sorted((rule, 0 if line == "-" else int(line)) for rule, line in pairs)


# ---- Word

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_file(text: str) -> bytes:
    """A Word file of which each line is a paragraph, each ``# heading`` one of that style, each ``| row |`` a row."""
    body, rows = "", ""
    for line in text.split("\n"):
        if line.startswith("|"):
            cells = line.strip().strip("|").split("|")
            rows += "<w:tr>" + "".join(f"<w:tc>{paragraph(cell.strip())}</w:tc>" for cell in cells) + "</w:tr>"
            continue
        body += f"<w:tbl>{rows}</w:tbl>" if rows else ""
        rows = ""
        body += paragraph(line)
    return zipped(f"<w:document {NAMESPACE}><w:body>{body}<w:sectPr/></w:body></w:document>")


def paragraph(line: str) -> str:
    style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if line.startswith("# ") else ""
    listed = "<w:pPr><w:numPr/></w:pPr>" if line.startswith("- ") else ""
    words = escape(line.removeprefix("# ").removeprefix("- "))
    half = len(words) // 2
    # Word divides a sentence into runs wherever somebody once edited it.
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>' for part in (words[:half], words[half:]) if part
    )
    return f"<w:p>{style or listed}{runs if '&' not in words else f'<w:r><w:t>{words}</w:t></w:r>'}</w:p>"


def zipped(document: str, name: str = "word/document.xml") -> bytes:
    """A zip with one member."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, document)
    return buffer.getvalue()
