"""The scalars of xAPI (1.0.3 Data 4): what is an IRI, a UUID, a timestamp, a duration."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20\x7f\ud800-\udfff]+")
# The variant of RFC 4122 is in the first digit of the fourth group (Data 4.2).
_UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}")
# RFC 5646: language, script, region, variants, extensions, private use; and the old registered tags (i-…).
_LANGUAGE = re.compile(
    r"(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*"
    r"(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?|[xX](?:-[A-Za-z0-9]{1,8})+|[iI](?:-[A-Za-z0-9]{2,8})+",
    re.ASCII,
)
_MAILTO = re.compile(r"mailto:[^\s@<>\"\ud800-\udfff]+@[^\s@<>\"\ud800-\udfff]+")
_MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(?:\s*;\s*[\w!#$&^.+-]+=(?:[\w!#$&^.+-]+|\"[^\"]*\"))*", re.ASCII)
_SHA1 = re.compile(r"[0-9a-fA-F]{40}")
_SHA2 = re.compile(r"[0-9a-fA-F]{56}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96}|[0-9a-fA-F]{128}")
_NUMBER = r"\d+(?:[.,]\d+)?"
_DURATION = re.compile(
    rf"P(?:{_NUMBER}W|(?=\d|T)(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}D)?"
    rf"(?:T(?=\d)(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?)",
    re.ASCII,
)
# Only the smallest unit may have a fraction (ISO 8601-1, 5.5.2.3).
_EARLY_FRACTION = re.compile(r"[.,]\d+[YMDHW](?=.)")
_TIMESTAMP = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII,
)
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)", re.ASCII)
# ISO 8601 and Data 4.5: an offset of nothing is written with a plus sign.
_NEGATIVE_ZERO = re.compile(r"-00(?::?00)?")


def is_iri(text: str) -> bool:
    """An absolute IRI: a scheme and something after it (Data 4.1)."""
    return _IRI.fullmatch(text) is not None


def is_uuid(text: str) -> bool:
    """A UUID in the text form of RFC 4122 (Data 4.2)."""
    return _UUID.fullmatch(text) is not None


def is_language(text: str) -> bool:
    """A language tag of RFC 5646 by its form (Data 4.3)."""
    return _LANGUAGE.fullmatch(text) is not None


def is_mailto(text: str) -> bool:
    """``mailto:`` and an address, nothing more (Data 2.4.2.3)."""
    return _MAILTO.fullmatch(text) is not None


def is_media_type(text: str) -> bool:
    """An Internet media type with or without parameters (RFC 2046)."""
    return _MEDIA_TYPE.fullmatch(text) is not None


def is_sha1(text: str) -> bool:
    """The hexadecimal SHA-1 of a mailto IRI (Data 2.4.2.3)."""
    return _SHA1.fullmatch(text) is not None


def is_sha2(text: str) -> bool:
    """A hexadecimal SHA-224, 256, 384 or 512 (Data 2.4.11)."""
    return _SHA2.fullmatch(text) is not None


def is_duration(text: str) -> bool:
    """A duration with designators, such as ``PT12M30.5S`` or ``P4W`` (Data 4.6); ``P`` and ``PT`` alone are none."""
    return _DURATION.fullmatch(text) is not None and _EARLY_FRACTION.search(text) is None


def is_timestamp(text: str) -> bool:
    """A date and time of ISO 8601, zone or not (1.0.3 Data 4.5)."""
    match = _TIMESTAMP.fullmatch(text)
    if match is None or _NEGATIVE_ZERO.fullmatch(match["zone"] or ""):
        return False
    return _moment(text) is not None


def is_rfc3339(text: str) -> bool:
    """A date and time of RFC 3339, which must say its zone (2.0, 4.2.7)."""
    return _RFC3339.fullmatch(text) is not None and not text.endswith("-00:00") and _moment(text.upper()) is not None


def moment(text: str) -> datetime:
    """The instant that a timestamp names, in UTC; without a zone it is taken as UTC. Raises :class:`ValueError`."""
    found = _moment(text.upper())
    if found is None:
        raise ValueError(f"{text!r} names no moment")
    return found


def written(instant: datetime) -> str:
    """An instant as the LRS writes it: UTC to the millisecond."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def milliseconds(instant: datetime) -> int:
    """Whole milliseconds since 1970, exactly as :func:`written` shows them."""
    since = instant.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
