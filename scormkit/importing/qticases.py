"""A QTI item with several interactions → a case: its text once, and a question for each interaction."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scormkit.importing import grades, rules
from scormkit.importing.cases import Asked, asking
from scormkit.importing.escaping import escaped
from scormkit.importing.gaps import GAP
from scormkit.importing.grades import shown
from scormkit.importing.prose import prose
from scormkit.importing.qtibody import INLINE, asks, divided_words, own_words
from scormkit.importing.qtikeys import declared
from scormkit.importing.qtikinds import KINDS, ItemParts
from scormkit.importing.qtiscoring import has_template
from scormkit.importing.unmatched import Unmatched

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from decimal import Decimal

    from scormkit.importing.bank import Bank, Prose
    from scormkit.importing.markup import Node
    from scormkit.importing.moodlekinds import Read
    from scormkit.importing.qtiscoring import Scoring

BY_HAND = "Ask it in a question of its own, by hand."
HIDDEN = ("feedbackBlock", "feedbackInline", "templateBlock", "templateInline", "modalFeedback")


def asked_in(
    root: Node, body: Node, interactions: list[Node], given: Scoring | None, bank: Bank
) -> tuple[Prose, list[Asked], ItemParts]:
    """The words that the questions share, the questions, and what was read of the last of them.

    ``given`` is how the item gives its points, if that is known. What has no form here is told one by one. Raises
    :class:`Unmatched` where nothing is left.
    """
    mark = bank.mark
    parts = _parts(root, body, interactions, bank)
    hidden = [node for block in body.every(*HIDDEN) for node in interactions if _within(node, block)]
    read = {index: _read(one, hidden, parts) for index, one in enumerate(parts)}
    found = {index: one for index, one in read.items() if not isinstance(one, Unmatched)}
    bank.mark = mark
    if not found:
        first = next(reason for reason in read.values() if isinstance(reason, Unmatched))
        why = f"none of its {len(parts)} interactions can be asked here: of the first, {first}"
        raise Unmatched(why, first.mend, first.rule)
    for index, reason in read.items():
        if isinstance(reason, Unmatched):
            bank.begin()
            bank.leave_out(
                reason.rule, interactions[index].place, f"{interactions[index].tag[:40]}: {reason}", reason.mend
            )
    bank.mark = mark
    shared, asked = _composed(found, parts, given.shares if given else {}, bank)
    return shared, asked, parts[max(found)]


def look_at_points(root: Node, names: Sequence[str], given: Scoring | None, bank: Bank) -> None:
    """Says where the answers to these responses did not each give points of their own, as the questions do here."""
    processing = root.first("responseProcessing")
    if processing is None or (given and given.shares):
        return
    if given and given.together:
        what = f"gave its points ({shown(given.whole)}) only where all of its answers are right"
    elif given:
        what = f"gave points for all right answers ({shown(given.whole)}) that are not the sum of what each alone gave"
    elif has_template(processing) and "RESPONSE" in names:
        what = "gave points for the answer to RESPONSE alone, by its template"
    else:
        return
    bank.report(
        rules.TOGETHER,
        processing.place,
        f"The item {what}. Here each of its questions gives points of its own.",
        "Give each the points= that it shall have, or ask all in one question that is right only as a whole, such as "
        "kind=matching.",
    )


def _parts(root: Node, body: Node, interactions: list[Node], bank: Bank) -> list[ItemParts]:
    """Each interaction with its key; feedback that several could mean is nobody's."""
    names = Counter(name for one in interactions for name in {node.get("identifier") for node in one.children})
    shared = frozenset(name for name, count in names.items() if count > 1)
    answered: set[str] = set()
    keys = [declared(root, one.get("responseIdentifier")) for one in interactions]
    return [
        ItemParts(root, body, one, key, bank, answered, shared) for one, key in zip(interactions, keys, strict=True)
    ]


def _within(node: Node, block: Node) -> bool:
    return any(node is one for one in block.every(node.tag))


