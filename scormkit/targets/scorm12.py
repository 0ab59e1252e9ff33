"""SCORM 1.2: one organization, one SCO, every file listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit import notices
from scormkit.model.course import Gate
from scormkit.targets.metadata import metadata_facts, plain_number, titled
from scormkit.targets.target import Limits, Target, Template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.compile.course import Compiled
    from scormkit.model.course import Course, LmsSettings

LONGEST_TITLE, LONGEST_VERSION = 200, 20
"""Characters that the schema of IMS Content Packaging 1.1.2 allows."""


def manifest_facts(compiled: Compiled, names: tuple[str, ...]) -> Mapping[str, object]:
    """What ``imsmanifest.xml`` and the Healthcare LOM see.

    Identifiers begin with letters because XML wants that of an ID. They stay the same over versions, so that an LMS
    knows a new version for what it is; the version is the manifest's own attribute.
    """
    version = str(compiled.cme["version"])
    return {
        **metadata_facts(compiled),
        "manifest_id": f"course-{compiled.course.id}",
        "manifest_version": version if len(version) <= LONGEST_VERSION else "",
        "listed_title": titled(compiled.cme, LONGEST_TITLE),
        "mastery_score": mastery_score(compiled),
        "launch": SCORM12.launch,
        "files": names,
        "healthcare_lom": SCORM12.metadata[0].path,
    }


def launch_data(compiled: Compiled) -> Mapping[str, object]:
    """What the driver needs beside the course data: what it is to write for this LMS, and how much."""
    lms = compiled.course.lms
    return {
        "lms": {
            "success": lms.success_status,
            "failed": lms.failed_status,
            "mastery": lms.mastery_score,
            "interactions": lms.interactions,
            "objectives": lms.objectives,
            "suspendLimit": lms.suspend_limit,
        }
    }


def mastery_score(compiled: Compiled) -> str:
    """The passing score for the manifest; nothing unless the LMS profile asks for it.

    With a mastery score several LMSs decide on pass or fail themselves, at a time of their own (``docs`` of the
    administrator say more), so the content decides by default.
    """
    assessment = compiled.cme["assessment"]
    if not compiled.course.lms.mastery_score or not isinstance(assessment, dict):
        return ""
    return plain_number(assessment["passing"])


def records(compiled: Compiled) -> tuple[tuple[str, str], ...]:
    """What the LMS stores, element by element (SCORM 1.2 RTE 3.4.4), in the administrator's words."""
    lms = compiled.course.lms
    tested = isinstance(compiled.cme["assessment"], dict)
    after = f"; {lms.failed_status} after the last attempt at the test failed" if tested else ""
    score = "raw 0 to 100, with min 0 and max 100: the best post-test" if tested else "none: there is no post-test"
    return (
        (
            "cmi.core.lesson_status",
            f"incomplete from the start{after}; {lms.success_status} once every condition of completion is met",
        ),
        ("cmi.core.score", score),
        ("cmi.interactions", _answers(lms) + _further(compiled.course)),
        ("cmi.core.lesson_location", "the section in which the learner was"),
        ("cmi.suspend_data", f"the learner's progress, never more than {lms.suspend_limit} characters"),
        ("cmi.core.session_time", "the time of each session; the LMS adds them up"),
        ("cmi.core.exit", "suspend, so that learners resume where they left"),
    )


def _answers(lms: LmsSettings) -> str:
    if not lms.interactions:
        return "none: switched off for this LMS. What a learner claims is then not in the LMS's reports."
    objective = ", learning objective" if lms.objectives else ""
    return (
        f"Every answer of every attempt: id q-QUESTION-ATTEMPT, type{objective}, time, response, correct response, "
        "result, weighting and latency. The claim is an interaction of its own (credit-claim-SYSTEM, numeric: the "
        "amount), and so are the profession (profession) and the record's reference (record-reference)."
    )


def _further(course: Course) -> str:
    """The interactions that only some conditions and questions have."""
    told = (
        ("the specialty (specialty)", course.audience.ask_specialty),
        (
            "each film that was played (watched-CODE, true-false) or whose transcript was read (transcript-CODE)",
            Gate.MEDIA in course.gates,
        ),
        ("the confirmed sentence (attestation, true-false)", Gate.ATTESTATION in course.gates),
    )
    named = [what for what, used in told if used]
    return f" Likewise {notices.listed(named)}." if named and course.lms.interactions else ""


SCORM12 = Target(
    name="scorm12",
    title="SCORM 1.2",
    standard="SCORM 1.2 (imsmanifest.xml at the root, one SCO)",
    drivers=tuple(f"runtime/drivers/{name}.js" for name in ("scorm12-values", "scorm12-api", "asking", "scorm12")),
    dialogs=("runtime/drivers/asking.html",),
    words=("runtime/drivers/asking.en.json", "runtime/drivers/scorm12.en.json"),
    data=launch_data,
    manifest=Template("scorm12/imsmanifest.xml.j2", "imsmanifest.xml"),
    metadata=(Template("scorm12/healthcarelom.xml.j2", "metadata/healthcarelom.xml"),),
    facts=manifest_facts,
    policy=(
        ("default-src", "'none'"),
        ("script-src", "'self'"),
        ("style-src", "'self'"),
        ("img-src", "'self'"),
        ("media-src", "'self'"),
        ("font-src", "'none'"),
        ("connect-src", "'self'"),
        ("base-uri", "'none'"),
        ("form-action", "'none'"),
    ),
    limits=Limits(suspend_data=4096, location=255, response=255),
    records=records,
    sheet="sheet/scorm12.html.j2",
)
