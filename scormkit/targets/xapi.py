"""xAPI: a Tin Can package, launched with an LRS in its address and nothing secret inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.compile.profile import package_schema, profile
from scormkit.compile.statements import compose, said_once
from scormkit.model.course import Gate
from scormkit.model.vocabulary import COURSE_TYPE
from scormkit.targets.metadata import titled
from scormkit.targets.target import Limits, Target, Template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.compile.course import Compiled

LONGEST_TITLE = 200
SCRIPTS = ("uuid", "lrs", "delivery", "notebook", "launch", "statements", "xapi")
"""The driver, from the browser's disk to the five verbs: each script needs those before it."""
LARGEST_STATE = 65536
"""Characters of the state document: far below what an LRS takes, and small enough to be sent on leaving."""


def manifest_facts(compiled: Compiled, names: tuple[str, ...]) -> Mapping[str, object]:
    """What ``tincan.xml`` sees: the course activity alone.

    Some LMSs complete a package with the first completed activity that its manifest names, so it names no other.
    """
    cme = compiled.cme
    return {
        "activity": cme["iri"],
        "activity_type": COURSE_TYPE,
        "language": cme["language"],
        "listed_title": titled(cme, LONGEST_TITLE),
        "description": cme["description"],
        "launch": XAPI.launch,
    }


def launch_data(compiled: Compiled) -> Mapping[str, object]:
    """What the driver needs beside the course data: the activity and the fixed part of every statement."""
    composed = compose(compiled.course)
    fixed_parts = composed["statements"]
    assert isinstance(fixed_parts, dict)
    return {"xapi": {"activity": compiled.cme["iri"], **composed, "statements": said_once(fixed_parts)}}


def published(compiled: Compiled) -> Mapping[str, object]:
    """What the provider publishes for those who read the statements: the xAPI Profile and the statements' schema."""
    course = compiled.course
    return {
        "profile.jsonld": profile(course.vocabulary, course.providers.accredited.name),
        "statement.schema.json": package_schema(course),
    }


def misread(compiled: Compiled) -> tuple[str, ...]:
    """What the schema of the package and ``tincan`` find wrong with its statements: nothing, or a bug of ours."""
    from scormkit.compile.verification import faults

    fixed_parts = compose(compiled.course)["statements"]
    assert isinstance(fixed_parts, dict)
    return faults(compiled.course, fixed_parts)


def records(compiled: Compiled) -> tuple[tuple[str, str], ...]:
    """What the LRS stores, statement by statement, in the administrator's words."""
    gates = compiled.course.gates
    attested = (("attested", "the learner confirmed the sentence beside the claim, in the words that were shown"),)
    played = (
        (
            "watched",
            "each film that was played as far as completion asks for; experienced: its transcript",
        ),
    )
    return (
        ("initialized, terminated", "each launch and its end, with the time spent"),
        ("acknowledged", "the learner confirmed to have read the disclosures, in the version that was shown"),
        ("experienced", "each page that was read to its end"),
        *(played if Gate.MEDIA in gates else ()),
        ("answered", "every answer of every attempt, with the question, the right answers and the result"),
        ("passed or failed", "the post-test, with its score; failed only after the last attempt"),
        *(attested if Gate.ATTESTATION in gates else ()),
        ("claimed", "the learner claimed credit or declined; it carries no amount"),
        (
            "completed",
            "the statement of record, one per registration: designation, claimed amount, profession, reference",
        ),
        ("State API", "the learner's progress, under the activity, the learner and the registration"),
    )


XAPI = Target(
    name="xapi",
    title="xAPI (Tin Can)",
    standard="xAPI 1.0.3 or 2.0, Tin Can launch (tincan.xml at the root)",
    drivers=tuple(f"runtime/drivers/{name}.js" for name in SCRIPTS),
    words=("runtime/drivers/xapi.en.json",),
    manifest=Template("xapi/tincan.xml.j2", "tincan.xml"),
    metadata=(),
    facts=manifest_facts,
    data=launch_data,
    published=published,
    faults=misread,
    policy=(
        ("default-src", "'none'"),
        ("script-src", "'self'"),
        ("style-src", "'self'"),
        ("img-src", "'self'"),
        ("media-src", "'self'"),
        ("font-src", "'none'"),
        # The LRS is on a host that only the launch knows.
        ("connect-src", "*"),
        ("base-uri", "'none'"),
        ("form-action", "'none'"),
    ),
    limits=Limits(suspend_data=LARGEST_STATE, location=255, response=LARGEST_STATE),
    records=records,
    sheet="sheet/xapi.html.j2",
)
