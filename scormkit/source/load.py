"""A course folder → a course and everything that is wrong with its files, in one run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from scormkit.ahead import ahead
from scormkit.model.course import Course, CreditStatus, Gate, Loaded
from scormkit.model.finding import Place, in_order
from scormkit.model.quiz import QuizRole
from scormkit.model.vocabulary import PLACEHOLDER_VOCABULARY
from scormkit.source import fields, rules
from scormkit.source.content import content_digest
from scormkit.source.folder import Folder
from scormkit.source.frontmatter import read_sheet
from scormkit.source.kept import KeptPages
from scormkit.source.media import Media
from scormkit.source.pages import read_page
from scormkit.source.quizfile import read_quiz
from scormkit.source.references import references
from scormkit.source.shape import well_shaped
from scormkit.source.text import Known, Text
from scormkit.source.values import Document, Value
from scormkit.source.yamlmarks import read_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from scormkit.model.course import Asset, Page, Reference
    from scormkit.model.finding import Finding
    from scormkit.model.people import Person
    from scormkit.model.quiz import Quiz
    from scormkit.source.frontmatter import Sheet


PAYS = 100
"""Pages from which a second process pays, which takes about as long to start and to hear as twenty take to read."""
OWN = 0.33
"""The share of the first process, which has other things to do meanwhile."""


def load_course(root: Path, shown: str, kept: KeptPages | None = None, *, hashed: bool = False) -> Loaded:
    """Reads the course in the folder ``root``, printed as ``shown`` in places; ``kept`` holds pages read before.

    The content is hashed where an approval of it is recorded, or where ``hashed`` asks for it.
    Never raises for what an author can do wrong. The course is there when all of its files could be understood; a
    finding of severity error may still stand beside it (a link that leads nowhere), so that checks can run in the
    same go.
    """
    findings: list[Finding] = []
    if not root.is_dir():
        place = Place(shown.replace("\\", "/"))
        missing = rules.MISSING_FILE.at(place, "There is no such folder.", "Check the path of the course.")
        return Loaded(None, (missing,))
    kept, media = kept or KeptPages(), Media(Folder.at(root, shown), findings)
    if kept.meanwhile:
        media.look_ahead()
    return Loaded(_load(media, kept, hashed), in_order(findings))


@dataclass(frozen=True, slots=True)
class Source:
    """A YAML file as read: its values (none where it is unreadable) and whether they have the right shape."""

    value: Value
    readable: bool
    sound: bool


def identity(root: Path) -> tuple[str, str]:
    """Id and version of the course in ``root`` as its course.yaml states them, at the cost of reading that alone."""
    top = _source(Folder.at(root, ""), "course", []).value
    return top["id"].text, top["version"].text


def _load(media: Media, kept: KeptPages, hashed: bool) -> Course | None:
    folder, findings = media.folder, media.findings
    top = _source(folder, "course", findings)
    project = _project(folder, findings)
    people = _source(folder, "people", findings)
    cited = _source(folder, "references", findings, needed=False)
    pages = _sheets(folder, "page", "pages", findings)
    quizzes = _sheets(folder, "quiz", "quizzes", findings)
    sheets = [sheet for sheet in (*pages, *quizzes) if sheet is not None]
    _report_shared_ids(sheets, findings)
    texts = _Texts(folder, findings, media, _known(cited, pages, quizzes))
    objectives = {item["id"].text for item in top.value["objectives"].items()} or None
    read_pages = _read_pages([sheet for sheet in pages if sheet is not None], texts, objectives, kept)
    taken: dict[str, Place] = {}
    read_quizzes = [read_quiz(sheet, texts.of(sheet), objectives, taken) for sheet in quizzes if sheet is not None]
    parts = _Parts(
        vocabulary=project.value["vocabulary"].text or PLACEHOLDER_VOCABULARY,
        people=fields.people(people.value, findings),
        cited=references(cited.value, findings),
        pages=tuple(read_pages),
        quizzes=tuple(quiz for quiz in read_quizzes if quiz is not None),
        roles=frozenset(sheet.head["role"].text for sheet in quizzes if sheet is not None),
        assets=tuple(sorted(texts.media.assets.values(), key=lambda asset: asset.path)),
    )
    course = _ended(_course(top.value, parts, findings), top.value)
    whole = top.sound and project.sound and people.sound and cited.sound and bool(pages)
    if not whole or None in (*pages, *quizzes, *read_quizzes):
        return None
    if not hashed and course.approval is None:
        return course
    return replace(course, content=content_digest(top.value, people.value, cited.value, sheets, course.assets))


def _read_pages(
    sheets: Sequence[Sheet], texts: _Texts, objectives: Collection[str] | None, kept: KeptPages
) -> list[Page]:
    """The pages of sheets; of many that were never read, a second process reads the later ones ahead."""

    def read(share: Sequence[Sheet]) -> list[Page]:
        return [read_page(sheet, texts.of(sheet), objectives, kept) for sheet in share]

    def later() -> Mapping[str, Any]:
        read(sheets[own:])
        return kept.now

    if kept.meanwhile is None or kept.before or len(sheets) < PAYS:
        return read(sheets)
    own = round(OWN * len(sheets))
    with ahead(later) as result:
        first = read(sheets[:own])
        kept.meanwhile()
        kept.before = result()
    second = read(sheets[own:])
    kept.before = {}
    return first + second


def _project(folder: Folder, findings: list[Finding]) -> Source:
    """What all courses beside this one share, in ``scormkit.yaml`` of the folder above; nothing where there is none."""
    above = folder.above()
    if (above.root / "scormkit.yaml").is_file():
        return _source(above, "scormkit", findings, needed=False)
    return Source(Value(Document("", {(): above.place("scormkit.yaml", 1)}, {}), (), ""), readable=True, sound=True)


def _source(folder: Folder, name: str, findings: list[Finding], needed: bool = True) -> Source:
    """The values of ``NAME.yaml``; empty ones, and findings, where it is missing or unreadable."""
    relative = f"{name}.yaml"
    nothing = Value(Document("", {(): folder.place(relative, 1)}, {}), (), "")
    path, near = folder.find(relative)
    if path is None:
        near = near or next((other for other in (f"{name}.yml", f"{relative}.txt") if folder.find(other)[0]), "")
        if needed or near:
            hint = f"Rename `{near}`." if near else f"Write one: the guide shows what {relative} holds."
            findings.append(rules.MISSING_FILE.at(folder.place(relative), f"The course has no {relative}.", hint))
        return Source(nothing, readable=not needed, sound=not needed)
    text = folder.read(relative, findings)
    document = read_yaml(text, folder.name(relative), findings) if text is not None else None
    if document is None:
        return Source(nothing, readable=False, sound=False)
    return Source(document.top, readable=True, sound=well_shaped(document, name, findings))


def _sheets(folder: Folder, schema: str, sub_folder: str, findings: list[Finding]) -> tuple[Sheet | None, ...]:
    """The pages or quizzes in natural order of their file names; none for a file that cannot be understood."""
    names = folder.listed(sub_folder, ".md")
    if not names and schema == "page":
        findings.append(
            rules.MISSING_FILE.at(
                folder.place(sub_folder), "The course has no pages.", f"Write one, such as {sub_folder}/010-start.md."
            )
        )
    findings.extend(
        rules.IGNORED_FILE.at(folder.place(other), "This file is not read.", "End its name with .md, or move it away.")
        for other in folder.listed(sub_folder)
        if other not in names
    )
    return tuple(read_sheet(folder, name, schema, findings) for name in names)


def _report_shared_ids(sheets: list[Sheet], findings: list[Finding]) -> None:
    first: dict[str, Place] = {}
    for sheet in sheets:
        place = sheet.head["id"].place
        if sheet.id in first:
            findings.append(
                rules.DUPLICATE_ID.at(
                    place, f"The id `{sheet.id}` is already at {first[sheet.id]}.", "Give each file its own id."
                )
            )
        first.setdefault(sheet.id, place)


def _known(cited: Source, pages: tuple[Sheet | None, ...], quizzes: tuple[Sheet | None, ...]) -> Known:
    """What texts may point to. An unreadable file makes everything that could be in it known."""
    sections = {sheet.id: f"page-{sheet.id}" for sheet in pages if sheet is not None}
    sections |= {sheet.id: f"quiz-{sheet.id}" for sheet in quizzes if sheet is not None}
    ids = frozenset(key for key, _ in cited.value.entries()) if cited.readable else None
    return Known(ids, sections, complete=None not in (*pages, *quizzes))


@dataclass(frozen=True, slots=True)
class _Texts:
    """Makes the texts of a course, which share media, findings and what they may point to."""

    folder: Folder
    findings: list[Finding]
    media: Media
    known: Known

    def of(self, sheet: Sheet) -> Text:
        """The body of a page or quiz, ready to be read."""
        return Text(
            folder=self.folder,
            file=sheet.file,
            body=sheet.body,
            first_line=sheet.first_line,
            prefix=sheet.id,
            known=self.known,
            media=self.media,
            findings=self.findings,
        )


@dataclass(frozen=True, slots=True)
class _Parts:
    """What other files than course.yaml say."""

    vocabulary: str
    people: tuple[Person, ...]
    cited: tuple[Reference, ...]
    pages: tuple[Page, ...]
    quizzes: tuple[Quiz, ...]
    roles: frozenset[str]
    assets: tuple[Asset, ...]


def _course(top: Value, parts: _Parts, findings: list[Finding]) -> Course:
    """The course of course.yaml and its parts. What is missing is empty here and was reported with its shape."""
    _check_notice(top, findings)
    return Course(
        id=top["id"].text,
        version=top["version"].text,
        title=top["title"].text,
        subtitle=top["subtitle"].text,
        language=top["language"].text,
        description=top["description"].text,
        keywords=top["keywords"].texts(),
        credit_status=fields.credit_status(top["credit_status"]),
        notice=top["notice"].text,
        objectives=fields.objectives(top["objectives"], findings),
        audience=fields.audience(top["audience"]),
        activity=fields.activity(top["activity"], findings),
        providers=fields.providers(top["providers"]),
        credits=fields.credits_of(top["credits"], findings),
        support=fields.support(top["support"]),
        people=parts.people,
        mitigation=fields.mitigation(top["mitigation"]),
        statements=fields.statements(top["statements"]),
        policies=fields.policies(top["policies"]),
        brands=top["brands"].texts(),
        gates=fields.gates(top["completion"], _has(top, parts), findings),
        iri_base=top["iri_base"].text or fields.DEFAULT_BASE,
        vocabulary=parts.vocabulary,
        lms=fields.lms(top["lms"]),
        overrides=fields.overrides(top["overrides"], findings),
        approval=fields.approval(top["approval"], findings),
        references=parts.cited,
        pages=parts.pages,
        quizzes=parts.quizzes,
        assets=parts.assets,
        places=MappingProxyType(dict(top.document.places)),
    )


def _ended(course: Course, top: Value) -> Course:
    """The course with what it says on its end: time, attestation, certificate, and the provider's own claim page."""
    return replace(
        course,
        minimum_minutes=fields.whole(top["minimum_minutes"], 0),
        attestation=top["attestation"].text,
        certificate=tuple((key, item.text) for key, item in top["certificate"].entries()),
        handoff=fields.handoff(top["claim"]["handoff"]),
    )


def _has(top: Value, parts: _Parts) -> dict[Gate, bool]:
    """Which conditions of completion the course has something for."""
    return {
        Gate.PRE_TEST: QuizRole.PRE_TEST.value in parts.roles,
        Gate.TIME: bool(top["minimum_minutes"].text),
        Gate.POST_TEST: QuizRole.POST_TEST.value in parts.roles,
        Gate.EVALUATION: QuizRole.EVALUATION.value in parts.roles,
        Gate.ATTESTATION: bool(top["attestation"].text),
        Gate.CLAIM: bool(top["credits"].items()),
    }


def _check_notice(top: Value, findings: list[Finding]) -> None:
    """Whatever is not live must say on every page and print why it is a specimen."""
    unread = top["credit_status"].text not in (CreditStatus.DRAFT.value, CreditStatus.DEMONSTRATION.value)
    if unread or "notice" in top:
        return
    findings.append(
        rules.MISSING_KEY.at(
            top["credit_status"].place,
            f"A course with the credit status {top['credit_status'].text} lacks the key `notice`.",
            "Add `notice:` with the words that every page and print shall show, such as why it carries no credit.",
        )
    )
