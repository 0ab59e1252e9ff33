"""What a page says of everybody's relationships at once, and of uses that are not approved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.review.people import OFF_LABEL, WINDOW
from scormkit.review.persons import PERSON, is_name
from scormkit.review.prose import Kind
from scormkit.review.said import Said, SaidTogether

if TYPE_CHECKING:
    from scormkit.review.prose import Prose

MITIGATED = re.compile(
    r"\b(?:have|has) been (?:fully )?mitigated\b|\bwere (?:all )?mitigated\b|\bmitigated (?:prior|before)\b",
    re.IGNORECASE,
)
METHOD = re.compile(r"\bmitigated\b[^.]{0,300}\b(?:by|through|via|using)\b", re.IGNORECASE)
EVERYONE = re.compile(
    r"\b(?:listing|list|disclosures?) of (?:all|every)\b|\ball (?:of the )?individuals (?:who are "
    r"|who were )?(?:involved|in control)[^.]{0,300}(?:are listed|listed below|as follows)",
    re.IGNORECASE,
)
NOBODY = re.compile(
    r"\b(?:no(?: one|body|ne)?\b[^.]{0,300}\b(?:in control of|planners|faculty|individuals?|involved"
    r"|person)\b[^.]{0,300}\b(?:ha(?:s|ve)|disclos\w+)"
    r"|(?:all|the) (?:\w+,? ){0,12}(?:faculty|planners|individuals)\b[^.]{0,300}\bhave (?:no|nothing))",
    re.IGNORECASE,
)


def together(prose: Prose) -> SaidTogether:
    """What the page says of everybody's relationships at once."""

    def first(pattern: re.Pattern[str], *sections: str) -> Said[str] | None:
        hits = prose.like(pattern)
        return next(
            (Said(one.text, one.line_at(hit.start())) for one, hit in hits if not sections or one.section in sections),
            None,
        )

    window = next(
        (
            Said(one.text, one.line)
            for one, _ in prose.like(WINDOW)
            if not PERSON.match(one.text) and re.search(r"disclos|relationship", one.text, re.IGNORECASE)
        ),
        None,
    )
    return SaidTogether(
        window=window,
        mitigated=first(MITIGATED),
        method=first(METHOD) or _method(prose),
        everyone=first(EVERYONE, "disclosure", "faculty"),
        nobody=first(NOBODY, "disclosure", "faculty"),
    )


def _method(prose: Prose) -> Said[str] | None:
    """A sentence under the heading of mitigation that tells what was done."""
    done = re.compile(r"\b(?:reviewed|recus\w+|divest\w+|peer review|attest\w*)\b", re.IGNORECASE)
    return next((Said(one.text, one.line) for one in prose.within("mitigation") if done.search(one.text)), None)


def off_label(prose: Prose) -> Said[str] | None:
    """A statement on uses that are not approved that speaks of the whole activity."""
    for sentence, _ in prose.like(OFF_LABEL):
        own = PERSON.match(sentence.text)
        if (
            sentence.section != "objectives"
            and sentence.kind is not Kind.HEADING
            and not (own and is_name(own["name"]))
            and not re.match(r"(?:Dr|Prof)\.? ", sentence.text)
        ):
            return Said(sentence.text, sentence.line)
    return None
