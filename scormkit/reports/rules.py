"""Rules as a list, as a page each, as Markdown for the guides and as JSON: all of it made of the rules themselves."""

from __future__ import annotations

import json
import textwrap
from itertools import groupby
from typing import TYPE_CHECKING, Any

from scormkit.model.finding import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scormkit.model.finding import Rule

FAMILIES = {
    "A11": "Access for everyone",
    "ACC": "Accreditation statements and names",
    "AMA": "Designation of AMA PRA credit",
    "APR": "Approval",
    "AUD": "Audience and territory",
    "CRE": "Other credit systems",
    "DAT": "Dates",
    "DIS": "Disclosure",
    "EDU": "Teaching",
    "GAT": "Conditions of completion",
    "HND": "The way to the provider's own claim page",
    "IMP": "Banks of questions that are imported",
    "IRI": "Addresses of activities",
    "LEG": "What older accreditation lists ask for",
    "LMS": "What an LMS can hold",
    "MKT": "Marketing",
    "OVR": "Overrides",
    "PKG": "The finished package",
    "PRO": "Pages that were written without scormkit",
    "QIZ": "Questions and tests",
    "REF": "References",
    "SEC": "Security and privacy",
    "SRC": "The files themselves",
    "STA": "The status of credit",
    "SUP": "Commercial support",
    "TXT": "Wording",
    "XAP": "xAPI",
}
"""What each family of rules is about; a family that is not here is called by its letters."""

SURE = {
    Certainty.VERIFIED: "verified",
    Certainty.LIKELY: "likely: the source was read, but not confirmed by another",
    Certainty.UNVERIFIED: "unverified: never an error",
}
WIDTH = 100


def as_list(rules: Iterable[Rule]) -> str:
    """One line for each rule, by families: id, severity, name."""
    blocks = [
        f"{family}  {FAMILIES.get(family, family)}\n"
        + "".join(f"  {rule.id}  {rule.severity:<7}  {rule.name}\n" for rule in members)
        for family, members in families(rules)
    ]
    return "\n".join(blocks)


def as_page(rule: Rule) -> str:
    """Everything about a rule, for the console."""
    explained = rule.explained
    parts = [("What", explained.what), ("Why", explained.why), ("Example", explained.example), ("Mend", explained.mend)]
    texts = "".join(f"\n{title}\n{_indented(text)}" for title, text in parts if text)
    basis = f"{rule.source} ({rule.ruleset}, as of {rule.ruleset_date}; {SURE[rule.certainty]})"
    return f"{rule.id} {rule.name} ({rule.severity})\n{texts}\nSource\n{_indented(basis)}"


def as_markdown(rules: Iterable[Rule]) -> str:
    """All rules as a reference in Markdown: a section for each family, one below it for each rule."""
    whole = []
    for family, members in families(rules):
        whole.append(f"## {family}: {FAMILIES.get(family, family)}\n")
        whole += [_section(rule) for rule in members]
    return "\n".join(whole)


def as_json(rules: Iterable[Rule]) -> str:
    """All rules as one JSON document."""
    return json.dumps({"schema": 1, "rules": [as_data(rule) for rule in rules]}, indent=2, ensure_ascii=True) + "\n"


def as_data(rule: Rule) -> dict[str, Any]:
    """A rule, JSON-ready."""
    explained = rule.explained
    return {
        "id": rule.id,
        "name": rule.name,
        "severity": str(rule.severity),
        "ruleset": rule.ruleset,
        "rulesetDate": rule.ruleset_date,
        "source": rule.source,
        "certainty": str(rule.certainty),
        "what": explained.what,
        "why": explained.why,
        "example": explained.example,
        "mend": explained.mend,
    }


def families(rules: Iterable[Rule]) -> list[tuple[str, Sequence[Rule]]]:
    """Rules by the three letters that they begin with, in order."""
    ordered = sorted(rules, key=lambda rule: rule.id)
    return [(family, tuple(members)) for family, members in groupby(ordered, key=lambda rule: rule.id[:3])]


def _indented(text: str) -> str:
    lines = []
    for block in text.split("\n\n"):
        if block.startswith(("    ", "\t")):
            lines += block.split("\n")
        else:
            lines += textwrap.wrap(block, WIDTH - 2, break_long_words=False, break_on_hyphens=False)
        lines.append("")
    return "".join(f"  {line}".rstrip() + "\n" for line in lines[:-1])


def _section(rule: Rule) -> str:
    explained = rule.explained
    facts = f"{rule.severity} · {rule.ruleset}, as of {rule.ruleset_date} · {rule.certainty}"
    texts = [("", explained.what), ("Why", explained.why), ("Example", explained.example), ("Mend", explained.mend)]
    paragraphs = [_titled(title, text) for title, text in texts if text]
    return (
        f"### {rule.id} {rule.name}\n\n*{facts}*\n\n" + "\n\n".join([*paragraphs, f"**Source:** {rule.source}"]) + "\n"
    )


def _titled(title: str, text: str) -> str:
    if not title:
        return text
    return f"**{title}:**\n\n{text}" if text.startswith("    ") else f"**{title}:** {text}"
