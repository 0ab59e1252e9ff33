"""What a learner did, what the page had confirmed by then, and what a record must therefore hold.

A fact is one thing that was done, by a key: ("ack",), ("who",), ("page", id), ("part", of a film), ("draw", quiz,
attempt), ("draft", quiz, attempt, question, draw), ("attempt", quiz, n), ("open", quiz, n), ("claim",). The same thing
may be done again with another value: the latest that the page confirmed, or any later one, must be found; where none
was confirmed it may be missing. Nothing else may be found.
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

Key = tuple[Any, ...]
# The words of the page (data-said) that promise. "sent" is only an LMS's word where this device keeps nothing.
PROMISES = ("saved", "kept")
PROMISES_ON_DISK = (*PROMISES, "sent")
ENOUGH = 54  # sixtieths of a film
CLAIM = ("profession", "claims", "reference")


@dataclass(slots=True)
class Candidate:
    """A value that a fact may have. `window` did it or has seen it; `did` is false for what may have happened.

    `certain`: the page confirmed that it has it. `told`: it did so where it was done, and not only where it was found.
    """

    value: Any
    window: int
    did: bool
    certain: bool = False
    told: bool = False
    found: bool = False


@dataclass(slots=True)
class Model:
    """What one learner did in one attempt."""

    facts: dict[Key, list[Candidate]] = field(default_factory=dict)
    tally: Counter[Key] = field(default_factory=Counter)
    story: list[str] = field(default_factory=list)
    papers: dict[Key, list[list[str]]] = field(default_factory=dict)
    claims: list[dict[str, Any]] = field(default_factory=list)

    def did(self, key: Key, value: Any = True, window: int = 0) -> None:
        self.facts.setdefault(key, []).append(Candidate(value, window, True))
        if key == ("claim",):
            self.claims.append(value)

    def may(self, key: Key, window: int = 0, value: Any = True) -> None:
        """Something that may or may not have happened by now, such as a page whose end came into sight."""
        self.facts.setdefault(key, []).append(Candidate(value, window, False))

    def told(self, *key: Any) -> None:
        """A statement or interaction may be told once more."""
        self.tally[key] += 1

    def confirm(self, window: int) -> None:
        """The page of a window says that what it has is safe: everything that was done there so far."""
        for key, candidates in self.facts.items():
            for at in reversed(range(len(candidates))):
                if candidates[at].window == window and candidates[at].did:
                    candidates[at].certain = True
                    candidates[at].told = candidates[at].told or not candidates[at].found
                    self.facts[key] = candidates[at:]
                    break

    def must(self, key: Key) -> bool:
        """Whether one of the values must be found."""
        return any(each.certain for each in self.facts.get(key, []))

    def must_be_told(self, key: Key) -> bool:
        """Whether the host must have heard of it. What a window found, and had not told, may have lost its telling."""
        return any(each.told for each in self.facts.get(key, []))

    def values(self, key: Key) -> list[Any]:
        return [each.value for each in self.facts.get(key, [])]

    def keys(self, *kind: str) -> list[Key]:
        return [key for key in self.facts if key[: len(kind)] == kind]

    # ---- comparing

    def differences(self, seen: dict[str, Any], offered: dict[str, Any]) -> list[str]:
        """What is wrong with a state: lost, or never done. `offered`: what the course has (houses.offered)."""
        found = self._yes_or_no(("ack",), "ack", seen["ack"])
        for page in offered["pages"]:
            found += self._yes_or_no(("page", page), f"page {page}", page in seen["pages"])
        found += self._film(seen)
        found += self._valued(("who",), "what she told of herself", seen["who"])
        for quiz, own in seen["quizzes"].items():
            found += self._quiz(quiz, own, offered["quizzes"][quiz]["questions"])
        claim = {name: seen[name] for name in CLAIM}
        return found + self._valued(("claim",), "the claim", claim if seen["profession"] else None)

    def _yes_or_no(self, key: Key, name: str, there: bool) -> list[str]:
        if there and key not in self.facts:
            return [f"{name} was never done"]
        return [f"lost: {name}"] if self.must(key) and not there else []

    def _valued(self, key: Key, name: str, value: Any) -> list[str]:
        if not value:
            return [f"lost: {name}"] if self.must(key) else []
        values = self.values(key)
        return [] if value in values else [f"{name} is {value}, not {values}"]

    def _film(self, seen: dict[str, Any]) -> list[str]:
        """A film counts as watched when nine tenths of it were: from then on nobody keeps which."""
        watched = {key[1] for key in self.keys("part")}
        few = [film for film in seen["films"] if sum(key == film for key, _ in watched) < ENOUGH]
        lost = [key[1] for key in self.keys("part") if self.must(key) and key[1] not in seen["parts"]]
        more = few or {part for part in seen["parts"] - watched if part[0] not in seen["films"]}
        return [f"lost: parts of the film {lost}"] * bool(lost) + ["more of the film than was watched"] * bool(more)

    def _quiz(self, quiz: str, own: dict[str, Any], questions: dict[str, Any]) -> list[str]:
        count = own["count"]
        attempts = self.keys("attempt", quiz)
        found = [f"lost: attempt {key[2]} at the {quiz}" for key in attempts if self.must(key) and key[2] > count]
        if count > len(attempts):
            return [*found, f"{count} attempts at the {quiz}, {len(attempts)} were made"]
        ways = self._attempts(quiz, count)
        best = {max((v["score"] for v in combined), default=0) for combined in ways}
        if own["best"] not in best:
            found.append(f"best score {own['best']} in the {quiz}, not {sorted(best)}")
        if own["passed"] not in {any(v["passed"] for v in combined) for combined in ways}:
            found.append(f"passed is {own['passed']} in the {quiz}")
        if self.must(("open", quiz, count + 1)) and not own["open"]:
            found.append(f"lost: the {quiz} was opened again")
        return found + (self._paper(quiz, own, questions) if own["open"] else [])

    def _attempts(self, quiz: str, count: int) -> list[tuple[Any, ...]]:
        """Every way in which the first `count` attempts may have gone."""
        return list(itertools.product(*(self.values(("attempt", quiz, number + 1)) for number in range(count))))

    def _paper(self, quiz: str, own: dict[str, Any], questions: dict[str, Any]) -> list[str]:
        """The attempt that is open: what was drawn, and the answers to that."""
        drawn = ("draw", quiz, own["count"] + 1)
        found = []
        if self.must(drawn) and own["draw"] not in self.values(drawn):
            found.append(f"lost: the draw of the {quiz}, {self.values(drawn)}; it is {own['draw'] or 'none'}")
        for question in questions:
            key = ("draft", quiz, own["count"] + 1, question, own["draw"])
            answer = own["answers"].get(question)
            if answer is None:
                found += [f"lost: answer to {question}"] if self.must(key) else []
            elif answer not in self.values(key):
                found.append(f"answer to {question} is {answer}, not {self.values(key)}")
        return found

    # ---- after a launch

    def adopt(self, seen: dict[str, Any], window: int) -> None:
        """A launch shows what has become of what nobody had confirmed: what is not there has never been."""
        for key in list(self.facts):
            value = self._seen(key, seen)
            kept = [each for each in self.facts[key] if each.value == value or each.certain]
            if kept and value is not None:
                certain, told = any(each.certain for each in kept), any(each.told for each in kept)
                self.facts[key] = [Candidate(value, window, True, certain, told, found=True)]
            elif not self.must(key):
                del self.facts[key]

    def _seen(self, key: Key, seen: dict[str, Any]) -> Any:
        own = seen["quizzes"].get(key[1]) if key[0] in ("draft", "draw", "open", "attempt") else None
        match key:
            case ("ack",):
                return seen["ack"] or None
            case ("who",):
                return seen["who"] or None
            case ("page", page):
                return page in seen["pages"] or None
            case ("part", part):
                return part in seen["parts"] or None
            case ("draft", _, number, question, draw):
                here = own["open"] and number == own["count"] + 1 and draw == own["draw"]
                return own["answers"].get(question) if here else None
            case ("draw", _, number):
                return own["draw"] if own["open"] and number == own["count"] + 1 and own["draw"] else None
            case ("open", _, number):
                return (own["open"] and number == own["count"] + 1) or number <= own["count"] or None
            case ("attempt", _, number):
                return self.values(key)[-1] if number <= own["count"] else None
            case ("claim",):
                return {name: seen[name] for name in CLAIM} if seen["profession"] else None
        raise AssertionError(key)
