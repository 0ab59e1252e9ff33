"""What the braces of a question say: ``{#id kind=multiple objective=know}``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.questions import KINDS
from scormkit.source import rules
from scormkit.source.pages import check_objective
from scormkit.source.shape import nearest
from scormkit.source.values import short

if TYPE_CHECKING:
    from collections.abc import Collection

    from scormkit.model.finding import Place
    from scormkit.source.text import Text

QUESTION_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 30
ATTRIBUTES = ("id", "kind", "objective", "points", "difficulty", "reference", "case")
"""What every question understands; :attr:`QuestionKind.attributes` says the rest."""
FORMS = {
    "points": (r"(?=.*[1-9])[0-9]{1,3}([.][0-9]{1,2})?", "number of points", "one such as 1 or 0.5"),
    "difficulty": (r"easy|medium|hard", "difficulty", "easy, medium or hard"),
    "case": (r"[a-z0-9]+(-[a-z0-9]+)*", "id of a case", "the word after `::: case`"),
}
"""What a value must look like, what it is, and what to write."""


def own_id(written: dict[str, str], place: Place, text: Text, taken: dict[str, Place]) -> str:
    """The id of a question, or nothing and a finding."""
    name = written.get("id", "")
    if not name:
        text.report(
            rules.QUESTION_ID, place, "The question has no id.", "Add one behind its words, such as {#first-choice}."
        )
        return ""
    if not QUESTION_ID.fullmatch(name) or len(name) > LONGEST_ID:
        text.report(
            rules.MALFORMED,
            place,
            f"`{short(name)}` is no id for a question.",
            f"Use lower-case letters, digits and single hyphens, at most {LONGEST_ID} characters.",
        )
        return ""
    if name in taken:
        text.report(
            rules.DUPLICATE_ID, place, f"The question id `{name}` is already at {taken[name]}.", "Give each its own id."
        )
        return ""
    taken[name] = place
    return name


def kind_of(written: dict[str, str], place: Place, text: Text) -> str:
    """The kind of a question (a single choice unless it says otherwise), or nothing and a finding."""
    kind = written.get("kind", "choice")
    if kind in KINDS:
        return kind
    near = nearest(kind, KINDS)
    listed = f"Kinds are: {', '.join(KINDS)}."
    text.report(
        rules.UNKNOWN_KIND,
        place,
        f"The question kind `{short(kind)}` is unknown.",
        f"Did you mean `{near}`? {listed}" if near else listed,
    )
    return ""


def attributes_of(
    kind: str, written: dict[str, str], place: Place, text: Text, objectives: Collection[str] | None
) -> dict[str, str]:
    """The attributes of a question, as far as they mean something. References stand with a space between them."""
    own = KINDS[kind].attributes if kind else {}
    _check_names(kind, written, place, text)
    found = {}
    for name, value in written.items():
        form, what, example = FORMS.get(name) or (
            own.get(name, ".*"),
            f"value for `{name}`",
            _example(own.get(name, "")),
        )
        if name in ("id", "kind", "objective", "reference") or (name not in FORMS and name not in own):
            continue
        if re.fullmatch(form, value, re.ASCII):
            found[name] = value
        else:
            text.report(rules.MALFORMED, place, f"`{short(value)}` is no {what}.", f"Write {example}.")
    if objective := written.get("objective", ""):
        check_objective(objective, place, objectives, text.findings)
        found["objective"] = objective
    if references := _references(written.get("reference", ""), place, text):
        found["reference"] = " ".join(references)
    return found


def _example(form: str) -> str:
    """A form of the table in words."""
    if re.fullmatch(r"[a-z-]+([|][a-z-]+)+", form):
        *first, last = form.split("|")
        return f"{', '.join(first)} or {last}"
    return "a whole number from 1 to 2000" if form.startswith("[1-9]") else "words of at most 20 characters"


def _check_names(kind: str, written: dict[str, str], place: Place, text: Text) -> None:
    known = (*ATTRIBUTES, *(KINDS[kind].attributes if kind else ()))
    everywhere = {name for each in KINDS.values() for name in each.attributes}
    for key in written:
        if key in known or (not kind and key in everywhere):
            continue
        near = nearest(key, known)
        listed = f"Attributes here are: #id, {', '.join(known[1:])}."
        hint = f"Did you mean `{near}=`? {listed}" if near else listed
        why = f"means nothing in a question of the kind `{kind}`" if key in everywhere else "is unknown"
        text.report(rules.UNKNOWN_ATTRIBUTE, place, f"The attribute `{short(key)}` {why}.", hint)


def _references(value: str, place: Place, text: Text) -> list[str]:
    """The ids in ``[doe-2020; roe-2021]``, in order; a finding for what is in no list of references."""
    found = []
    for name in re.split(r"[\s,;]+", value.strip("[] ")) if value else ():
        bare = name.removeprefix("@")
        if text.may_cite(bare):
            text.cited.append(bare)
            found.append(bare)
            continue
        near = nearest(bare, sorted(text.known.references or ()))
        text.report(
            rules.UNKNOWN_REFERENCE,
            place,
            f"references.yaml has no source `{short(bare)}`.",
            f"Did you mean `{near}`?" if near else "Add it to references.yaml.",
        )
    return found
