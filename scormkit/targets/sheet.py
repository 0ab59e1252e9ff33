"""The import sheet: one HTML page beside a package, for the administrator who imports it.

It stands outside the package and is read before it. Everything on it follows from the course and the zip, so the same
course gives the same sheet on any day and any machine.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from scormkit import __version__, notices
from scormkit.checks.limits import worst_suspend_data
from scormkit.compile.expiry import UNSTATED_ZONE
from scormkit.compile.typography import phrase
from scormkit.model.credit import PROFESSIONS
from scormkit.model.stated import NOT_STATED, NotStated
from scormkit.resources import manifests_dir
from scormkit.targets.metadata import plain_number
from scormkit.templates import templates

if TYPE_CHECKING:
    from scormkit.compile.course import Compiled
    from scormkit.model.bundle import Written
    from scormkit.model.credit import Credit
    from scormkit.model.lms import Change, LmsProfile
    from scormkit.targets.target import Target

SHEET = "sheet/sheet.html.j2"

_GATES = {
    "acknowledge": "has read the first page (disclosures, support, accreditation) and confirms it",
    "pre-test": "has taken the pre-test, whatever the answers",
    "pages": "has opened every page",
    "media": "has played the videos and recordings, at least 90 % of each, or has read their transcripts",
    "time": "has spent at least {minutes} minutes with the activity; time in which nothing happens does not count",
    "post-test": "has passed the post-test",
    "evaluation": "has sent the evaluation",
    "attestation": "has confirmed a sentence beside the claim",
    "claim": "has stated a profession and has claimed credit or declined to",
}


def render_sheet(
    compiled: Compiled,
    target: Target,
    written: Written,
    profile: LmsProfile | None = None,
    changes: tuple[Change, ...] = (),
) -> str:
    """The import sheet of a package that has been written, as HTML; ``changes`` are those of the LMS profile."""
    cme, course = compiled.cme, compiled.course
    return templates(manifests_dir()).get_template(SHEET).render(
        cme=cme,
        course=course,
        target=target,
        package=written,
        profile=profile,
        changes=changes,
        file=written.path.name,
        size=readable_size(written.size),
        unpacked=readable_size(written.unpacked),
        generator=f"scormkit {__version__}",
        specimen=cme["status"] != "live",
        conditions=[_GATES[str(gate)].format(minutes=course.minimum_minutes) for gate in course.gates],
        assessment=_assessment(cme["assessment"]),
        records=target.records(compiled),
        vocabulary=course.vocabulary,
        worst_suspend_data=worst_suspend_data(course),
        credits=[_credit(*pair) for pair in zip(cme["credit"], course.credits, strict=True)],
        phrase=phrase,
        expiry=_expiry(compiled),
        released=_in_words(cme["released"]),
        reviewed=_in_words(cme["reviewed"]),
        audience=_audience(cme["audience"]),
        approval=_approval(cme["approval"]),
        overrides=[{**override, "until": _in_words(override["until"])} for override in cme["overrides"]],
    )  # fmt: skip


def readable_size(size: int) -> str:
    """A number of bytes for people: ``812 bytes``, ``48.3 KB``, ``1.2 GB`` (decimal, as file managers show them)."""
    amount, units = float(size), ["KB", "MB", "GB", "TB"]
    if size < 1000:
        return f"{size} bytes"
    unit = ""
    while amount >= 1000 and units:
        amount, unit = amount / 1000, units.pop(0)
    return f"{amount:.1f} {unit}"


def _assessment(stated: object) -> dict[str, str] | None:
    """The post-test in words, for courses that have one."""
    if not isinstance(stated, dict):
        return None
    attempts = {0: "as many attempts as the learner needs", 1: "one attempt"}
    return {
        "passing": plain_number(stated["passing"]),
        "attempts": attempts.get(stated["attempts"], f"{stated['attempts']} attempts"),
        "limited": "yes" if stated["attempts"] else "",
    }


def _approval(approval: object) -> dict[str, Any] | None:
    """Who approved the content, the day in words; nothing where nobody is recorded."""
    return {**approval, "date": _in_words(approval["date"])} if isinstance(approval, dict) else None


def _credit(credit: dict[str, Any], designated: Credit) -> dict[str, Any]:
    """A designation in words; its last day only where it ends before the activity's others."""
    eligible = [PROFESSIONS.get(profession, profession) for profession in credit["eligible"]]
    return {
        **credit,
        "number": plain_number(credit["maximum"]),
        "people": eligible,
        "last": "" if isinstance(designated.expires, NotStated) else _in_words(credit["expires"]),
        "name": phrase(designated.system.many + designated.system.mark),
    }


def _expiry(compiled: Compiled) -> dict[str, str] | None:
    """The last day of credit, the time zone in which it ends, and that instant in UTC."""
    cme = compiled.cme
    if not cme["expires"]:
        return None
    zone = str(cme["timeZone"] or f"{UNSTATED_ZONE} (the activity states no time zone)")
    return {"date": _in_words(cme["expires"]), "zone": zone, "at": str(cme["expiresAt"])}


def _audience(audience: object) -> dict[str, Any]:
    assert isinstance(audience, dict)
    professions = [PROFESSIONS.get(profession, profession) for profession in audience["professions"]]
    return {**audience, "professions": professions}


def _in_words(day: object) -> str:
    return str(NOT_STATED) if day is None else notices.in_words(date.fromisoformat(str(day)))
