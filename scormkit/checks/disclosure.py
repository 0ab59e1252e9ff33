"""DIS: everyone in control of content discloses, or says that there is nothing to disclose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.checks.rule import rule
from scormkit.model.course import Gate
from scormkit.model.finding import Certainty, Severity
from scormkit.model.people import Role, Step
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course
    from scormkit.model.people import Person

TEACHING = {Role.AUTHOR, Role.FACULTY, Role.MODERATOR, Role.EDITOR}
CONTENT_ROLES = TEACHING | {Role.PLANNER, Role.REVIEWER}
SUITED = {
    **dict.fromkeys(TEACHING, frozenset((Step.DIVESTMENT, Step.PEER_REVIEW, Step.EVIDENCE, Step.RECUSAL))),
    Role.PLANNER: {Step.DIVESTMENT, Step.RECUSAL, Step.PLANNING_REVIEW},
    Role.REVIEWER: {Step.DIVESTMENT, Step.RECUSAL},
}
"""What mitigates a relationship of somebody in a role."""


@rule("DIS010", "disclosure-missing", Severity.ERROR, "accme", "ACCME Standard 3: relationships or their absence")
def disclosure_missing(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A person has neither relationships nor the statement that there are none.

    Why: Everyone in control of content is asked, and learners are told the answer, be it that there is nothing.

    Example: An author with a name and a role, and no more.

    Mend: List the relationships, or write `nothing_to_disclose: yes` when the person has said so.
    """
    for person in course.people:
        if not person.relationships and not person.nothing_to_disclose:
            yield (
                person.place,
                f"{person.name} discloses neither relationships nor their absence.",
                "List the relationships, or write 'nothing_to_disclose: yes'.",
            )


