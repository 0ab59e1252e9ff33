"""A clean course with one thing changed: every value of its YAML, and every line and word of its texts, by table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE = Path(__file__).resolve().parent / "whole" / "courses" / "handover"
FILES = ("course.yaml", "people.yaml", "references.yaml")
TEXTS = ("pages/010-steps.md", "pages/020-team.md", "quizzes/post-test.md")
MANDATED = ("accreditation", "designation", "ipce")
"""Statements whose every word is prescribed."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where (file and path, such as ``course.yaml activity.expires``), which, and the file's new text."""

    where: str
    change: str
    file: str
    text: str

    def __str__(self) -> str:
        return f"{self.where} {self.change}"


def mutants() -> Iterator[Mutant]:
    """Every mutant of the course."""
    for file in FILES:
        yield from of_yaml(file, (WHOLE / file).read_text(encoding="utf-8"))
    for file in TEXTS:
        yield from of_markdown(file, (WHOLE / file).read_text(encoding="utf-8"))


def dumped(tree: Any) -> str:
    return yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=10_000, default_style='"')


def of_yaml(file: str, text: str, prefix: str = "") -> Iterator[Mutant]:
    """Every value deleted, emptied, made "not stated" and replaced by what its form suggests."""
    tree = yaml.load(text, Loader=yaml.BaseLoader)
    for path, value in leaves(tree):
        where = f"{file} {prefix}{named(path)}"
        for change, new in changes(path, value):
            yield Mutant(where, change, file, dumped(with_value(tree, path, new)))
        if path[0] == "statements" and path[-1] in MANDATED:
            yield from of_statement(where, file, tree, path, value)


def leaves(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every value with its path; lists and groups of keys count as values as well."""
    if path:
        yield path, tree
    parts = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, part in parts:
        yield from leaves(part, (*path, key))


def named(path: tuple[Any, ...]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


DELETED = object()


def changes(path: tuple[Any, ...], value: Any) -> Iterator[tuple[str, Any]]:
    """What is done to a value, by its form."""
    yield "deleted", DELETED
    if not isinstance(value, str):
        return
    yield "emptied", ""
    yield "not-stated", "not stated"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        yield from (("past", "2001-01-01"), ("future", "2099-12-31"), ("no-day", "2026-02-30"))
    elif re.fullmatch(r"\d+(\.\d+)?", value):
        yield from (("zero", "0"), ("off-grid", "0.3"), ("larger", "40"))
    elif re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        yield "other-word", "zzz-zzz"
    else:
        yield from (
            ("opened", f"{value}, etc."),
            ("branded", f"{value} Examplin®"),
            ("promised", f"{value} CME credit pending."),
        )


def with_value(tree: Any, path: tuple[Any, ...], new: Any) -> Any:
    """The tree with one value replaced or deleted."""
    head, *rest = path
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    if rest:
        copy[head] = with_value(tree[head], tuple(rest), new)
    elif new is DELETED:
        del copy[head]
    else:
        copy[head] = new
    return copy


def of_statement(where: str, file: str, tree: Any, path: tuple[Any, ...], text: str) -> Iterator[Mutant]:
    """A mandated statement without each of its sentences and each of its words, and in the future."""
    for number, sentence in enumerate(re.split(r"(?<=\.)\s+", text)):
        yield Mutant(
            where, f"sentence-{number}-deleted", file, dumped(with_value(tree, path, text.replace(sentence, "")))
        )
    for found in re.finditer(r"[A-Za-z][A-Za-z-]*|\d[\d.]*\d", text):
        without = text[: found.start()] + text[found.end() :]
        yield Mutant(where, f"word-{found.start()}-{found[0]}-deleted", file, dumped(with_value(tree, path, without)))
        other = text[: found.start()] + "zzz" + text[found.end() :]
        yield Mutant(where, f"word-{found.start()}-{found[0]}-replaced", file, dumped(with_value(tree, path, other)))


def of_markdown(file: str, text: str) -> Iterator[Mutant]:
    """The front matter as YAML; each line deleted; each mark of an answer turned; each citation and picture changed."""
    head, body = re.match(r"---\n(.*?)---\n(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    for one in of_yaml(file, head, "front."):
        yield Mutant(one.where, one.change, file, f"---\n{one.text}---\n{body}")
    lines = body.split("\n")
    for number, line in enumerate(lines):
        if line.strip():
            rest = [*lines[:number], *lines[number + 1 :]]
            yield Mutant(f"{file} body", f"line-{number}-deleted: {line}", file, f"---\n{head}---\n" + "\n".join(rest))
        for change, new in line_changes(line):
            other = [*lines[:number], new, *lines[number + 1 :]]
            yield Mutant(
                f"{file} body", f"line-{number}-{change}: {line}", file, f"---\n{head}---\n" + "\n".join(other)
            )


def line_changes(line: str) -> Iterator[tuple[str, str]]:
    """What can be changed in a line of a page or quiz."""
    if "[x]" in line or "[ ]" in line:
        yield "turned", line.replace("[x]", "[?]").replace("[ ]", "[x]").replace("[?]", "[ ]")
    for found in re.finditer(r" ?\[@[^\]]+\]", line):
        yield f"uncited-{found.start()}", line[: found.start()] + line[found.end() :]
        yield f"miscited-{found.start()}", line[: found.start()] + " [@nobody-1999]" + line[found.end() :]
    if line.startswith("!["):
        yield "unseen", re.sub(r"^!\[[^\]]*\]", "![]", line)
        yield "missing", line.replace(".svg", "-2.svg")
    for found in re.finditer(r"(?<= )(?:kind|objective)=[a-z-]+|#[a-z]+(?=[ }])", line):
        yield f"without-{found[0]}", line.replace(found[0], "")
        yield f"other-{found[0]}", line.replace(found[0], re.sub(r"[a-z-]+$", "zzz", found[0]))
    for found in re.finditer(r"https://\S+?(?=\))", line):
        yield "unencrypted", line.replace("https:", "http:")
        yield "product-site", line.replace(found[0], "https://www.exampledevices.test/")
    if re.match(r"^[A-Z][a-z]+ [a-z]", line):
        yield "promised", f"{line} You need 90% to pass the post-test and earn 2 AMA PRA Category 1 Credits."
        yield "repeated", line.replace(" ", " the the ", 1)
        yield "leaking", f"{line} Authorization: Basic YWRtaW46c2VjcmV0LXBhc3N3b3Jk"
