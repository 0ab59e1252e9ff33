"""What can be wrong with a zip as a zip. What is wrong with its content is asked elsewhere."""

from __future__ import annotations

from scormkit.model.finding import Rule, Severity

_APPNOTE = "PKWARE APPNOTE 6.3.10"


def _rule(
    number: int,
    name: str,
    source: str,
    what: str,
    *,
    why: str,
    example: str,
    mend: str,
    severity: Severity = Severity.ERROR,
) -> Rule:
    explanation = f"{what}\n\nWhy: {why}\n\nExample: {example}\n\nMend: {mend}"
    return Rule(f"PKG{number:03}", name, severity, "package", source, explanation)


NOT_A_ZIP = _rule(
    1,
    "unreadable-zip",
    f"{_APPNOTE} 4.3",
    "The file is no zip, or its directory of members is damaged.",
    why="An LMS refuses it before it looks for a manifest.",
    example="A download that broke off, or a web page that was saved under the name of a package.",
    mend="Get or make the package again, and compare its SHA-256.",
)
UNSAFE_PATH = _rule(
    2,
    "unsafe-member-path",
    f"{_APPNOTE} 4.4.17",
    "A member's path is absolute, names a drive, climbs out with '..', uses backslashes or control characters.",
    why="Unpacking it could write outside the course's folder.",
    example="`../../index.php`, or `media\\drop.svg` from an old program for Windows.",
    mend="Zip the folder again with another program, or ask who made the package.",
)
REPEATED_NAME = _rule(
    3,
    "repeated-member-name",
    "file systems of Windows and macOS",
    "Two members have the same name, or names that differ in capitals only.",
    why="Which of them a learner gets depends on the server.",
    example="`Index.html` and `index.html`",
    mend="Rename one of them, and what points to it, or remove it.",
)
LINKED_MEMBER = _rule(
    4,
    "linked-member",
    f"{_APPNOTE} 4.4.15",
    "A member is a symbolic link or a device and not a file.",
    why="Unpacked, it could show other files of the server.",
    example="`media` as a link to a folder of the computer on which the package was made.",
    mend="Put the file itself into the package.",
)
ENCRYPTED_MEMBER = _rule(
    5,
    "encrypted-member",
    f"{_APPNOTE} 4.4.4",
    "A member asks for a password.",
    why="No LMS can give one.",
    example="A package that was zipped with a password before it was sent by mail.",
    mend="Zip it again without a password, and protect its way to the LMS in another manner.",
)
DAMAGED_MEMBER = _rule(
    6,
    "damaged-member",
    f"{_APPNOTE} 4.4.7",
    "A member's content is cut off, does not have the size that the directory states, or fails its checksum.",
    why="Learners would get a page that ends in the middle, or none.",
    example="A package that was changed on its way by a mail program.",
    mend="Get or make the package again, and compare its SHA-256.",
)
ODD_COMPRESSION = _rule(
    7,
    "unsupported-compression",
    f"{_APPNOTE} 4.4.5",
    "A member is compressed by another method than deflate.",
    why="Many LMSs know store and deflate only.",
    example="A zip that a program made with Deflate64, LZMA or Zstandard.",
    mend="Zip it again with the plain method, deflate.",
)
OUTSIZED = _rule(
    8,
    "outsized-package",
    "360Learning: fewer than 50 000 files, 4 GB unpacked, ratio up to 200",
    "The package unpacks to very many files or bytes.",
    why="LMSs refuse it, as they would a decompression bomb.",
    example="A zip of 1 MB that unpacks to 10 GB.",
    mend="Find out what fills it. Keep long videos on a media server, or make several courses.",
)
OVERLAPPING = _rule(
    9,
    "contradicting-headers",
    f"{_APPNOTE} 4.3.6",
    "A member's own header and the directory disagree, or two members share bytes.",
    why="Two programs would unpack two different packages: one may be checked, and the other shown.",
    example="A directory that calls a member `safe.html`, and a header that calls it `index.html`.",
    mend="Unpack it with a program that you trust, look at what is there, and zip it again.",
)
NESTED = _rule(
    10,
    "nested-archive",
    "Tovuti: help.tovutilms.com",
    "A zip lies inside the package.",
    why="An LMS does not unpack it, and some refuse the package. It often comes from zipping twice.",
    example="`course.zip` that holds nothing but another `course.zip`.",
    mend="Import the inner zip, or remove it.",
    severity=Severity.WARNING,
)
UNPORTABLE_NAME = _rule(
    11,
    "unportable-member-name",
    "Microsoft: naming files; Rise Up and Oracle Learning: no accents, no spaces",
    "A member's name has spaces, accents or other characters, or is reserved by Windows.",
    why="Some LMSs cannot serve it.",
    example="`Händehygiene Teil 1.html`",
    mend="Use letters, digits, points, hyphens and underscores only.",
    severity=Severity.WARNING,
)
TOO_LARGE = _rule(
    12,
    "package-too-large",
    f"{_APPNOTE} 4.4.1.4",
    "The package would need zip64: more than 4 GiB, or more than 65 535 members.",
    why="Several LMSs cannot open such a zip.",
    example="A course with a dozen lectures in full resolution.",
    mend="Make several courses, or smaller films, or keep films on a media server.",
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
