"""Long texts as courses hold them, invented and the same on every run: captions of lectures, and drawings.

How fast and how small text is packed depends on what repeats in it. So words are as frequent as words are (Zipf), some
follow each other more often than chance, captions have times and lines that break, drawings have markup and
coordinates. zlib 6 brings captions to 0.38 of their size and drawings to 0.26. Real texts repeat more (0.16 to 0.32),
so this is on the hard side.

Standard library only.
"""

from __future__ import annotations

import random
from functools import cache
from itertools import accumulate

VOCABULARY, SENTENCES = 12_000, 20_000
"""So many words are known, and so many sentences are said: those of 30 files, so that few come twice in one."""
_SOUNDS = ("b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pr", "th", "ch", "")
_VOWELS = ("a", "e", "i", "o", "u", "e", "a", "io", "ea", "ou")
_ENDS = ("", "", "n", "s", "r", "t", "l", "ng", "ed", "ment", "tion")


class Prose:
    """Invented sentences with the frequencies of a language."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._words = self._vocabulary()
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self._words))))
        # What people say after a word: "of" is followed by "the" more often than by anything else.
        self._after = {word: self._some(6) for word in self._words[:3000]}
        self.sentences = [self._sentence() for _ in range(SENTENCES)]

    def _vocabulary(self) -> list[str]:
        """Words in the order of their frequency: the frequent ones are short."""
        words: dict[str, None] = {}
        while len(words) < VOCABULARY:
            syllables = 1 if len(words) < 150 else self.chance.choice((1, 2, 2, 3, 3, 4))
            parts = (self.chance.choice(_SOUNDS) + self.chance.choice(_VOWELS) for _ in range(syllables))
            words["".join(parts) + self.chance.choice(_ENDS)] = None
        return list(words)

    def _some(self, count: int) -> list[str]:
        return self.chance.choices(self._words, cum_weights=self._weights, k=count)

    def _sentence(self) -> str:
        length = max(3, round(self.chance.gauss(15, 6)))
        said: list[str] = []
        for fresh in self._some(length):
            usual = self._after.get(said[-1].rstrip(",")) if said else None
            word = self.chance.choice(usual) if usual and self.chance.random() < 0.5 else fresh
            chance = self.chance.random()
            said.append(f"{word}," if chance < 0.07 else f"{self.chance.randint(1, 999)}" if chance > 0.98 else word)
        return " ".join(said).rstrip(",").capitalize() + "."


@cache
def prose() -> Prose:
    """What all texts are taken from: made once, since it takes a second."""
    return Prose(2)


def captions(size: int, seed: int) -> str:
    """Captions of about ``size`` characters (WebVTT): cues of two short lines, with times to the millisecond."""
    spoken, chance = prose().sentences, random.Random(seed)
    cues, written, at = ["WEBVTT\n"], 0, 0
    waiting: list[str] = []
    while written < size:
        while len(waiting) < 20:
            waiting += chance.choice(spoken).split(" ")
        lines = [_line(waiting), _line(waiting)]
        end = at + 55 * sum(map(len, lines)) + chance.randint(0, 900)
        cues.append(f"{_time(at)} --> {_time(end)}\n{lines[0]}\n{lines[1]}\n")
        at, written = end + chance.choice((0, 0, 40, chance.randint(0, 2000))), written + len(cues[-1]) + 1
    return "\n".join(cues)


def _line(waiting: list[str], longest: int = 40) -> str:
    """The words of one line, taken from those that wait."""
    line = waiting.pop(0)
    while waiting and len(line) + 1 + len(waiting[0]) <= longest:
        line += " " + waiting.pop(0)
    return line


def _time(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"


def drawing(size: int, seed: int) -> str:
    """A chart of about ``size`` characters (SVG): curves, marks and labels, as plotting programs export them."""
    spoken, chance = prose().sentences, random.Random(seed)
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 540" role="img">\n'
    parts, written = [head, f"<title>{chance.choice(spoken)}</title>\n"], 0
    while written < size:
        group = f'<g id="series-{len(parts)}" fill="none" stroke="#{chance.randrange(1 << 24):06x}">\n'
        label = " ".join(chance.choice(spoken).split(" ")[:4])
        body = [group, _curve(chance), *(_mark(chance) for _ in range(12))]
        body.append(
            f'<text class="label" x="{chance.randint(20, 900)}" y="{chance.randint(20, 500)}">{label}</text>\n</g>\n'
        )
        parts += body
        written += sum(map(len, body))
    return "".join([*parts, "</svg>\n"])


def _curve(chance: random.Random) -> str:
    """A curve that wanders, point by point from left to right."""
    height, points = chance.uniform(100, 400), []
    for x in range(40, 920, 11):
        height += chance.gauss(0, 9)
        points.append(f"{x} {height:.2f}")
    return f'<path class="curve" stroke-width="1.5" d="M{" L".join(points)}"/>\n'


def _mark(chance: random.Random) -> str:
    x, y = chance.uniform(40, 920), chance.uniform(40, 500)
    return f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#fff" stroke-width="1"/>\n'
