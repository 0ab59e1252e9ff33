"""QR codes as SVG (ISO/IEC 18004): bytes, error correction M, versions 1 to 9, which is an address of 180 characters.

Written here and not taken from a library, because the same course gives the same bytes whatever is installed; a test
has another house's decoder read what this draws.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from scormkit.model.course import LONGEST_QR

if TYPE_CHECKING:
    from collections.abc import Callable

Grid = list[list[int | None]]
"""Modules by row and column: 1 is dark, and none is not drawn yet."""

BLOCKS = (
    (10, (16,)),
    (16, (28,)),
    (26, (44,)),
    (18, (32, 32)),
    (24, (43, 43)),
    (16, (27,) * 4),
    (18, (31,) * 4),
    (22, (38, 38, 39, 39)),
    (22, (36, 36, 36, 37, 37)),
)
"""By version: codewords of error correction in each block, and codewords of data in each (ISO/IEC 18004, table 9)."""
ALIGNMENT = ((), (6, 18), (6, 22), (6, 26), (6, 30), (6, 34), (6, 22, 38), (6, 24, 42), (6, 26, 46))
"""By version: where the alignment patterns have their middles."""
QUIET = 4
"""Light modules around the code."""


def fits(text: str) -> bool:
    """Whether a text fits into a code."""
    return len(text.encode()) <= LONGEST_QR


def qr_svg(text: str, name: str) -> str:
    """A QR code of a text as SVG markup with ``name`` as its text alternative, which must be escaped already.

    Raises :class:`ValueError` for a text above :data:`scormkit.model.course.LONGEST_QR` bytes.
    """
    grid = qr_modules(text)
    size = len(grid) + 2 * QUIET
    runs = [
        f"M{start + QUIET} {row + QUIET}h{length}v1h-{length}z"
        for row, line in enumerate(grid)
        for start, length in _runs(line)
    ]
    return (
        f'<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" '
        f'aria-label="{name}" shape-rendering="crispEdges"><rect width="{size}" height="{size}" fill="#fff"/>'
        f'<path fill="#000" d="{"".join(runs)}"/></svg>'
    )


def _runs(line: list[int]) -> list[tuple[int, int]]:
    """Where dark modules begin in a row, and how many there are."""
    edges = [at for at in range(len(line) + 1) if (line[at - 1] if at else 0) != (line[at] if at < len(line) else 0)]
    return [(start, end - start) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def qr_modules(text: str) -> list[list[int]]:
    """The modules of the code by row and column, without the quiet zone; 1 is dark."""
    data = text.encode()
    version = next((at for at, (_, sizes) in enumerate(BLOCKS) if sum(sizes) >= len(data) + 2), None)
    if version is None:
        raise ValueError(f"{len(data)} bytes do not fit into a QR code of {LONGEST_QR}")
    grid = _patterns(version)
    free = {(row, column) for row, column in product(range(len(grid)), repeat=2) if grid[row][column] is None}
    _fill(grid, free, _codewords(data, version))
    masked = [_masked(grid, free, mask) for mask in range(len(MASKS))]
    return min(masked, key=_penalty)


# ---- the data, with its error correction


def _codewords(data: bytes, version: int) -> list[int]:
    check, sizes = BLOCKS[version]
    room = sum(sizes)
    bits = f"0100{len(data):08b}" + "".join(f"{byte:08b}" for byte in data) + "0000"
    words = [int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)]
    words += [(0xEC, 0x11)[at % 2] for at in range(room - len(words))]
    blocks, start = [], 0
    for size in sizes:
        blocks.append(words[start : start + size])
        start += size
    checks = [_correction(block, check) for block in blocks]
    woven = [block[at] for at in range(max(sizes)) for block in blocks if at < len(block)]
    return woven + [block[at] for at in range(check) for block in checks]


def _times(one: int, other: int) -> int:
    """The product in the field of 256 elements (polynomial 0x11D)."""
    product_ = 0
    for bit in range(7, -1, -1):
        product_ = (product_ << 1) ^ ((product_ >> 7) * 0x11D)
        product_ ^= ((other >> bit) & 1) * one
    return product_


def _correction(block: list[int], count: int) -> list[int]:
    """The Reed-Solomon codewords of a block."""
    generator, root = [1], 1
    for _ in range(count):
        longer = [*generator, 0]
        for at, factor in enumerate(generator):
            longer[at + 1] ^= _times(factor, root)
        generator, root = longer, _times(root, 2)
    rest = [0] * count
    for word in block:
        lead = word ^ rest[0]
        rest = [*rest[1:], 0]
        rest = [part ^ _times(factor, lead) for part, factor in zip(rest, generator[1:], strict=True)]
    return rest


# ---- the picture


def _patterns(version: int) -> Grid:
    """Everything but the data: finders, timing, alignment, version, and room for the format."""
    size = 21 + 4 * version
    grid: Grid = [[None] * size for _ in range(size)]
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        for row, column in product(range(-1, 8), repeat=2):
            if 0 <= top + row < size and 0 <= left + column < size:
                ring = max(abs(row - 3), abs(column - 3))
                grid[top + row][left + column] = int(ring not in (2, 4))
    for at in range(8, size - 8):
        grid[6][at] = grid[at][6] = int(at % 2 == 0)
    for row, column in product(ALIGNMENT[version], repeat=2):
        if (row, column) not in ((6, 6), (6, size - 7), (size - 7, 6)):  # there are the finders
            for down, right in product(range(-2, 3), repeat=2):
                grid[row + down][column + right] = int(max(abs(down), abs(right)) != 1)
    _reserve(grid, version)
    return grid


def _reserve(grid: Grid, version: int) -> None:
    size = len(grid)
    for row, column in _format_places(size):
        grid[row][column] = 0
    grid[size - 8][8] = 1
    if version >= 6:  # the seventh version is the first that says its number
        bits = (version + 1) << 12 | _remainder(version + 1, 12, 0x1F25)
        for at in range(18):
            row, column = at // 3, size - 11 + at % 3
            grid[row][column] = grid[column][row] = (bits >> at) & 1


def _remainder(value: int, bits: int, generator: int) -> int:
    """The check bits of a BCH code."""
    value <<= bits
    while value.bit_length() >= generator.bit_length():
        value ^= generator << (value.bit_length() - generator.bit_length())
    return value


def _format_places(size: int) -> list[tuple[int, int]]:
    """Where the 15 bits of the format stand, from the lowest, twice."""
    first = [(row, 8) for row in (0, 1, 2, 3, 4, 5, 7, 8)] + [(8, column) for column in (7, 5, 4, 3, 2, 1, 0)]
    second = [(8, size - 1 - at) for at in range(8)] + [(size - 7 + at, 8) for at in range(7)]
    return first + second


def _fill(grid: Grid, free: set[tuple[int, int]], words: list[int]) -> None:
    """Puts the codewords into the free modules, in pairs of columns from the right, up and down in turns."""
    size = len(grid)
    bits = iter("".join(f"{word:08b}" for word in words))
    columns = [column for column in range(size - 1, 0, -2) if column > 6] + [5, 3, 1]
    for turn, right in enumerate(columns):
        rows = range(size) if turn % 2 else range(size - 1, -1, -1)
        for row, column in product(rows, (right, right - 1)):
            if (row, column) in free:
                grid[row][column] = int(next(bits, "0"))


MASKS: tuple[Callable[[int, int], int], ...] = (
    lambda row, column: (row + column) % 2,
    lambda row, column: row % 2,
    lambda row, column: column % 3,
    lambda row, column: (row + column) % 3,
    lambda row, column: (row // 2 + column // 3) % 2,
    lambda row, column: row * column % 2 + row * column % 3,
    lambda row, column: (row * column % 2 + row * column % 3) % 2,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2,
)
"""Where they give 0, a module changes its colour."""


def _masked(grid: Grid, free: set[tuple[int, int]], mask: int) -> list[list[int]]:
    turned = {place for place in free if MASKS[mask](*place) == 0}
    changed = [
        [(value or 0) ^ int((row, column) in turned) for column, value in enumerate(line)]
        for row, line in enumerate(grid)
    ]
    bits = (mask << 10 | _remainder(mask, 10, 0x537)) ^ 0x5412  # 00 before the mask is level M
    for at, (row, column) in enumerate(_format_places(len(grid))):
        changed[row][column] = (bits >> at % 15) & 1
    return changed


def _penalty(grid: list[list[int]]) -> int:
    """How hard the picture is to read (ISO/IEC 18004, 7.8.3)."""
    lines = ["".join(map(str, line)) for line in grid] + ["".join(map(str, line)) for line in zip(*grid, strict=True)]
    size = len(grid)
    runs = (len(run) for line in lines for other in "01" for run in line.split(other))
    long = sum(length - 2 for length in runs if length >= 5)
    squares = sum(
        grid[row][column] == grid[row + 1][column] == grid[row][column + 1] == grid[row + 1][column + 1]
        for row, column in product(range(size - 1), repeat=2)
    )
    alike = sum(line[at : at + 11] in ("10111010000", "00001011101") for line in lines for at in range(size - 10))
    dark = sum(map(sum, grid)) * 20 // size**2  # in steps of 5 per cent
    return long + 3 * squares + 40 * alike + 10 * min(abs(dark - 10), abs(dark + 1 - 10))
