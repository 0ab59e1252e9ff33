"""What a question bank says, whatever its format: items in words that are Markdown already, and what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scormkit.model.finding import Finding, Place, Rule


@dataclass(frozen=True, slots=True)
class Block:
    """A block of Markdown as its lines. Those of a paragraph are divided by breaks; other blocks stand as they are."""

    lines: tuple[str, ...]
    paragraph: bool = True

    @property
    def line(self) -> str:
        """The block in one line."""
        return " ".join(self.lines)


Prose = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of an item. ``other`` is the right half of a pair; one without a left half only distracts."""

    words: Prose
    right: bool = True
    feedback: Prose = ()
    other: Prose = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """What several questions that follow one another share: the name that the source has for them, and its words."""

    name: str
    words: Prose


@dataclass(frozen=True, slots=True)
class Item:
    """A question in one of our kinds. ``name`` and ``category`` are the source's own; ``attributes`` go into braces.

    ``prompt`` is what asks, where the format keeps that apart from the other words.
    """

    kind: str
    name: str
    place: Place
    words: Prose
    answers: tuple[Answer, ...] = ()
    rationale: Prose = ()
    hints: tuple[Prose, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    category: str = ""
    prompt: Prose = ()
    case: Case | None = None


@dataclass(slots=True)
class Bank:
    """A bank while it is read: its questions so far, and what could not be carried.

    ``pictures`` are the files that texts show, by their paths in the course; ``look`` finds one by the name that the
    question which is being read has for it, ``there`` one that the course has under a path. ``shuffles`` says where the
    bank states whether answers are shuffled.
    """

    file: str
    title: str = ""
    intro: Prose = ()
    items: list[Item] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    look: Callable[[str], bytes | None] = field(default=lambda _: None)
    there: Callable[[str], bytes | None] = field(default=lambda _: None)
    left_out: int = 0
    mark: int = 0
    settings: dict[str, tuple[Place, int]] = field(default_factory=dict)
    shuffles: list[tuple[Place, bool]] = field(default_factory=list)
    repeated: dict[str, tuple[Place, int]] = field(default_factory=dict)
    unmapped: dict[str, tuple[Place, int]] = field(default_factory=dict)

    def report(self, rule: Rule, place: Place, message: str, mend: str) -> None:
        """Adds a finding."""
        self.findings.append(rule.at(place, message, mend))

    def begin(self) -> None:
        """A question begins."""
        self.mark = len(self.findings)

    def leave_out(self, rule: Rule, place: Place, message: str, mend: str) -> None:
        """Counts a question that does not come along, and says why; nothing else of it is worth a word then."""
        self.left_out += 1
        del self.findings[self.mark :]
        self.report(rule, place, message, mend)

    def setting(self, name: str, place: Place) -> None:
        """Counts a setting that our quizzes do not have; each is told once, where it is first met."""
        first, count = self.settings.get(name, (place, 0))
        self.settings[name] = (first, count + 1)

    def told_to_all(self, feedback: str, place: Place) -> None:
        """Counts feedback on a whole response, which is often the same in every question."""
        first, count = self.repeated.get(feedback, (place, 0))
        self.repeated[feedback] = (first, count + 1)

    def without_objective(self, category: str, place: Place) -> None:
        """Counts a question of a category that stands for no objective."""
        first, count = self.unmapped.get(category, (place, 0))
        self.unmapped[category] = (first, count + 1)
