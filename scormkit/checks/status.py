"""STA: what a course needs to carry real credit, and what it must say while it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.checks.rule import rule
from scormkit.model.course import CreditStatus
from scormkit.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course

PLACEHOLDER = "scormkit.example"


@rule("STA010", "live-with-placeholder-iri", Severity.ERROR, "house", "activity IRIs are the provider's own")
def placeholder_iri(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A live course names its activities under a reserved placeholder instead of the provider's address.

    Why: Statements and credit reports tell activities apart by these addresses for years. Under a placeholder two
    providers would use the same ones.

    Example: `credit_status: live` without `iri_base`.

    Mend: Set `iri_base` in course.yaml, and `vocabulary` in scormkit.yaml, to addresses that the provider controls.
    """
    if course.credit_status is CreditStatus.LIVE and PLACEHOLDER in course.iri_base:
        yield (
            course.where("iri_base"),
            f"A live course cannot name its activities under the placeholder {course.iri_base}",
            "Set 'iri_base' to an address that the accredited provider controls.",
        )
    if course.credit_status is CreditStatus.LIVE and PLACEHOLDER in course.vocabulary:
        yield (
            course.where("credit_status"),
            f"A live course cannot take its vocabulary from the placeholder {course.vocabulary}",
            "Set 'vocabulary' in scormkit.yaml, beside the course folders, to an address that your project controls.",
        )


@rule("STA020", "live-without-approval", Severity.ERROR, "house", "live credit needs the approval of a named role")
def live_without_approval(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A course is live, and nobody has approved it.

    Why: Somebody answers for what learners see and claim. A package that nobody answers for carries no credit.

    Example: `credit_status: live` in a course.yaml without `approval`.

    Mend: Have the content approved, then run `scormkit approve COURSE --by NAME --role ROLE`.
    """
    if course.credit_status is CreditStatus.LIVE and course.approval is None:
        yield (
            course.where("credit_status"),
            "A live course needs the approval of its content, and course.yaml records none.",
            "Have it approved and record that with 'scormkit approve', or keep 'credit_status: draft' until then.",
        )


@rule("STA030", "specimen-without-notice", Severity.ERROR, "house", "a specimen says on every page what it is")
def specimen_without_notice(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A course that is not live has no notice to show on its pages and prints.

    Why: Who meets a page or a print of it must see that it carries no credit, and why.

    Example: `credit_status: draft` and `notice: " "`

    Mend: Write in `notice` a sentence or two: who wrote the course, what for, and that it is not for credit.
    """
    if course.credit_status is not CreditStatus.LIVE and not course.notice.strip():
        yield (
            course.where("credit_status"),
            f"The course is a {course.credit_status}, and no 'notice' tells its readers so.",
            "Write 'notice:' with a sentence or two: who wrote it, what for, and that it is not for credit.",
        )


RULES = (placeholder_iri, live_without_approval, specimen_without_notice)
