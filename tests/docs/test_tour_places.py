"""Where the designer's guide names a file of the tour, it is there; and it names every file that an author wrote."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "designer.md").read_text(encoding="utf-8")


def test_the_guide_names_every_file_of_the_tour_and_no_other() -> None:
    named = set(re.findall(r"`(course_src/tour/[^`]+\.[a-z]+)`", GUIDE))
    written = (path for path in (ROOT / "course_src" / "tour").rglob("*") if path.suffix in (".md", ".yaml"))
    assert named == {path.relative_to(ROOT).as_posix() for path in written}
