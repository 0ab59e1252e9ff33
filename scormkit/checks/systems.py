"""CRE: what the credit systems beside AMA PRA ask for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit import notices
from scormkit.checks import iacet
from scormkit.checks.credit import AMA
from scormkit.checks.rule import rule
from scormkit.checks.wording import GENERATED, departures
from scormkit.model.course import Gate, LearningFormat, OwnText
from scormkit.model.finding import Certainty, Severity
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course
    from scormkit.model.credit import Credit

UAN = re.compile(
    r"(?P<provider>(?:JA)?\d{4,7})-(?P<cosponsor>\d{4})-(?P<year>\d{2})-(?P<serial>\d{3})"
    r"-(?P<kind>[HL])\d{2}-(?P<audience>[PT])"
)
AUDIENCES = notices.UAN_FOR


def _of(course: Course, system: str) -> Iterator[tuple[int, Credit]]:
    return ((index, credit) for index, credit in enumerate(course.credits) if credit.system.id == system)


@rule(
    "CRE010",
    "credit-without-accreditation",
    Severity.ERROR,
    "accme",
    "credit is designated by a provider of its body",
    Certainty.LIKELY,
)
def without_accreditation(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Credit is designated whose body does not accredit the provider.

    Why: ANCC contact hours need a provider that ANCC accredits, ACPE credit one that ACPE does; Joint Accreditation
    covers both, and IPCE credit is for its providers only.

    Example: `system: ancc` with `accreditor: ACCME` alone.

    Mend: List the other bodies under `providers: accredited: also`, or remove the credit.
    """
    provider = course.providers.accredited
    for index, credit in enumerate(course.credits):
        bodies = credit.system.bodies
        if bodies and not set(bodies) & set(provider.bodies):
            yield (
                course.where("credits", index, "system"),
                f"{provider.name} designates {credit.system.many}, and is not accredited by {' or '.join(bodies)}.",
                "Add the body under 'also' of the accredited provider, or remove the credit.",
            )


