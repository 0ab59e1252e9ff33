"""Bundle <-> zip: the same bundle gives the same bytes anywhere; :mod:`.reading` reads a stranger's zip with care."""

from scormkit.archive.packing import Packed, Packer, pack
from scormkit.archive.rules import RULES
from scormkit.archive.sink import Sums
from scormkit.archive.writing import too_large, write_zip
from scormkit.files import write_file

__all__ = [
    "RULES",
    "Packed",
    "Packer",
    "Sums",
    "pack",
    "too_large",
    "write_file",
    "write_zip",
]
