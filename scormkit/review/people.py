"""People in control of content, with what they disclose, out of paragraphs, lists and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from scormkit.review.persons import DEGREES, NAME, PERSON, bare_name, is_name, natures, roles, style_of
from scormkit.review.prose import Kind
from scormkit.review.said import Said, SaidPerson, SaidTie
from scormkit.review.ties import ties

if TYPE_CHECKING:
    from scormkit.review.prose import Prose, Sentence

ABOUT = ("disclosure", "faculty", "off-label", "mitigation")
NOTHING = re.compile(
    r"\b(?:ha(?:s|ve|d)|declares?|discloses?|disclosed|reports?|reported|with|there (?:are|were))\s+(?:that (?:s?he"
    r"|they) ha(?:s|ve) )?"
    r"(?:(?:to have )?no|none|nothing)\b[^.]{0,80}?\b(?:disclos\w+|relationships?|interests?|conflicts?|report)\b"
    r"|\bnothing to disclose\b|\bno (?:relevant )?(?:financial )?(?:relationships?|conflicts? of interest"
    r"|disclosures?)(?: to disclose)?\b",
    re.IGNORECASE,
)
ANY_OF_THEM = re.compile(
    r"^(?:All|Any|Each|Every)?\b.*?\b(?:individuals?|persons?|everyone|anyone"
    r"|those) (?:\w+ ){0,4}(?:in (?:a )?(?:position to )?control|who)\b|\brequired? to disclose\b",
    re.IGNORECASE,
)
DISCLOSES = re.compile(
    r"^[,:]?\s*(?:\([^)]*\)[,:]?\s*)?(?:also )?(?:ha(?:s|ve) (?:also )?(?:disclosed|reported|declared|received"
    r"|served|the following|financial|relevant|a )|discloses?|reports?|declares?"
    r"|receive[sd]?|serves?|is (?:an? )?(?:\w+ )?(?:consultant|advis\w+|employee|speaker|owner|researcher|member)"
    r"|holds|owns)\b",
    re.IGNORECASE,
)
GROUP = re.compile(
    r"\b(?:planners?|reviewers?|staff|committee|individuals|members|faculty|authors?|everyone|no one|nobody"
    r"|speakers|presenters|others|personnel|those in control)\b",
    re.IGNORECASE,
)
NOT_A_GROUP = re.compile(r"^\W*(?:No one|Nobody|None of|Neither|There|No )\b", re.IGNORECASE)
HE = re.compile(r"^(?:He|She|They|These relationships|This relationship|The relationships?|Relationships|His|Her)\b")
BULK = re.compile(
    r"^(?:These|The|His|Her|Their|Such) (?:financial )?relationships? (?P<verb>includes?|are|were|consists? of"
    r"|comprises?|is) (?P<what>.+?)\.?$"
)
LEFT_OPEN = re.compile(r"\b(?:include|includes|including|such as|among others|etc)\b", re.IGNORECASE)
AND_MORE = re.compile(r"\b(?:among others|and others|etc|such as|including)\b", re.IGNORECASE)
OFF_LABEL = re.compile(
    r"\b(?:off-?label|unlabell?ed|non-FDA|not (?:been )?approved by the FDA|unapproved"
    r"|investigational) (?:\w+[ -]){0,3}(?:uses?|indications?|products?|discussion)\b|\bnon-FDA uses\b",
    re.IGNORECASE,
)
INSTITUTION = re.compile(
    r"\b(?:University|Hospital|College|Clinic|Institute|Cent(?:er|re)|School|Society|Foundation|Health|Medical|Network"
    r"|Academy|Association|Alliance|System)\b"
)
BEHIND_ROLE = re.compile(r"(?P<role>[^,–—]{1,60}?)(?:,| [–—-])\s*(?P<rest>\S.*)$")
"""A role that stands before the institution: ``Lead nurse planner, Example Hospital``."""
WINDOW = re.compile(r"\b(?:24[- ]months?|two years|2 years)\b", re.IGNORECASE)
HEADS: tuple[tuple[str, str], ...] = (
    ("name", r"name.*|individual.*|faculty(?: member)?|person|speaker|author"),
    ("role", r"roles?.*|position.*"),
    ("company", r"(?:name of )?(?:ineligible )?(?:compan(?:y|ies)|organi[sz]ations?|entit(?:y|ies)|ineligible).*"),
    ("nature", r"(?:nature|type).*|relationships?"),
    ("both", r"(?:relevant )?(?:financial )?(?:relationships?|disclosures?).*"),
    ("affiliation", r"affiliation.*|institution.*"),
    ("credentials", r"credentials?.*|degrees?"),
)


@dataclass(slots=True)
class Roster:
    """The people met so far, in order, and about whom the text speaks at the moment."""

    people: dict[str, SaidPerson] = field(default_factory=dict)
    current: str = ""
    block: int = -1
    nothing: Said[str] | None = None
    heads: tuple[str, ...] = ()

    def meet(self, person: SaidPerson) -> None:
        """Takes somebody in, or adds to what is known of them."""
        key = bare_name(person.name).casefold()
        known = self.people.get(key)
        self.people[key] = _merged(known, person) if known else person
        self.current = key

    def add(self, **changes: Any) -> None:
        """Adds to what is known of the current person."""
        person = self.people[self.current]
        self.people[self.current] = _merged(person, replace(person, ties=(), **changes))

    def known(self, text: str) -> str:
        """The key of a person whom a text names by the last name alone (``Dr. Roe``)."""
        found = re.match(r"(?:Dr|Prof|Professor|Mr|Ms|Mrs)\.? ([A-Z][\w’'-]+)", text)
        last = found[1].casefold() if found else "\0"
        return next((key for key in self.people if key.split()[-1] == last), "")


def _merged(old: SaidPerson, new: SaidPerson) -> SaidPerson:
    return replace(
        old,
        credentials=old.credentials or new.credentials,
        affiliation=old.affiliation or new.affiliation,
        roles=tuple(dict.fromkeys((*old.roles, *new.roles))),
        roles_line=old.roles_line or new.roles_line,
        style=old.style or new.style,
        ties=tuple(dict.fromkeys((*old.ties, *new.ties))),
        bulk=old.bulk or new.bulk,
        open=old.open or new.open,
        nothing=old.nothing or new.nothing,
        off_label=old.off_label or new.off_label,
        window=old.window or new.window,
        line=new.line if (new.ties and not old.ties) or (new.nothing and not old.nothing) else old.line,
    )


def people(prose: Prose) -> tuple[SaidPerson, ...]:
    """Everyone whom the page names or groups in its disclosures and lists of faculty."""
    roster = Roster()
    for sentence in prose.sentences:
        if sentence.section in ABOUT or DISCLOSING.search(sentence.text):
            _read(sentence, roster)
    return tuple(roster.people.values())


DISCLOSING = re.compile(r"\b(?:has|have) (?:disclosed|no relevant|nothing to disclose)\b")


def _read(sentence: Sentence, roster: Roster) -> None:
    if sentence.block != roster.block:
        roster.block, roster.heads = sentence.block, roster.heads if sentence.kind is Kind.ROW else ()
        roster.current = roster.current if sentence.kind is Kind.ROW else ""
        roster.nothing = roster.nothing if sentence.kind is Kind.ITEM else None
    if sentence.kind is Kind.HEADING:
        roster.nothing = None
        _profile(sentence, roster)
    elif sentence.kind is Kind.ROW:
        _row(sentence, roster)
    elif OFF_LABEL.search(sentence.text):
        _off_label(sentence, roster)
    elif NOTHING.search(sentence.text) and not (sentence.section == "mitigation" and not PERSON.match(sentence.text)):
        _nothing(sentence, roster)
    elif not _disclosed(sentence, roster) and not _profile(sentence, roster):
        _more(sentence, roster)


def _person(found: re.Match[str], sentence: Sentence, **more: Any) -> SaidPerson:
    name = found["name"].strip()
    return SaidPerson(
        name=name,
        line=sentence.line_at(found.start()),
        style=style_of(name),
        credentials=Said(found["degrees"], sentence.line_at(found.start("degrees"))) if found["degrees"] else None,
        roles_line=sentence.line_at(found.end()),
        window=WINDOW.search(sentence.text) is not None,
        **more,
    )


def _off_label(sentence: Sentence, roster: Roster) -> None:
    """A person's own statement; one about everybody is read elsewhere."""
    found = PERSON.match(sentence.text)
    if found and is_name(found["name"]):
        roster.meet(_person(found, sentence))
    else:
        roster.current = roster.known(sentence.text) or (roster.current if HE.match(sentence.text) else "")
    if roster.current:
        roster.add(off_label=Said(sentence.text, sentence.line))


