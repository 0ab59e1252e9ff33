"""What learning object metadata says of an activity, for every format that carries it.

Credit and front matter come from ``cme.json``'s data, so that manifest, Healthcare LOM and ``cme.json`` cannot differ.
What is not stated is left out: no field is filled for the sake of being filled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.compile.course import Compiled
    from scormkit.model.course import Course

SPECIMEN = "specimen: not for credit"
"""What is added to a title that stands alone in an LMS."""


def metadata_facts(compiled: Compiled) -> dict[str, object]:
    """The facts that the templates of IMS metadata and Healthcare LOM are filled with."""
    cme = compiled.cme
    live = cme["status"] == "live"
    return {
        "cme": cme,
        "live": live,
        "descriptions": _descriptions(cme, live),
        "keywords": [*_list(cme, "keywords"), *([] if live else ["specimen"])],
        "providers": [_vcard(name) for name in (cme["accreditedProvider"], *_list(cme, "jointProviders"))],
        "duration": f"PT{cme['minutes']}M" if cme["minutes"] else None,
        "objectives": [_objective(objective) for objective in _list(cme, "objectives")],
        "rights": _rights(cme, live),
        "credits": [_credit(credit, cme) for credit in _list(cme, "credit")],
        "professions": [profession.replace("-", " ") for profession in cme["audience"]["professions"]],
        "delivery": "live" if cme["format"] == "live activity" else "not live",
        "relationships": _relationships(compiled.course),
        "contact": compiled.course.providers.accredited.contact,
    }


def titled(cme: Mapping[str, Any], longest: int) -> str:
    """The title as an LMS lists it: never above ``longest`` characters, and a specimen says so in it."""
    title, suffix = str(cme["title"]), "" if cme["status"] == "live" else f" ({SPECIMEN})"
    room = longest - len(suffix)
    return (title if len(title) <= room else title[: room - 1].rstrip() + "…") + suffix


def plain_number(number: float) -> str:
    """A number without exponent or needless zeros: ``0.25``, ``1``, ``80``."""
    return format(number, "f").rstrip("0").rstrip(".")


def _list(cme: Mapping[str, Any], key: str) -> list[Any]:
    value = cme[key]
    return list(value) if isinstance(value, (list, tuple)) else []


def _descriptions(cme: Mapping[str, Any], live: bool) -> list[str]:
    """A specimen's notice comes first: lists in an LMS cut descriptions off at the end."""
    notice = str(cme["notice"])
    if not live and not notice.lower().startswith("specimen"):
        notice = f"Specimen, not for credit. {notice}".rstrip()
    return [text for text in (notice, str(cme["description"])) if text]


def _objective(objective: Mapping[str, Any]) -> str:
    text, points = objective["text"], objective["points"]
    return f"{text} ({'; '.join(point.rstrip('.;') for point in points)})" if points else str(text)


def _rights(cme: Mapping[str, Any], live: bool) -> str:
    """The mandated sentences. Of a specimen they show what a live activity would carry, and say so."""
    statements = [str(cme["accreditationStatement"]), *_list(cme, "designationStatements")]
    text = " ".join(statement for statement in statements if statement)
    return text if live or not text else f"Specimen, not for credit. The live activity would state: {text}"


def _credit(credit: Mapping[str, Any], cme: Mapping[str, Any]) -> dict[str, Any]:
    return {**credit, "number": plain_number(credit["maximum"]), "released": credit["released"] or cme["released"]}


def _relationships(course: Course) -> str:
    """``yes`` when someone has a relevant relationship, ``no`` when everyone states to have none, else nothing."""
    if any(person.relationships for person in course.people):
        return "yes"
    stated = bool(course.people) and all(person.nothing_to_disclose for person in course.people)
    return "no" if stated else ""


def _vcard(name: object) -> str:
    """An organisation as LOM wants its entities: a vCard 3.0 (RFC 2426), whose values escape commas and semicolons."""
    escaped = str(name).replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return f"BEGIN:VCARD\nVERSION:3.0\nN:{escaped}\nFN:{escaped}\nORG:{escaped}\nEND:VCARD"
