"""What a page says → the files of a draft course, each value with the line that says it and each gap marked.

Nothing is made up. Where the format knows ``not stated``, a gap is that; where it does not, the key is left out, with a
comment, and ``scormkit check`` asks for it. Ids are handles of the draft and say nothing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit.model.credit import SYSTEMS
from scormkit.review.course import bodies, eligible, format_of, own_texts
from scormkit.review.persons import bare_name
from scormkit.review.said import Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scormkit.review.said import Read, SaidCredit, SaidPerson, SaidReference, SaidTie

GAP = "not stated"
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ()/’'–+.™®&é-]*(?<! )")
WORDS_OF_YAML = frozenset(["yes", "no", "true", "false", "null", "on", "off", "y", "n"])


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value as it is written into a file. ``line`` is where the page says it, 0 for what the draft itself sets.

    A gap whose ``text`` is empty leaves its key out; ``note`` is the comment behind it.
    """

    text: str
    line: int = 0
    note: str = ""

    @property
    def gap(self) -> bool:
        return self.text in ("", GAP) and not self.line


Node = Leaf | list["Node"] | dict[str, "Node"]


def stated(said: Said[object] | None) -> Leaf:
    """A value of the page, or that it states none."""
    return Leaf(str(said.value), said.line) if said is not None else Leaf(GAP)