def _nothing(sentence: Sentence, roster: Roster) -> None:
    """Nothing to disclose: of the people before the verb, after a colon, in the list below, or of a group."""
    found = NOTHING.search(sentence.text)
    assert found is not None
    said = Said(sentence.text, sentence.line_at(found.start()))
    head, tail = sentence.text[: found.start()], sentence.text[found.end() :]
    names = [match for match in PERSON.finditer(head) if is_name(match["name"])]
    listed = [
        match for match in PERSON.finditer(sentence.text) if match.start() >= found.end() and is_name(match["name"])
    ]
    if names:
        before = roles(head[: names[0].start()])
        for match, rest in zip(names, _gaps(names, head), strict=True):
            who = _person(match, sentence, nothing=said, roles=roles(rest) or before)
            roster.meet(replace(who, affiliation=_affiliation(rest, sentence)))
    elif ":" in tail and listed:
        for match, rest in zip(listed, _gaps(listed, sentence.text), strict=True):
            own = roles(rest) or roles(head)
            roster.meet(_person(match, sentence, nothing=said, roles=own))
    elif tail.rstrip().endswith(":"):
        roster.nothing = said
    elif key := roster.known(head):
        roster.current = key
        roster.add(nothing=said, line=sentence.line)
    elif re.match(r"^\W*(?:Disclosures?:?|None)?\W*$", head) or HE.match(head):
        if roster.current:
            roster.add(nothing=said)
    elif GROUP.search(head) and not NOT_A_GROUP.match(head) and not ANY_OF_THEM.search(sentence.text):
        name = re.sub(
            r"^(?:The|All(?: of the)?|All other|The other) ", lambda lead: "" if lead[0] in ("The ",) else lead[0], head
        ).strip(" ,")
        roster.meet(SaidPerson(name, sentence.line, group=True, roles=roles(head), nothing=said))
        roster.current = ""


