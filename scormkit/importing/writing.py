"""Items → a quiz in our Markdown."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scormkit.importing import rules
from scormkit.importing.escaping import without_braces_at_end
from scormkit.importing.naming import own_id, slug
from scormkit.importing.prose import marked, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scormkit.importing.bank import Answer, Bank, Block, Case, Item, Prose

ATTRIBUTES = ("kind", "case", "objective", "points", "difficulty", "partial", "exact", "unit", "limit", "reference")
"""What goes into the braces of a question, in this order."""
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ()/’'–+.&-]*(?<! )")
ASKS = re.compile(r"[?\uff1f\u061f][\s*\"')\]\u201d\u2019]*\Z")


def quiz_text(bank: Bank, head: Mapping[str, str], objectives: Mapping[str, str], taken: set[str]) -> str:
    """The file of a quiz: front matter, introduction, questions. Ids are added to ``taken``."""
    lines = ["---", f"# Imported from {_one_line(bank.file)} by scormkit import."]
    lines += [f"{key}: {_scalar(value)}" for key, value in head.items() if value]
    lines.append("---")
    if bank.intro:
        lines += [*written(bank.intro), ""]
    cases: dict[Case, str] = {}
    for item in bank.items:
        if item.case and item.case not in cases:
            cases[item.case] = own_id(item.case.name, "", set(cases.values()))
            lines += [*([""] if lines[-1] else []), *_box(f"case {cases[item.case]}", item.case.words), ""]
        told = replace(item, attributes={**item.attributes, "case": cases[item.case]}) if item.case else item
        lines += [*([""] if lines[-1] else []), *_question(told, bank, objectives, taken)]
    return "\n".join(lines) + "\n"


def _box(head: str, words: Prose) -> list[str]:
    """A container, whose fence is longer than any line of colons in it."""
    inside = written(words)
    longest = max((len(found) for line in inside for found in re.findall("^[> ]*(:+)", line)), default=0)
    fence = ":" * max(3, longest + 1)
    return [f"{fence} {head}", *inside, fence]


def _one_line(text: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def _scalar(value: str) -> str:
    known = value.lower() in ("yes", "no", "true", "false", "null", "on", "off", "y", "n")
    bare = (PLAIN.fullmatch(value) and not known) or re.fullmatch(r"[0-9]+([.][0-9]+)?", value)
    return value if bare else json.dumps(value, ensure_ascii=False)


def _question(item: Item, bank: Bank, objectives: Mapping[str, str], taken: set[str]) -> list[str]:
    prompt, stem, moved = _divided(item)
    if moved:
        bank.report(
            rules.MOVED,
            item.place,
            f"'{prompt[:50]}' stood below its case and is the heading now.",
            "Read both again in the quiz.",
        )
    name = own_id(item.name, prompt, taken)
    if re.search(r"-[0-9]+\Z", name) and name != slug(item.name) and item.name and slug(item.name) in taken:
        bank.report(
            rules.RENAMED,
            item.place,
            f"Another question has the id '{slug(item.name)}' already; this one is '{name}'.",
            "Give it a name of its own before anybody takes the quiz.",
        )
    lines = [f"## {prompt} {{#{name}{_attributes(item, bank, objectives)}}}", ""]
    for part in (stem, *item.hints):
        if part:
            lines += [*(written(part) if part is stem else _box("hint", part)), ""]
    if not item.answers and not item.rationale and stem and stem[-1].lines[0].startswith(">"):
        bank.report(
            rules.FORMATTING,
            item.place,
            "Lost: the quotation at its end, which would be read as the rationale.",
            "Set the words off in another way, if they need it.",
        )
        lines = [line.removeprefix("> ").removeprefix(">") for line in lines]
    answers = list(_answers(item))
    lines += [*answers, ""] if answers else []
    lines += [f"> {line}".rstrip() for line in written(item.rationale)]
    while not lines[-1]:
        lines.pop()
    return lines


def _divided(item: Item) -> tuple[str, tuple[Block, ...], bool]:
    """The heading of a question, what stands below it, and whether the heading stood below that in the bank."""
    at = next((index for index, block in enumerate(item.prompt) if block.paragraph), None)
    if at is not None:
        return item.prompt[at].line, item.words + item.prompt[:at] + item.prompt[at + 1 :], False
    paragraphs = [index for index, block in enumerate(item.words) if block.paragraph]
    if not paragraphs:
        return item.name or item.kind, item.words + item.prompt, False
    asking = [index for index in paragraphs if ASKS.search(item.words[index].line)]
    at = asking[0] if len(asking) == 1 and asking[0] == len(item.words) - 1 else paragraphs[0]
    rest = item.words[:at] + item.words[at + 1 :] + item.prompt
    return item.words[at].line, rest, at > 0


def _attributes(item: Item, bank: Bank, objectives: Mapping[str, str]) -> str:
    found = dict(item.attributes)
    objective = found.get("objective") or _objective(item.category, objectives)
    if objective:
        found["objective"] = objective
    elif item.category:
        bank.without_objective(item.category, item.place)
    if item.kind != "choice":
        found["kind"] = item.kind
    return "".join(f" {key}={_quoted(found[key])}" for key in ATTRIBUTES if found.get(key))


def _objective(category: str, objectives: Mapping[str, str]) -> str:
    """The objective for a category, by its whole path or its last part; that of all questions has no category."""
    last = category.rpartition("/")[2]
    return objectives.get(category) or objectives.get(last) or objectives.get("", "")


def _quoted(value: str) -> str:
    bare = re.sub(r"[\"{}\n]", "", value)
    return bare if re.fullmatch(r"[A-Za-z0-9_.-]+", bare) else f'"{bare}"'


def _answers(item: Item) -> Iterator[str]:
    loose = any(answer.feedback or len(answer.words) > 1 for answer in item.answers)
    for number, answer in enumerate(item.answers, start=1):
        bullet = f"{number}. " if item.kind == "ordering" else "- "
        if loose and number > 1:
            yield ""
        yield from _answer(answer, item.kind, bullet)


def _answer(answer: Answer, kind: str, bullet: str) -> Iterator[str]:
    box = f"{bullet}[{'x' if answer.right else ' '}] "
    if kind == "matching":
        sides = [_side(side) for side in (answer.words, answer.other) if side]
        yield box + without_braces_at_end(" = ".join(sides) if answer.words else f"= {sides[0]}")
    else:
        lines = marked(answer.words, " " * len(bullet))
        first, *rest = lines or [""]
        yield box + without_braces_at_end(_unguarded(first.strip()))
        yield from rest
    if answer.feedback:
        yield ""
        yield from (f"{' ' * len(bullet)}> {line}".rstrip() for line in written(answer.feedback))


def _side(side: Prose) -> str:
    """Half of a pair in one line, in which an equals sign is no divider."""
    return re.sub(r"(?<!\S)\\?=(?!\S)", r"\\=", " ".join(_unguarded(block.line) for block in side))


def _unguarded(line: str) -> str:
    """A line that stands behind a box, where nothing begins a block."""
    return re.sub(r"\A([0-9]+)\\([.)])|\A\\([#>+=:~-])", lambda found: (found[1] or "") + (found[2] or found[3]), line)
