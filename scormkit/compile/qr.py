"""QR codes as SVG (ISO/IEC 18004): an address that a phone reads from the page."""

from __future__ import annotations

from itertools import groupby

from scormkit.model.course import LONGEST_QR

QUIET = 4
"""Light modules around the code."""
CORRECTION = "m"
"""15 % of a code may be dirty or glared upon: screens of wards are both."""


def fits(text: str) -> bool:
    """Whether a text fits into a code that a phone reads well."""
    return len(text.encode()) <= LONGEST_QR


def qr_svg(text: str, name: str) -> str:
    """A QR code of a text as SVG markup with ``name`` as its text alternative, which must be escaped already.

    Raises :class:`ValueError` for a text above :data:`scormkit.model.course.LONGEST_QR` bytes.
    """
    if not fits(text):
        raise ValueError(f"{len(text.encode())} bytes do not fit into a QR code of {LONGEST_QR}")
    rows = qr_modules(text)
    size = len(rows) + 2 * QUIET
    runs = [
        f"M{start + QUIET} {at + QUIET}h{length}v1h-{length}z"
        for at, row in enumerate(rows)
        for start, length in _dark_runs(row)
    ]
    return (
        f'<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" '
        f'aria-label="{name}" shape-rendering="crispEdges"><rect width="{size}" height="{size}" fill="#fff"/>'
        f'<path fill="#000" d="{"".join(runs)}"/></svg>'
    )


def qr_modules(text: str) -> list[bytes]:
    """The modules of the code by row and column, without the quiet zone; 1 is dark."""
    import segno  # only courses that show a code pay for it

    code = segno.make_qr(text, error=CORRECTION, mode="byte", encoding="utf-8", boost_error=False)
    return [bytes(row) for row in code.matrix]


def _dark_runs(row: bytes) -> list[tuple[int, int]]:
    """Where dark modules begin in a row, and how many there are."""
    runs, start = [], 0
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            runs.append((start, length))
        start += length
    return runs