def _gaps(matches: list[re.Match[str]], text: str) -> list[str]:
    """What stands behind each match, up to the next."""
    ends = [*(match.start() for match in matches[1:]), len(text)]
    return [text[match.end() : end] for match, end in zip(matches, ends, strict=True)]


def _disclosed(sentence: Sentence, roster: Roster) -> bool:
    """``Jane Roe, MD, has disclosed …``: whether the sentence says so of a person."""
    found = PERSON.match(sentence.text)
    if found and is_name(found["name"]):
        rest = sentence.text[found.end() :]
        body = re.match(
            r"^(?P<who>[^:;–—]{0,300}?)(?=\s*(?::|;|\s[–—]|\s-\s)|,?\s+(?:has|have|discloses|reports|serves|is an?"
            r"|receives|received|owns|holds)\b)",
            rest,
        )
        who = body["who"] if body else ""
        said = rest[len(who) :]
        if DISCLOSES.match(said) or (re.match(r"^\s*(?::|–|—|-)", said) and natures(said)):
            offset = found.end() + len(who)
            listed = ties(re.sub(r"^\s*[:–—-]\s*", lambda lead: " " * len(lead[0]), said), sentence, offset)
            person = _person(found, sentence, ties=listed, roles=roles(who))
            if AND_MORE.search(said):
                person = replace(person, open=Said(sentence.text, sentence.line))
            roster.meet(replace(person, affiliation=_affiliation(who, sentence)))
            return True
    key = roster.known(sentence.text)
    if key:
        roster.current = key
        after = re.sub(
            r"^(?:Dr|Prof|Professor|Mr|Ms|Mrs)\.? [A-Z][\w’'-]+", lambda lead: " " * len(lead[0]), sentence.text
        )
        roster.add(line=sentence.line)
        roster.people[key] = _merged(
            roster.people[key],
            replace(
                roster.people[key], ties=ties(after, sentence), line=sentence.line, window=bool(WINDOW.search(after))
            ),
        )
        return True
    return False


def _affiliation(text: str, sentence: Sentence) -> Said[str] | None:
    """An institution out of what stands behind a name; nothing where it is only a role."""
    bare = re.sub(r"\([^)]*\)", "", text).strip(" ,.-–—")
    while (found := BEHIND_ROLE.match(bare)) and roles(found["role"]) and not INSTITUTION.search(found["role"]):
        bare = found["rest"]
    return Said(bare, sentence.line_at(max(sentence.text.find(bare), 0))) if INSTITUTION.search(bare) else None


