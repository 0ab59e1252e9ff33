"""HND and DAT: credits that end apart, and the way to the provider's own claim page."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from scormkit import notices
from scormkit.checks.rule import rule
from scormkit.model.course import LONGEST_QR, HandoffPart
from scormkit.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course

GAP = re.compile(r"[{]([^{}]*)[}]")
PERSONAL = re.compile(r"name|mail|npi|licen[cs]e|learner|student|user|person|birth|dob|phone|ssn|member", re.IGNORECASE)


@rule("HND010", "handoff-without-code", Severity.ERROR, "house", "the provider must know which activity is claimed")
def without_code(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The address of the provider's claim page does not say which activity it is about.

    Why: Every course of the provider would lead to the same page, and learners would have to find the activity there.

    Example: `url: https://cme.hospital.example/claim` with `code: HH-2026`

    Mend: Write `{code}` where the address takes the code, such as `https://cme.hospital.example/claim/{code}`.
    """
    handoff = course.handoff
    if handoff and "{code}" not in handoff.url and handoff.code not in handoff.url:
        yield (
            course.where("claim", "handoff", "url"),
            f"The address does not hold the activity's code, {handoff.code}.",
            "Write {code} where the address takes it.",
        )


@rule("HND020", "handoff-with-personal-data", Severity.ERROR, "house", "privacy: an address is kept by every server")
def with_personal_data(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The address of the provider's claim page has room for something about the learner.

    Why: An address is written down by browsers and servers on its way, and a QR code can be read by anybody. Learners
    say who they are on the provider's page.

    Example: `url: https://cme.hospital.example/claim/{code}?email={email}`

    Mend: Keep the code of the activity, and nothing else that changes.
    """
    handoff = course.handoff
    if handoff is None:
        return
    gaps = [name for name in GAP.findall(handoff.url) if name != "code"]
    keys = [key for key, _ in parse_qsl(urlsplit(handoff.url).query, keep_blank_values=True) if PERSONAL.search(key)]
    for name in dict.fromkeys((*gaps, *keys)):
        yield (
            course.where("claim", "handoff", "url"),
            f"The address asks for '{name}', which is not the activity's code.",
            "Keep {code}, and let learners say who they are on the provider's page.",
        )


@rule(
    "HND030",
    "handoff-address-too-long",
    Severity.ERROR,
    "house",
    "what a QR code can hold and a phone can read",
)
def too_long(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The address of the provider's claim page is too long for a QR code.

    Why: The longer the address, the finer the code, until phones cannot read it on a screen.

    Example: An address of 200 characters with `show: [link, qr]`

    Mend: Use a shorter address, or leave `qr` out of `show`.
    """
    handoff = course.handoff
    if handoff and HandoffPart.QR in handoff.show and len(handoff.address.encode()) > LONGEST_QR:
        yield (
            course.where("claim", "handoff", "url"),
            f"The address takes {len(handoff.address.encode())} bytes; a QR code here holds {LONGEST_QR}.",
            "Use a shorter address, or leave 'qr' out of 'show'.",
        )


@rule("HND040", "handoff-without-credit", Severity.WARNING, "house", "what is handed over is a claim")
def without_credit(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A claim page of the provider is named, and the course carries no credit to claim.

    Why: The way to it is shown with the certificate of a claim, so nobody will ever see it.

    Example: `claim: handoff:` with `credits: []`

    Mend: Add the credit, or remove the claim page.
    """
    if course.handoff and not course.credits:
        yield (
            course.where("claim", "handoff"),
            "The provider's claim page is never shown, because the course carries no credit.",
            "Add the credit, or remove 'handoff'.",
        )


@rule("DAT100", "credit-outlives-activity", Severity.ERROR, "house", "a credit ends with its activity at the latest")
def outlives_activity(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A credit is said to end later than the activity.

    Why: With the activity's expiry all credit ends, so the later day is never reached. Learners would be told two days.

    Example: `expires: 2028-12-31` of a credit beside `expires: 2028-06-30` of the activity

    Mend: Remove the credit's own `expires`, or write an earlier day.
    """
    whole = course.activity.expires
    for index, credit in enumerate(course.credits):
        own = credit.expires
        if isinstance(own, date) and isinstance(whole, date) and own > whole:
            yield (
                course.where("credits", index, "expires"),
                f"The credit ends on {notices.in_words(own)}, and the activity on {notices.in_words(whole)}.",
                "Write an earlier day, or remove it.",
            )


@rule("DAT110", "one-credit-expired", Severity.WARNING, "house", "a credit may end before the others")
def one_expired(course: Course, context: CheckContext) -> Iterator[Offence]:
    """One of the credits has expired, and the activity has not.

    Why: Packages offer it to nobody any more, but say that it was there. Some bodies want it removed from what learners
    read.

    Example: AAPA credit with `expires: 2026-05-31`, checked in June 2026.

    Mend: Renew it and write the new day, or remove the credit.
    """
    whole = course.activity.expires
    for index, credit in enumerate(course.credits):
        ended = isinstance(credit.expires, date) and credit.expires < context.as_of
        if ended and not (isinstance(whole, date) and whole < context.as_of):
            yield (
                course.where("credits", index, "expires"),
                f"{credit.system.many} expired with {notices.in_words(credit.expires)}.",
                "Renew the credit, or remove it.",
            )


RULES = (without_code, with_personal_data, too_long, without_credit)
DATE_RULES = (outlives_activity, one_expired)