def slug(text: str, longest: int = 40) -> str:
    """An id out of words: lower-case ASCII letters, digits and single hyphens."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    words = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
    return words if len(words) <= longest else words[:longest].rpartition("-")[0] or words[:longest]


def files_of(read: Read) -> dict[str, str]:
    """The files of the draft: path in its folder and text."""
    files = {"course.yaml": course_yaml(read), "people.yaml": people_yaml(read), "pages/010-to-be-written.md": PAGE}
    listed = [reference for reference in read.references if complete(reference)]
    if listed:
        files["references.yaml"] = references_yaml(read, listed)
    return files


PAGE = """---
id: to-be-written
title: To be written
---
The page that this draft was made from holds no teaching. Write it here.
"""


def course_yaml(read: Read) -> str:
    """course.yaml of the draft."""
    head = (
        f"# A draft made of {read.prose.file} by `scormkit review`: behind each value the line that says it.\n"
        "# What the page does not say is `not stated`, or a line that begins with `# gap`. Nothing was made up.\n"
    )
    return head + written(course_tree(read))


def course_tree(read: Read) -> dict[str, Node]:
    """The values of course.yaml."""
    title = read.title.value if read.title else ""
    tree: dict[str, Node] = {
        "id": Leaf(slug(title) or "draft"),
        "version": Leaf("0.1"),
        "title": stated(read.title),
        "language": Leaf(read.language.value, read.language.line)
        if read.language
        else Leaf("und", note="the page does not say"),
        "description": stated(read.description),
        "credit_status": Leaf("draft"),
        "notice": Leaf("Draft made of an existing page. Not reviewed and not for credit."),
        "objectives": _objectives(read),
        "audience": _audience(read),
        "activity": _activity(read),
        "providers": _providers(read),
        "credits": _credits(read),
        "support": _support(read),
    }
    if read.together.method or read.together.mitigated:
        tree["mitigation"] = _mitigation(read)
    tree |= _policies(read)
    texts: dict[str, Node] = {
        text.kind: Leaf(text.text, text.place.line) for text in own_texts(read) if text.kind in OWN
    }
    if texts:
        tree["statements"] = texts
    return tree


OWN = ("accreditation", "designation", "participation", *(system for system in SYSTEMS if system != "ama-pra-1"))


def _objectives(read: Read) -> Node:
    found: list[Node] = []
    for number, said in enumerate(read.objectives, start=1):
        item: dict[str, Node] = {"id": Leaf(f"objective-{number}"), "text": Leaf(said.text, said.line)}
        if said.points:
            item["points"] = [Leaf(point.value, point.line) for point in said.points]
        found.append(item)
    return found or Leaf("", note="the learning objectives, each with id and text")


def _audience(read: Read) -> Node:
    said = read.audience
    tree: dict[str, Node] = {
        "description": stated(said.description),
        "professions": [Leaf(one.value, one.line) for one in said.professions]
        or Leaf("", note="the professions that learners can state"),
        "specialties": [Leaf(one.value, one.line) for one in said.specialties] or stated(None),
    }
    if said.territories:
        tree["territories"] = [Leaf(one.value, one.line) for one in said.territories]
    if said.territory_note:
        tree["territory_note"] = stated(said.territory_note)
    return tree


def _activity(read: Read) -> Node:
    form = format_of(read)
    line = next((credit.line for credit in read.credits if credit.format), 0)
    tree: dict[str, Node] = {
        "format": Leaf(form.value, line) if form else Leaf("", note="the learning format that the provider designated"),
        "released": stated(read.dates.released),
        "reviewed": stated(read.dates.reviewed),
        "expires": stated(read.dates.expires),
        "time_zone": stated(read.dates.time_zone),
        "minutes": stated(read.minutes),
    }
    for key, told in (("medium", "medium"), ("requirements", "technical")):
        if told in read.told:
            tree[key] = stated(read.told[told])
    if number := identifier(read):
        tree["identifiers"] = {"page": Leaf(number.value, number.line)}
    return tree


def identifier(read: Read) -> Said[str] | None:
    """The identifier of the activity, out of the sentence that states it."""
    said = read.told.get("identifier")
    found = (
        re.search(r"(?:\bID|\bnumber|\bno\.|\bcode|\bidentifier|#)\s*[:|]?\s*(\S+?)[.,;]?(?:\s|$)", said.value)
        if said
        else None
    )
    return Said(found[1], said.line) if said and found else None


def _providers(read: Read) -> Node:
    said = read.providers
    if said.accredited is None:
        return Leaf("", note="the accredited provider, with its name and accreditor")
    first, *also = bodies(read) or ("",)
    accredited: dict[str, Node] = {
        "name": Leaf(said.accredited.value, said.accredited.line),
        "accreditor": Leaf(first, said.bodies[0].line) if said.bodies and first else Leaf("", note="who accredits it"),
    }
    if also:
        accredited["also"] = [Leaf(body, said.bodies[-1].line) for body in also]
    if "contact" in read.told:
        accredited["contact"] = stated(read.told["contact"])
    tree: dict[str, Node] = {"accredited": accredited}
    if said.joint:
        tree["joint"] = [{"name": Leaf(joint.value, joint.line)} for joint in said.joint]
    return tree


def _credits(read: Read) -> Node:
    found: list[Node] = [_credit(read, credit) for credit in read.credits if credit.system in SYSTEMS]
    return found or Leaf("", note="the credit that the activity is designated for; [] if none")


def _credit(read: Read, credit: SaidCredit) -> Node:
    tree: dict[str, Node] = {
        "system": Leaf(credit.system, credit.line),
        "maximum": Leaf(format(credit.amount, "f"), credit.line),
        "eligible": [Leaf(one) for one in eligible(read, credit)],
    }
    if credit.uan:
        tree["uan"] = [Leaf(number, credit.line) for number in credit.uan]
    if credit.approved:
        tree["approved"] = stated(credit.approved)
    return tree


def _support(read: Read) -> Node:
    if not read.support:
        return Leaf("none", read.unsupported.line) if read.unsupported else stated(None)
    found: list[Node] = []
    for given in read.support:
        tree: dict[str, Node] = {"company": Leaf(given.company, given.line), "kind": Leaf(given.kind, given.line)}
        if given.in_kind:
            tree["in_kind"] = Leaf(given.in_kind, given.line)
        found.append(tree)
    return found


def _mitigation(read: Read) -> Node:
    done = read.together.mitigated
    return {
        "done": Leaf("yes", done.line) if done else Leaf("no", note="the page does not say that it has happened"),
        "method": stated(read.together.method),
    }


def _policies(read: Read) -> dict[str, Node]:
    found: dict[str, Node] = {key: stated(read.told[key]) for key in ("privacy", "copyright") if key in read.told}
    return {"policies": found} if found else {}


def people_yaml(read: Read) -> str:
    """people.yaml of the draft."""
    head = f"# Everyone whom {read.prose.file} names, with every company as the page spells it.\n"
    tree = people_tree(read)
    return head + (written(tree) if tree else "# gap: the page names nobody; list everyone in control of content\n")


def people_tree(read: Read) -> list[Node]:
    """The values of people.yaml."""
    taken: set[str] = set()
    return [_person(person, _unique(_handle(person), taken)) for person in read.people]


def _handle(person: SaidPerson) -> str:
    return "group" if person.group else slug(bare_name(person.name).split()[-1])


def _unique(id: str, taken: set[str]) -> str:
    name = next(
        one for one in (id or "person", *(f"{id or 'person'}-{number}" for number in range(2, 999))) if one not in taken
    )
    taken.add(name)
    return name


def _person(person: SaidPerson, id: str) -> Node:
    tree: dict[str, Node] = {"id": Leaf(id), "name": Leaf(person.name, person.line)}
    if person.group:
        tree["group"] = Leaf("yes")
    for key, said in (("credentials", person.credentials), ("affiliation", person.affiliation)):
        if said or not person.group:
            tree[key] = stated(said)
    tree |= {
        "roles": [Leaf(role.value, person.roles_line) for role in person.roles] if person.roles else stated(None),
        "relationships": [_tie(tie) for tie in person.ties],
    }
    if person.bulk:
        tree["natures_in_bulk"] = stated(person.bulk)
    tree["nothing_to_disclose"] = (
        Leaf("yes", person.nothing.line) if person.nothing else Leaf("no", note=_undisclosed(person))
    )
    if person.off_label or not person.group:
        tree["off_label"] = stated(person.off_label)
    return tree


def _undisclosed(person: SaidPerson) -> str:
    return "" if person.ties else "the page says neither that there are relationships nor that there are none"


def _tie(tie: SaidTie) -> Node:
    named: Node = [Leaf(nature.value, tie.line) for nature in tie.natures] if tie.natures else stated(None)
    return {"company": Leaf(tie.company, tie.line), "natures": named}


def complete(reference: SaidReference) -> bool:
    """Whether a source can be told apart into what references.yaml needs."""
    return all((reference.authors, reference.title, reference.year, reference.doi or reference.pmid or reference.url))


def references_yaml(read: Read, listed: Iterable[SaidReference]) -> str:
    """references.yaml of the draft: the sources that can be looked up."""
    taken: set[str] = set()
    tree: dict[str, Node] = {}
    for reference in listed:
        id = _unique(slug(f"{reference.authors.split()[0]} {reference.year}"), taken)
        entry: dict[str, Node] = {
            "authors": Leaf(reference.authors, reference.line),
            "title": Leaf(reference.title, reference.line),
            "year": Leaf(reference.year),
            "detail": Leaf(reference.rest),
        }
        entry |= {key: Leaf(value) for key in ("doi", "pmid", "url") if (value := getattr(reference, key))}
        tree[id] = entry
    return f"# The sources that {read.prose.file} lists.\n" + written(tree)


def written(tree: Mapping[str, Node] | list[Node]) -> str:
    """A tree as YAML, with the lines of the page as comments."""
    return "".join(f"{line}\n" for line in _lines(dict(tree) if not isinstance(tree, list) else tree, 0))


def _lines(node: Node, depth: int) -> Iterator[str]:
    indent = "  " * depth
    if isinstance(node, list):
        for item in node:
            inner = [f"{indent}  {_scalar(item)}"] if isinstance(item, Leaf) else list(_lines(item, depth + 1))
            yield f"{indent}- {inner[0].lstrip()}"
            yield from inner[1:]
    elif isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, Leaf):
                yield f"{indent}{key}: {_scalar(value)}" if value.text else f"{indent}# gap: {key}: {value.note}"
            elif isinstance(value, list) and (short := _short(value)) is not None:
                yield f"{indent}{key}: {short}"
            else:
                yield f"{indent}{key}:"
                yield from _lines(value, depth + 1)


def _short(items: list[Node]) -> str | None:
    """A list of words on one line, with the lines that say them; none for a list of anything else."""
    words = [item for item in items if isinstance(item, Leaf) and re.fullmatch(r"[A-Za-z][A-Za-z -]*", item.text)]
    if len(words) < len(items):
        return None
    lines = sorted({word.line for word in words if word.line})
    said = f"  # line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines))}" if lines else ""
    return f"[{', '.join(word.text for word in words)}]{said}"


def _scalar(leaf: Leaf) -> str:
    bare = PLAIN.fullmatch(leaf.text) and len(leaf.text) <= 90
    known = leaf.text.lower() not in WORDS_OF_YAML or leaf.text in ("yes", "no")
    number = re.fullmatch(r"[0-9][0-9.-]*", leaf.text)
    text = leaf.text if (bare and known) or number else json.dumps(leaf.text, ensure_ascii=False)
    comment = f"line {leaf.line}" if leaf.line else leaf.note
    return f"{text}  # {comment}" if comment else text