def _profile(sentence: Sentence, roster: Roster) -> bool:
    """A line that is a person's name with degrees, perhaps role and institution: whether it was one."""
    found = re.match(rf"(?P<name>{NAME})(?:,\s*(?P<degrees>{DEGREES}))?(?P<rest>(?:\s*[,(–—-].*)?)$", sentence.text)
    listed = roster.nothing is not None and sentence.kind is Kind.ITEM
    if not found or not is_name(found["name"]) or not (found["degrees"] or listed or sentence.section == "faculty"):
        return False
    rest = found["rest"].strip(" ,.")
    if sentence.section not in ("disclosure", "faculty"):
        return False
    own = roles(rest)
    roster.meet(
        _person(
            found,
            sentence,
            roles=own,
            affiliation=_affiliation(rest, sentence),
            nothing=roster.nothing if listed else None,
        )
    )
    return True


def _more(sentence: Sentence, roster: Roster) -> None:
    """A sentence or line about the current person."""
    if not roster.current:
        return
    text = sentence.text
    label = re.match(
        r"^(Roles?|Affiliation|Institution|Credentials|Disclosures?|Relevant financial relationships?)\s*:\s*",
        text,
        re.IGNORECASE,
    )
    if bulk := BULK.match(text):
        said = Said(bulk["what"], sentence.line)
        left_open = Said(text, sentence.line) if LEFT_OPEN.search(text) else None
        found = (
            ties(bulk["what"], sentence, bulk.start("what"))
            if re.search(r"\b(?:from|for|with)\s+[A-Z]", bulk["what"])
            else ()
        )
        if found:
            _tie(roster, found)
        else:
            roster.add(bulk=said, open=left_open)
    elif label and label[1].lower().startswith("role"):
        roster.add(roles=roles(text[label.end() :]), roles_line=sentence.line)
    elif label and label[1].lower() in ("affiliation", "institution"):
        roster.add(affiliation=Said(text[label.end() :], sentence.line))
    elif HE.match(text) or label or natures(text):
        _tie(roster, ties(text[label.end() :] if label else text, sentence, label.end() if label else 0))
        if WINDOW.search(text):
            roster.add(window=True)
    elif _affiliation(text, sentence) and sentence.kind is Kind.TEXT:
        roster.add(affiliation=Said(text.rstrip("."), sentence.line))
    elif roles(text) and len(text) < 60:
        roster.add(roles=roles(text), roles_line=sentence.line)


def _tie(roster: Roster, found: tuple[SaidTie, ...]) -> None:
    person = roster.people[roster.current]
    roster.people[roster.current] = replace(person, ties=tuple(dict.fromkeys((*person.ties, *found))))


def _row(sentence: Sentence, roster: Roster) -> None:
    """A row of a table: the heads say what stands in which column."""
    heads = tuple(
        next((key for key, words in HEADS if re.fullmatch(words, cell, re.IGNORECASE)), "") for cell in sentence.cells
    )
    if "name" in heads and not any(is_name(cell.split(",")[0]) for cell in sentence.cells):
        roster.heads = heads
        return
    cells = dict(zip(roster.heads, sentence.cells, strict=False))
    found = PERSON.match(cells.get("name", ""))
    if found and is_name(found["name"]):
        person = _person(found, replace(sentence, text=" ".join(sentence.cells)))
        role = cells.get("role", "") or sentence.cells[0][found.end() :]
        roster.meet(
            replace(
                person,
                line=sentence.line,
                roles=roles(role),
                affiliation=Said(cells["affiliation"], sentence.line) if cells.get("affiliation") else None,
            )
        )
        if cells.get("credentials"):
            roster.add(credentials=Said(cells["credentials"], sentence.line))
    elif cells.get("name") or not roster.current:
        return
    _relate(cells, sentence, roster)


def _relate(cells: dict[str, str], sentence: Sentence, roster: Roster) -> None:
    company, nature, both = (cells.get(key, "") for key in ("company", "nature", "both"))
    nothing = re.compile(r"^(?:none|no(?:thing| relevant| financial)?\b.*|n/?a|-|–|—)\.?$", re.IGNORECASE)
    if nothing.match(company or both or nature) or (not company and nothing.match(nature or "x")):
        roster.add(nothing=Said(" | ".join(sentence.cells), sentence.line))
    elif company:
        listed = ties(f"{nature}: {company}", sentence) if natures(nature) else ties(f"companies: {company}", sentence)
        _tie(roster, tuple(replace(tie, line=sentence.line) for tie in listed))
    elif both or nature:
        _tie(roster, tuple(replace(tie, line=sentence.line) for tie in ties(both or nature, sentence)))
