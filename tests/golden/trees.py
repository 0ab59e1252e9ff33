"""Golden trees: what the packages of the tour hold, as folders of text that a change can be read against.

Run by hand to renew them after a change that was meant, and read the difference before it is committed:

    python tests/golden/trees.py
"""

from __future__ import annotations

import difflib
import json
import re
import shutil
import sys
import tempfile
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit import tasks

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).resolve().parent
COURSE = HERE.parents[1] / "course_src" / "tour"
TARGETS = ("scorm12", "xapi")
AS_OF = date(2026, 7, 1)
TEXTS = (".json", ".xml")
PAGE = "index.html"
DATA = re.compile(r'(<script type="application/json" id="course-data">)(.*?)(</script>)', re.DOTALL)


def tree(package: Path) -> dict[str, str]:
    """What a package holds, by file: its texts, the data of the course laid out, and the names of all members.

    Scripts and styles are named only: they have tests of their own, and change with every driver.
    """
    with zipfile.ZipFile(package) as archive:
        names = sorted(archive.namelist())
        found = {name: archive.read(name).decode() for name in names if name.endswith(TEXTS)}
        page = archive.read(PAGE).decode()
    [(_, data, _)] = DATA.findall(page)
    found[PAGE] = DATA.sub(r"\1\3", page)
    found["course-data.json"] = json.dumps(json.loads(data), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    found["members.txt"] = "".join(f"{name}\n" for name in names)
    return found


def apart(first: dict[str, str], other: dict[str, str]) -> dict[str, str]:
    """Of a tree what another does not say already: of the page the lines that differ, and no file that is the same."""
    page = difflib.unified_diff(first[PAGE].splitlines(), other[PAGE].splitlines(), *TARGETS, n=0, lineterm="")
    own = {name: text for name, text in other.items() if text != first.get(name) and name != PAGE}
    return {**own, f"{PAGE}.diff": "".join(f"{line}\n" for line in page)}


def trees(room: Path) -> Mapping[str, dict[str, str]]:
    """The tour's packages, built into a folder, as trees by target: the first whole, the other as far as it differs.

    Raises :class:`AssertionError` if they are not made.
    """
    options = tasks.BuildOptions(out=room, as_of=AS_OF, targets=TARGETS)
    outcome = tasks.build([COURSE], options)
    assert [finding for finding in outcome.findings if finding.severity == "error"] == []
    first, other = (tree(next(room.glob(f"*-{target}.zip"))) for target in TARGETS)
    return dict(zip(TARGETS, (first, apart(first, other)), strict=True))


def kept(target: str) -> dict[str, str]:
    """The golden tree of a target."""
    root = HERE / f"tour-{target}"
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in root.rglob("*") if path.is_file()}


def main() -> int:
    """Renews the trees."""
    with tempfile.TemporaryDirectory() as room:
        for target, files in trees(Path(room)).items():
            root = HERE / f"tour-{target}"
            shutil.rmtree(root, ignore_errors=True)
            for name, text in files.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
            sys.stdout.write(f"{root.name}: {len(files)} files\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