@rule(
    "CRE020",
    "uan-missing",
    Severity.ERROR,
    "acpe",
    "ACPE: a universal activity number for each audience",
    Certainty.LIKELY,
)
def uan_missing(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Pharmacy credit has no universal activity number, or none for one of its audiences.

    Why: CPE Monitor takes credit only under the number that ACPE gave, and pharmacists and technicians have one each.

    Example: `system: acpe` for pharmacists and technicians with one number that ends in P.

    Mend: Write the numbers under `uan`, as ACPE's system issued them.
    """
    for index, credit in _of(course, "acpe"):
        audiences = {found["audience"] for number in credit.uan if (found := UAN.fullmatch(number))}
        malformed = any(not UAN.fullmatch(number) for number in credit.uan)
        missing = [name for letter, name in AUDIENCES.items() if name in credit.eligible and letter not in audiences]
        if not credit.uan or (missing and not malformed):
            yield (
                course.where("credits", index),
                f"Pharmacy credit has no universal activity number for: {', '.join(missing) or 'its audience'}.",
                "Write the number that ACPE issued under 'uan'.",
            )


@rule(
    "CRE030", "uan-malformed", Severity.ERROR, "acpe", "ACPE: form of the universal activity number", Certainty.LIKELY
)
def uan_malformed(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A universal activity number does not have its form.

    Why: CPE Monitor refuses credit under a number that it does not know.

    Example: `uan: [0123-26-001-H01-P]`, where the number of the cosponsor is missing.

    Mend: Copy it: provider, cosponsor, year, serial number, H or L with the topic, P or T, such as
    0123-0000-26-001-H01-P.
    """
    for index, credit in _of(course, "acpe"):
        for number in credit.uan:
            if not UAN.fullmatch(number):
                yield (
                    course.where("credits", index, "uan"),
                    f"'{number}' is no universal activity number.",
                    "Copy it from ACPE's system, such as 0123-0000-26-001-H01-P.",
                )


@rule(
    "CRE040",
    "uan-contradicted",
    Severity.ERROR,
    "acpe",
    "ACPE: parts of the universal activity number",
    Certainty.LIKELY,
)
def uan_contradicted(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A universal activity number says something else than the course.

    Why: Its parts mean something: L is a live activity and H home study, P is for pharmacists and T for technicians,
    0000 says that there is no cosponsor.

    Example: A number with L01 for an on-demand package.

    Mend: Use the number of this activity, or correct the course.
    """
    for index, credit in _of(course, "acpe"):
        for number in credit.uan:
            for problem in _contradictions(course, credit, number):
                yield (
                    course.where("credits", index, "uan"),
                    f"{number}: {problem}.",
                    "Use the number that ACPE issued for this activity.",
                )


def _contradictions(course: Course, credit: Credit, number: str) -> Iterator[str]:
    found = UAN.fullmatch(number)
    if not found:
        return
    released = course.activity.released
    if found["kind"] == "L" and course.activity.format is not LearningFormat.LIVE:
        yield "L is for live activities, and a package is home study (H)"
    if AUDIENCES[found["audience"]] not in credit.eligible:
        yield f"{found['audience']} is for the profession '{AUDIENCES[found['audience']]}', which is not eligible"
    if course.providers.joint and found["cosponsor"] == "0000":
        yield "0000 says that there is no cosponsor, and the course has a joint provider"
    if not isinstance(released, NotStated) and int(found["year"]) != released.year % 100:
        yield f"{found['year']} is not the year of the release, {released.year}"


@rule("CRE050", "credit-not-approved", Severity.ERROR, "aapa", "AAPA: approval language only after approval")
def not_approved(course: Course, context: CheckContext) -> Iterator[Offence]:
    """AAPA credit is offered, and no approval is stated, or one that is still to come.

    Why: Nothing may be called approved by AAPA before it is.

    Example: `system: aapa` without `approved`

    Mend: Write the day of the approval under `approved`, or remove the credit until then.
    """
    for index, credit in _of(course, "aapa"):
        if isinstance(credit.approved, NotStated) or credit.approved > context.as_of:
            yield (
                course.where("credits", index),
                "AAPA credit is offered, and AAPA has not approved the activity yet, as far as is stated.",
                "Write 'approved:' with the day of the approval, or remove the credit.",
            )


@rule(
    "CRE060", "moc-without-evaluation", Severity.ERROR, "abim", "ABIM MOC: an evaluation of the learner that is passed"
)
def moc_without_evaluation(course: Course, context: CheckContext) -> Iterator[Offence]:
    """MOC points are offered without a test that must be passed.

    Why: MOC asks for an evaluation of the learner with a passing standard.

    Example: `system: abim-moc` with `completion: [acknowledge, pages, claim]`

    Mend: Write a post-test and keep `post-test` in `completion`.
    """
    test = notices.assessment(course)
    for index, _ in _of(course, "abim-moc"):
        if test is None or Gate.POST_TEST not in course.gates:
            yield (
                course.where("credits", index),
                "MOC points need an evaluation that is passed, and no post-test is a condition of completion.",
                "Write a post-test and add 'post-test' to 'completion'.",
            )


@rule(
    "CRE070", "moc-without-feedback", Severity.WARNING, "abim", "ABIM MOC: feedback on the evaluation", Certainty.LIKELY
)
def moc_without_feedback(course: Course, context: CheckContext) -> Iterator[Offence]:
    """MOC points are offered, and a question of the post-test has no rationale.

    Why: MOC asks for feedback: learners are told which answers were right, and why.

    Example: A question without a quote below its answers.

    Mend: Write the rationale below the answers, as a quote: `> Because …`, in a sentence or two.
    """
    test = notices.assessment(course)
    if test is None or not any(True for _ in _of(course, "abim-moc")):
        return
    for question in test.questions:
        if not question.rationale:
            yield (
                question.place,
                f"MOC points need feedback, and the question '{question.id}' has no rationale.",
                "Write a rationale below its answers, as a quote.",
            )


@rule(
    "CRE080",
    "nursing-without-address",
    Severity.ERROR,
    "ancc",
    "ANCC: certificates name the provider and its address",
    Certainty.LIKELY,
)
def nursing_without_address(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Nursing contact hours are offered, and no address of the provider is stated.

    Why: A nurse's certificate carries the name and the address of the provider; a web address is enough.

    Example: `system: ancc` and no `contact` of the accredited provider.

    Mend: Write `contact:` under `providers: accredited`.
    """
    for index, _ in _of(course, "ancc"):
        if not course.providers.accredited.contact:
            yield (
                course.where("credits", index),
                "Nursing certificates carry the provider's address, and none is stated.",
                "Write 'contact:' of the accredited provider; a web address is enough.",
            )


@rule(
    "CRE090",
    "ipce-without-team",
    Severity.WARNING,
    "joint-accreditation",
    "Joint Accreditation: planned by and for the team",
)
def ipce_without_team(course: Course, context: CheckContext) -> Iterator[Offence]:
    """IPCE credit is offered for an audience of one profession.

    Why: IPCE credit is for activities that a team of professions planned for a team of professions.

    Example: `system: ipce` with `professions: [nurse]`

    Mend: Name every profession of the audience, or remove the credit.
    """
    for index, _ in _of(course, "ipce"):
        if len(course.audience.professions) < 2:
            yield (
                course.where("credits", index),
                "IPCE credit is for activities for a team, and the audience is one profession.",
                "Name every profession of the audience, or remove the credit.",
            )


@rule(
    "CRE100",
    "credit-statement-altered",
    Severity.WARNING,
    "joint-accreditation",
    "statements that credit bodies prescribe",
    Certainty.UNVERIFIED,
)
def statement_altered(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The provider's own statement of a credit beside AMA PRA departs from the usual one in its words.

    Why: Each body has its sentences. Those that scormkit knows are not verified for all of them, so the provider
    decides.

    Example: An IPCE line that says "will be awarded" for "will receive".

    Mend: Compare with the body's own text. Correct the wording, or record in an override that it is right.
    """
    for credit in course.credits:
        own = course.own(credit.system.id)
        if own is None or credit.system.id == AMA:
            continue
        shown = departures(course, own, notices.designation_forms(course, credit))
        if shown:
            yield own.place, f"The statement of {credit.system.many} differs from the usual one: {shown}.", GENERATED
    own, nursing = course.own("accreditation"), notices.nursing(course)
    if own and nursing:
        shown = departures(course, OwnText(own.kind, own.text, own.place), (nursing,))
        if shown:
            yield own.place, f"The accreditation statement of ANCC differs from the usual one: {shown}.", GENERATED


@rule("CRE110", "amount-off-package-grid", Severity.ERROR, "house", "statements carry credit in quarters")
def off_package_grid(course: Course, context: CheckContext) -> Iterator[Offence]:
    """An amount of a system without a prescribed step cannot be carried by packages.

    Why: Statements carry amounts in the steps that learners claim in, quarters for most systems. It is a limit of
    scormkit, and not of the body.

    Example: `system: ancc` with `maximum: 1.1`

    Mend: Designate a multiple of the step, if the provider agrees.
    """
    for index, credit in enumerate(course.credits):
        if not credit.system.prescribed_step and credit.maximum > 0 and credit.maximum % credit.system.step:
            yield (
                course.where("credits", index, "maximum"),
                f"Packages carry {credit.system.many} in steps of {credit.system.step}, and not {credit.maximum}.",
                f"Write a multiple of {credit.system.step}.",
            )


@rule(
    "CRE130", "moc-points-above-credit", Severity.WARNING, "abim", "ABIM MOC: as many points as CME credits, or fewer"
)
def moc_above_credit(course: Course, context: CheckContext) -> Iterator[Offence]:
    """More MOC points are offered than the activity carries AMA PRA credit.

    Why: An activity earns as many points as CME credits as a rule, and may earn fewer.

    Example: `maximum: 1.0` for `abim-moc` beside 0.75 *AMA PRA Category 1 Credits*™

    Mend: Correct one of the two amounts.
    """
    credit = next((credit.maximum for _, credit in _of(course, AMA)), None)
    for index, points in _of(course, "abim-moc"):
        if credit is not None and points.maximum > credit:
            yield (
                course.where("credits", index, "maximum"),
                f"The activity offers {points.maximum} MOC points and only {credit} of AMA PRA credit.",
                "Correct one of the two amounts.",
            )


RULES = (
    without_accreditation,
    uan_missing,
    uan_malformed,
    uan_contradicted,
    not_approved,
    moc_without_evaluation,
    moc_without_feedback,
    nursing_without_address,
    ipce_without_team,
    statement_altered,
    off_package_grid,
    moc_above_credit,
    *iacet.RULES,
)
