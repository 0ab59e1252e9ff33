"""What a learner did, what the page had confirmed by then, and what a record must therefore hold.

A fact is one thing that was done, by a key: ("ack",), ("page", id), ("draft", attempt, question), ("attempt", n),
("open", n), ("claim",). The same thing may be done again with another value: the latest that the page confirmed, or
any later one, must be found; where none was confirmed it may be missing. Nothing else may be found.
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


@dataclass(slots=True)
class Candidate:
    """A value that a fact may have. `window` did it or has seen it; `did` is false for what may have happened."""

    value: Any
    window: int
    did: bool
    certain: bool = False


@dataclass(slots=True)
class Model:
    """What one learner did in one attempt."""

    facts: dict[Key, list[Candidate]] = field(default_factory=dict)
    tally: Counter[Key] = field(default_factory=Counter)
    story: list[str] = field(default_factory=list)

    def did(self, key: Key, value: Any = True, window: int = 0) -> None:
        self.facts.setdefault(key, []).append(Candidate(value, window, True))

    def may(self, key: Key, window: int = 0) -> None:
        """Something that may or may not have happened by now, such as a page whose end came into sight."""
        self.facts.setdefault(key, []).append(Candidate(True, window, False))

    def told(self, *key: Any) -> None:
        """A statement or interaction may be told once more."""
        self.tally[key] += 1

    def confirm(self, window: int) -> None:
        """The page of a window says that what it has is safe: everything that was done there so far."""
        for key, candidates in self.facts.items():
            for at in reversed(range(len(candidates))):
                if candidates[at].window == window and candidates[at].did:
                    candidates[at].certain = True
                    self.facts[key] = candidates[at:]
                    break

    def must(self, key: Key) -> bool:
        """Whether one of the values must be found."""
        return any(each.certain for each in self.facts.get(key, []))

    def values(self, key: Key) -> list[Any]:
        return [each.value for each in self.facts.get(key, [])]

    def keys(self, kind: str) -> list[Key]:
        return [key for key in self.facts if key[0] == kind]

    # ---- comparing

    def differences(self, seen: dict[str, Any], offered: dict[str, list[str]]) -> list[str]:
        """What is wrong with a state: lost, or never done. `offered`: the ids of pages and questions that there are."""
        found = self._yes_or_no("ack", "ack", seen["ack"])
        for page in offered["pages"]:
            found += self._yes_or_no(("page", page), f"page {page}", page in seen["pages"])
        return found + self._test(seen, offered["questions"]) + self._claim(seen)

    def _yes_or_no(self, key: Key | str, name: str, there: bool) -> list[str]:
        key = (key,) if isinstance(key, str) else key
        if there and key not in self.facts:
            return [f"{name} was never done"]
        return [f"lost: {name}"] if self.must(key) and not there else []

    def _test(self, seen: dict[str, Any], questions: list[str]) -> list[str]:
        count = seen["count"]
        attempts = self.keys("attempt")
        found = [f"lost: attempt {key[1]}" for key in attempts if self.must(key) and key[1] > count]
        if count > len(attempts):
            return [*found, f"{count} attempts, {len(attempts)} were made"]
        best = {max((v["score"] for v in combined), default=0) for combined in self._attempts(count)}
        if seen["best"] not in best:
            found.append(f"best score {seen['best']}, not {sorted(best)}")
        if seen["passed"] not in {any(v["passed"] for v in combined) for combined in self._attempts(count)}:
            found.append(f"passed is {seen['passed']}")
        if self.must(("open", count + 1)) and not seen["open"]:
            found.append("lost: the test was opened again")
        return found + (self._drafts(seen, questions) if seen["open"] else [])

    def _attempts(self, count: int) -> list[tuple[Any, ...]]:
        """Every way in which the first `count` attempts may have gone."""
        return list(itertools.product(*(self.values(("attempt", number + 1)) for number in range(count))))

    def _drafts(self, seen: dict[str, Any], questions: list[str]) -> list[str]:
        found = []
        for question in questions:
            key = ("draft", seen["count"] + 1, question)
            answer = seen["answers"].get(question)
            if answer is None:
                found += [f"lost: answer to {question}"] if self.must(key) else []
            elif answer not in self.values(key):
                found.append(f"answer to {question} is {answer}, not {self.values(key)}")
        return found

    def _claim(self, seen: dict[str, Any]) -> list[str]:
        if not seen["profession"]:
            return ["lost: the claim"] if self.must(("claim",)) else []
        claim = {name: seen[name] for name in ("profession", "claims", "reference")}
        values = self.values(("claim",))
        return [] if claim in values else [f"the claim is {claim}, not {values}"]

    # ---- after a launch

    def adopt(self, seen: dict[str, Any], window: int) -> None:
        """A launch shows what has become of what nobody had confirmed: what is not there has never been."""
        for key in list(self.facts):
            value = self._seen(key, seen)
            kept = [each for each in self.facts[key] if each.value == value or each.certain]
            if kept and value is not None:
                self.facts[key] = [Candidate(value, window, True, any(each.certain for each in kept))]
            elif not self.must(key):
                del self.facts[key]

    def _seen(self, key: Key, seen: dict[str, Any]) -> Any:
        match key:
            case ("ack",):
                return seen["ack"] or None
            case ("page", page):
                return page in seen["pages"] or None
            case ("draft", number, question):
                return seen["answers"].get(question) if seen["open"] and number == seen["count"] + 1 else None
            case ("open", number):
                return (seen["open"] and number == seen["count"] + 1) or number <= seen["count"] or None
            case ("attempt", number):
                values = self.values(key)
                return values[-1] if number <= seen["count"] else None
            case ("claim",):
                names = ("profession", "claims", "reference")
                return {name: seen[name] for name in names} if seen["profession"] else None
        raise AssertionError(key)