def _read(parts: ItemParts, hidden: Sequence[Node], every: Sequence[ItemParts]) -> Read | Unmatched:
    """What an interaction asks, or why it cannot be asked here; of what is left out nothing else is told."""
    one, bank = parts.interaction, parts.bank
    reader = KINDS.get(one.tag)
    name = one.get("responseIdentifier")
    start = len(bank.findings)
    try:
        if reader is None:
            raise Unmatched("it has no counterpart here.", "Ask it in another kind, by hand.")
        if any(one is node for node in hidden):
            raise Unmatched("it is shown only after something was answered.", BY_HAND)
        if sum(other.interaction.get("responseIdentifier") == name for other in every) > 1:
            raise Unmatched("another interaction gives the same response.", BY_HAND)
        return reader(parts)
    except Unmatched as reason:
        del bank.findings[start:]
        return reason


def _composed(
    found: Mapping[int, Read], parts: Sequence[ItemParts], shares: Mapping[str, Decimal], bank: Bank
) -> tuple[Prose, list[Asked]]:
    """The words that are shared, and the questions with what belongs to each."""
    interactions = [one.interaction for one in parts]
    numbers = {index: number for number, index in enumerate(_inline(found, interactions), start=1)}
    before, rest = divided_words(parts[0].body, interactions, numbers, bank)
    prompts = {index: _prompt(interactions[index], bank) for index in found}
    asking_words = _asking_words(before, prompts)
    kept = {index: words[: len(words) - len(asking_words.get(index, ()))] for index, words in before.items()}
    shared, own = _dealt(kept, rest, found)
    asked = []
    for index, points in zip(sorted(found), _points(found, parts, shares, bank), strict=True):
        read, node = found[index], interactions[index]
        words = own.get(index, ()) + own_words(node, bank)
        prompt = asks(asking_words.get(index, prompts[index]), words, parts[index].root)
        prompt = asking(shared, numbers[index]) if index in numbers else prompt
        asked.append(Asked(read.kind, node.place, prompt, words, read.answers, {**points, **read.attributes}))
    return shared, asked


def _asking_words(before: Mapping[int, Prose], prompts: Mapping[int, Prose]) -> dict[int, Prose]:
    """What asks where an interaction has no prompt: the paragraph right before it."""
    return {
        index: words[-1:]
        for index, words in before.items()
        if index in prompts and not prompts[index] and words and words[-1].paragraph and not _has_gap(words)
    }


def _dealt(before: Mapping[int, Prose], rest: Prose, found: Collection[int]) -> tuple[Prose, dict[int, Prose]]:
    """Which words are shared, and which are a question's own.

    Those before the first question and around gaps are shared; others belong to the question that follows, and what
    is left at the end to the last.
    """
    shared: Prose = ()
    own: dict[int, Prose] = {}
    for index, words in before.items():
        if index in found and index != min(before) and not _has_gap(words):
            own[index] = words
        else:
            shared += words
    end = max(found)
    if end in before and not _has_gap(rest):
        own[end] = own.get(end, ()) + rest
    else:
        shared += rest
    return shared, own


def _inline(found: Iterable[int], interactions: Sequence[Node]) -> list[int]:
    return [index for index in sorted(found) if interactions[index].tag in INLINE]


def _prompt(node: Node, bank: Bank) -> Prose:
    found = node.first("prompt")
    return prose(found, bank) if found else ()


def _has_gap(words: Prose) -> bool:
    return any(escaped(GAP) in line for block in words for line in block.lines)


def _points(
    found: Mapping[int, Read], parts: Sequence[ItemParts], shares: Mapping[str, Decimal], bank: Bank
) -> list[dict[str, str]]:
    """The points of each question: its share, else those of its own mapping, else a fair part of the item's."""
    keys = [one.key for one in parts]
    whole = keys[0].points
    part = whole / len(keys) if whole else None
    mapped = all(key.grades for key in keys)
    weights = [key.best if mapped else part for key in keys]
    if shares:
        weights = [shares.get(one.interaction.get("responseIdentifier")) for one in parts]
    return [grades.points(weights[index], parts[index].interaction.place, bank) for index in sorted(found)]
