"""What can be wrong with a zip as a zip. What is wrong with its content is asked elsewhere."""

from __future__ import annotations

from scormkit.model.finding import Rule, Severity

_APPNOTE = "PKWARE APPNOTE 6.3.10"


def _rule(id: str, name: str, source: str, explanation: str, severity: Severity = Severity.ERROR) -> Rule:
    return Rule(id, name, severity, "package", source, explanation)


NOT_A_ZIP = _rule(
    "PKG001",
    "unreadable-zip",
    f"{_APPNOTE} 4.3",
    "The file is no zip, or its directory of members is damaged; an LMS refuses it before it looks for a manifest.",
)
UNSAFE_PATH = _rule(
    "PKG002",
    "unsafe-member-path",
    f"{_APPNOTE} 4.4.17",
    "A member's path is absolute, names a drive, climbs out with '..', uses backslashes or control characters. "
    "Unpacking it could write outside the course's folder.",
)
REPEATED_NAME = _rule(
    "PKG003",
    "repeated-member-name",
    "file systems of Windows and macOS",
    "Two members have the same name, or names that differ in capitals only: which of them a learner gets depends on "
    "the server.",
)
LINKED_MEMBER = _rule(
    "PKG004",
    "linked-member",
    f"{_APPNOTE} 4.4.15",
    "A member is a symbolic link or a device and not a file. Unpacked, it could show other files of the server.",
)
ENCRYPTED_MEMBER = _rule(
    "PKG005",
    "encrypted-member",
    f"{_APPNOTE} 4.4.4",
    "A member asks for a password, which no LMS can give.",
)
DAMAGED_MEMBER = _rule(
    "PKG006",
    "damaged-member",
    f"{_APPNOTE} 4.4.7",
    "A member's content is cut off, does not have the size that the directory states, or fails its checksum.",
)
ODD_COMPRESSION = _rule(
    "PKG007",
    "unsupported-compression",
    f"{_APPNOTE} 4.4.5",
    "A member is compressed by another method than deflate; many LMSs know store and deflate only.",
)
OUTSIZED = _rule(
    "PKG008",
    "outsized-package",
    "360Learning: fewer than 50 000 files, 4 GB unpacked, ratio up to 200",
    "The package unpacks to so many files or bytes that LMSs refuse it, as they would a decompression bomb.",
)
OVERLAPPING = _rule(
    "PKG009",
    "contradicting-headers",
    f"{_APPNOTE} 4.3.6",
    "A member's own header and the directory disagree, or two members share bytes: two programs would unpack two "
    "different packages.",
)
NESTED = _rule(
    "PKG010",
    "nested-archive",
    "Tovuti: help.tovutilms.com",
    "A package inside the package is not unpacked by an LMS, and some refuse it. It often comes from zipping twice.",
    Severity.WARNING,
)
UNPORTABLE_NAME = _rule(
    "PKG011",
    "unportable-member-name",
    "Microsoft: naming files; Rise Up and Oracle Learning: no accents, no spaces",
    "A member's name has spaces, accents or other characters, or is reserved by Windows: some LMSs cannot serve it.",
    Severity.WARNING,
)
TOO_LARGE = _rule(
    "PKG012",
    "package-too-large",
    f"{_APPNOTE} 4.4.1.4",
    "The package would need zip64 (4 GiB, 65 535 members), which several LMSs cannot open.",
)

RULES = (
    NOT_A_ZIP,
    UNSAFE_PATH,
    REPEATED_NAME,
    LINKED_MEMBER,
    ENCRYPTED_MEMBER,
    DAMAGED_MEMBER,
    ODD_COMPRESSION,
    OUTSIZED,
    OVERLAPPING,
    NESTED,
    UNPORTABLE_NAME,
    TOO_LARGE,
)
