"""What is known about an LMS, and what a build does about it: LMS profiles as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SwitchValue = str | bool | int
"""What a switch holds: a word, yes or no, or a number of characters."""

PREDICTIONS: dict[str, str] = {
    "adlcp-prefix-literal": "the manifest's SCORM elements are found by this prefix only",
    "dispatch-refused": "packages that load their content from another host are refused",
    "extensions-refused": "file name extensions that are refused, separated by spaces",
    "file-count-limit": "the most files in a package",
    "https-references-only": "references to plain HTTP do not work",
    "manifest-at-root": "imsmanifest.xml has to lie at the root of the zip",
    "mastery-prefilled": "a mastery score in the manifest becomes a setting of the LMS",
    "package-size-limit": "the largest zip, in megabytes",
    "ratio-limit": "the highest ratio of unpacked to packed size",
    "scormtype-missing-completes": "a resource without a SCORM type completes by itself",
    "single-sco": "SCORM 1.2 packages have to have one SCO",
    "spaces-in-names-refused": "names in the package's structure may hold no spaces",
    "tincan-descriptor-needed": "xAPI packages need a tincan.xml with the ids of their activities",
    "unpacked-size-limit": "the largest content after unpacking, in megabytes",
    "zip-methods": "the ways of compression that are read, separated by spaces",
}
"""Facts about an import, which a package can be checked against; each id with what it, or its value, means."""

BEHAVIOURS: dict[str, str] = {
    "beacon-limit": "characters that an unload can carry; what is longer is lost without a word",
    "commit-not-repeated": "values of a failed commit are not sent again",
    "failed-is-final": "`failed` closes the attempt",
    "failed-shown": "`failed` is shown as such and does not count as complete",
    "failed-zeroes-grade": "`failed` makes the grade zero",
    "finish-without-status": "the status that is stored when the content sets none",
    "host-page-kept-open": "the LMS's own page has to stay open while the content runs",
    "idle-minutes": "minutes without activity after which the session ends",
    "interactions-kept": "interactions are stored",
    "mastery-recomputed": "when the LMS makes its own status of score and mastery score",
    "new-window-loses-completion": "completion can be lost where content opens in a new window",
    "objectives-kept": "objectives are stored",
    "passed-not-complete": "`passed` alone is not taken as complete",
    "preview-is-review": "the authors' preview starts the content in review mode",
    "review-writes-kept": "what content writes in review mode is stored",
    "scorm12-reports-thinner": "reports on SCORM 1.2 show less than those on SCORM 2004",
    "status-read-back": "what the content reads after it wrote `passed`",
    "string-limit": "characters that short text fields hold",
    "success-word": "the word for success that is expected",
    "suspend-data-limit": "characters of the saved state that are stored",
    "suspend-data-strict-limit": "the same where a stricter mode is switched on",
    "unload-requests-refused": "browsers refuse synchronous requests while a page closes",
    "window": "how content is opened",
    "xapi-first-activity-completes": "by default the first finished activity of a package completes the whole",
}
"""Facts about the run time, which a preview can imitate; each id with what it, or its value, means."""

STANDARDS: dict[str, str] = {
    "scorm12": "SCORM 1.2",
    "scorm2004": "SCORM 2004",
    "xapi": "xAPI (Tin Can) package",
    "cmi5": "cmi5",
    "aicc": "AICC",
}
"""The standards that a profile speaks of, and their names."""


class Certainty(StrEnum):
    """How well a fact is known.

    ``verified``: read in the maker's own documentation or source, or measured. ``likely``: the maker's, but old or
    read in part; or several users. ``unverified``: nobody's word; such a fact changes no package.
    """

    VERIFIED = "verified"
    LIKELY = "likely"
    UNVERIFIED = "unverified"


class Accepted(StrEnum):
    """Whether an LMS takes packages of a standard."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    """A public document. ``address`` is empty where none was found."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Switch:
    """A setting of packages (a field of :class:`scormkit.model.course.LmsSettings`), and why this LMS wants it so."""

    name: str
    value: SwitchValue
    why: str
    source: Source
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Standard:
    """A key of :data:`STANDARDS`, and whether the LMS takes it; ``detail`` names editions and conditions."""

    id: str
    accepted: Accepted
    detail: str
    source: Source
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the LMS does. ``id`` is a key of :data:`PREDICTIONS` or :data:`BEHAVIOURS`, which says what ``value``
    means; ``says`` is the sentence for people."""

    id: str
    value: str
    says: str
    source: Source
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class LmsProfile:
    """An LMS: ``switches`` for builds, ``predictions`` on imports, ``behaviours`` at run time.

    ``notes`` are hints for the administrator who imports a package.
    """

    id: str
    title: str
    standards: tuple[Standard, ...]
    switches: tuple[Switch, ...]
    predictions: tuple[Fact, ...]
    behaviours: tuple[Fact, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a profile changed in the settings of a course, in the words of ``course.yaml``."""

    switch: str
    before: str
    after: str
    why: str
    source: Source
    certainty: Certainty
