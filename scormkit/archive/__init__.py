"""Bundle <-> zip: the same bundle gives the same bytes anywhere, and a stranger's zip is read with care."""

from scormkit.archive.reading import read_zip
from scormkit.archive.rules import RULES
from scormkit.archive.writing import Packed, Packer, pack, too_large, write_file, write_zip

__all__ = ["RULES", "Packed", "Packer", "pack", "read_zip", "too_large", "write_file", "write_zip"]