@rule("DIS020", "disclosure-contradiction", Severity.ERROR, "accme", "ACCME Standard 3")
def disclosure_contradiction(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A person has relationships and the statement that there are none.

    Why: Learners would be told two things, and one of them is wrong.

    Example: `nothing_to_disclose: yes` above a list of `relationships`.

    Mend: Ask the person, and remove one of the two.
    """
    for person in course.people:
        if person.relationships and person.nothing_to_disclose:
            yield (
                person.place,
                f"{person.name} lists relationships and says that there is nothing to disclose.",
                "Remove one of the two.",
            )


@rule("DIS030", "people-unnamed", Severity.WARNING, "accme", "ACCME Standard 3: everyone in control of content")
def people_unnamed(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A group that plans, writes or reviews stands in the list without the names of its people.

    Why: Everyone in control of content is asked. A statement for all of a group may tell learners that nobody has
    anything to disclose, and nobody can verify it of people who are not named.

    Example: "Staff, planners and reviewers" with `roles: [planner, reviewer]`

    Mend: List the names under `members`, or give each person an entry.
    """
    for person in course.people:
        controls = isinstance(person.roles, NotStated) or set(person.roles) & CONTENT_ROLES
        if person.group and controls and not person.members:
            yield (
                person.place,
                f"{person.name} are in control of content, and nobody of them is named.",
                "List the names under 'members'.",
            )


@rule(
    "DIS040",
    "role-not-stated",
    Severity.ERROR,
    "accme",
    "ACCME Standard 3: mitigation suits the role",
    Certainty.LIKELY,
)
def role_not_stated(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A person's role is not stated.

    Why: The step that mitigates a relationship depends on the role, and learners are told who taught and who planned.

    Example: A speaker with a list of companies and no `roles`.

    Mend: Write the roles: author, faculty, moderator, planner, reviewer, editor or staff.
    """
    for person in course.people:
        if isinstance(person.roles, NotStated):
            yield person.place, f"The role of {person.name} is not stated.", "Write 'roles:' with what the person does."


@rule(
    "DIS050",
    "credentials-not-stated",
    Severity.WARNING,
    "accme-legacy",
    "enduring material list: principal faculty and credentials",
)
def credentials_not_stated(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The credentials of somebody who teaches are not stated.

    Why: Joint Accreditation, state accreditors and most providers tell learners the credentials of the principal
    faculty.

    Example: `name: Alex Rivera` without `credentials: MD`

    Mend: Write degree and licence, such as "MD, PhD", under `credentials`.
    """
    for person in course.people:
        teaches = isinstance(person.roles, NotStated) or set(person.roles) & TEACHING
        if teaches and not person.group and isinstance(person.credentials, NotStated):
            yield person.place, f"The credentials of {person.name} are not stated.", "Write 'credentials:', such as MD."


@rule(
    "DIS080",
    "mitigation-not-stated",
    Severity.ERROR,
    "accme",
    "ACCME Standard 3: mitigated before the role, and told",
    Certainty.LIKELY,
)
def mitigation_not_stated(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Somebody has relationships, and it is not stated that they have been mitigated.

    Why: All relevant relationships are mitigated before a person takes a role, and learners are told so.

    Example: People with relationships and no `mitigation`, or `done: no`

    Mend: Mitigate, and then write `mitigation:` with `done: yes` and how.
    """
    tied = any(person.relationships and not person.nothing_to_disclose for person in course.people)
    if tied and not (course.mitigation and course.mitigation.done):
        yield (
            course.where("mitigation"),
            "People disclose relationships, and nothing says that these have been mitigated.",
            "Write 'mitigation:' with 'done: yes' and the method, when it has been done.",
        )


@rule(
    "DIS100",
    "mitigation-unsuited-to-role",
    Severity.WARNING,
    "accme",
    "ACCME Standard 3: a step that suits the role",
    Certainty.LIKELY,
)
def mitigation_unsuited(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The steps that mitigate a person's relationships do not suit one of the person's roles.

    Why: Review of the content helps with somebody who teaches. Somebody who plans has decided before there is content,
    so planners divest, are recused, or their planning is reviewed.

    Example: A planner with relationships and `mitigation: [peer review of content]`

    Mend: Write the step that was taken for each role under `mitigation` in people.yaml.
    """
    for person in course.people:
        if not person.relationships or isinstance(person.roles, NotStated):
            continue
        for role in person.roles:
            if role in SUITED and _unsuited(person, role):
                told = ", ".join(person.steps) or "no step of their own"
                yield (
                    person.place,
                    f"{person.name} is {role} and has relationships, and {told} does not mitigate them in that role.",
                    f"Write one of these under 'mitigation': {', '.join(sorted(SUITED[role]))}.",
                )


def _unsuited(person: Person, role: Role) -> bool:
    """Where no step is stated for a person, the course's mitigation is of its content: enough for who teaches it."""
    return not set(person.steps) & SUITED[role] if person.steps else role is Role.PLANNER


@rule(
    "DIS140",
    "disclosures-skippable",
    Severity.ERROR,
    "accme",
    "ACCME Standard 3: told before the learner engages",
    Certainty.LIKELY,
)
def disclosures_skippable(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A course with credit can be completed without confirming the page with the disclosures.

    Why: Learners are told before they engage, in a form that the provider can verify later. The confirmation is
    recorded.

    Example: `completion: [pages, post-test, claim]`

    Mend: Add `acknowledge` to `completion`.
    """
    if course.credits and Gate.ACKNOWLEDGE not in course.gates:
        yield (
            course.where("completion"),
            "Learners can complete the course without confirming that they read the disclosures.",
            "Add 'acknowledge' to 'completion'.",
        )


@rule(
    "DIS150",
    "off-label-for-some",
    Severity.WARNING,
    "house",
    "many providers' policy; ACCME asks for no such statement",
)
def off_label_for_some(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Some people state whether they speak of uses that are not approved, and others do not.

    Why: Where a provider asks at all, it asks everybody; else learners take silence for "none".

    Example: One of three speakers with `off_label`.

    Mend: Ask the others, and write what they say, be it that there is none.
    """
    people = [person for person in course.people if not person.group]
    silent = [person for person in people if isinstance(person.off_label, NotStated)]
    if silent and len(silent) < len(people):
        yield (
            silent[0].place,
            f"Others say whether they speak of unapproved uses, and not {', '.join(one.name for one in silent)}.",
            "Write 'off_label:' for everyone, or for nobody.",
        )


RULES = (
    disclosure_missing,
    disclosure_contradiction,
    people_unnamed,
    role_not_stated,
    credentials_not_stated,
    mitigation_not_stated,
    mitigation_unsuited,
    disclosures_skippable,
    off_label_for_some,
)
