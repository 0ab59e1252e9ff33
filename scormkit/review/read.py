"""A text → everything that it says: the readers of its parts, one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.review import accreditation, dates, everyone, extras, facts, people
from scormkit.review.said import Read, Said

if TYPE_CHECKING:
    from scormkit.review.prose import Prose
    from scormkit.review.said import SaidCredit, SaidProviders


def read_page(prose: Prose) -> Read:
    """What a page of front matter says. What it does not say is absent; nothing is made up."""
    providers, credits = accreditation.providers(prose), accreditation.credits(prose)
    support, unsupported = extras.support(prose)
    return Read(
        prose=prose,
        title=facts.title(prose),
        language=_language(prose, providers, credits),
        description=facts.description(prose),
        objectives=facts.objectives(prose),
        audience=facts.audience(prose),
        dates=dates.dates(prose),
        minutes=dates.minutes(prose),
        providers=providers,
        credits=credits,
        support=support,
        unsupported=unsupported,
        people=people.people(prose),
        together=everyone.together(prose),
        off_label=everyone.off_label(prose),
        test=extras.assessment(prose),
        references=extras.references(prose),
        told=extras.told(prose),
    )


def _language(prose: Prose, providers: SaidProviders, credits: tuple[SaidCredit, ...]) -> Said[str] | None:
    """The language that the file declares; English where the page has a statement that was recognised as English."""
    if prose.language:
        return Said(prose.language, 1)
    statements = [said.line for said in (*providers.statements, *(credit.said for credit in credits if credit.format))]
    return Said("en", min(statements)) if statements else None
