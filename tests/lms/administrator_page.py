"""Writes the part of ``docs/administrator-lms.md`` that is made of the LMS profiles.

``.venv/bin/python tests/lms/administrator_page.py`` puts it between the page's markers; a test compares it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scormkit.lmsprofiles import profile_names, read_profile, shown
from scormkit.model.lms import STANDARDS, Accepted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scormkit.model.lms import Fact, LmsProfile, Source

PAGE = Path(__file__).resolve().parents[2] / "docs" / "administrator-lms.md"
START = "<!-- made of manifests/lms: start -->\n"
END = "<!-- made of manifests/lms: end -->\n"

SETTINGS = {
    "success_status": "word for success",
    "failed_status": "status after a failed test",
    "mastery_score": "mastery score in the manifest",
    "interactions": "answers and claim as interactions",
    "objectives": "objectives",
    "suspend_limit": "characters of saved state",
}


def page() -> str:
    """The page as it stands, with the generated part renewed."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(START)
    return before + START + generated() + END + rest.split(END)[1]


def generated() -> str:
    """One table of all profiles, then a section for each."""
    profiles = sorted((read_profile(name) for name in profile_names()), key=lambda one: (one.id != "generic", one.id))
    return "\n" + _overview(profiles) + "".join(_section(profile) for profile in profiles) + "\n"


def _overview(profiles: Sequence[LmsProfile]) -> str:
    names = ["scorm12", "xapi", "cmi5"]
    rows = []
    for profile in profiles:
        takes = {standard.id: standard for standard in profile.standards}
        rows.append(
            [
                f"[{profile.title}](#{profile.id})",
                f"`--lms {profile.id}`",
                ", ".join(f"{SETTINGS[one.name]}: {shown(one.value)}" for one in profile.switches) or "nothing",
                *(_short(takes[name].accepted, takes[name].certainty.value) for name in names),
            ]
        )
    return _table(["LMS", "option", "the profile sets", *(STANDARDS[name] for name in names)], rows)


def _short(accepted: Accepted, certainty: str) -> str:
    if accepted is Accepted.UNKNOWN:
        return "not known"
    return accepted.value if certainty == "verified" else f"{accepted.value} ({certainty})"


def _section(profile: LmsProfile) -> str:
    lines = [f'\n<a id="{profile.id}"></a>\n\n## {profile.title}\n\n']
    lines += [f"* {note}\n" for note in profile.notes]
    if profile.switches:
        rows = [
            [SETTINGS[one.name], f"`{shown(one.value)}`", one.why, one.certainty.value, _link(one.source)]
            for one in profile.switches
        ]
        lines.append("\n" + _table(["the profile sets", "to", "because", "certainty", "source"], rows))
    rows = [
        [STANDARDS[one.id], _takes(one.accepted, one.detail), one.certainty.value, _link(one.source)]
        for one in profile.standards
    ]
    lines.append("\n" + _table(["standard", "packages are taken", "certainty", "source"], rows))
    if profile.predictions:
        lines.append("\n" + _facts("at the import", profile.predictions))
    if profile.behaviours:
        lines.append("\n" + _facts("while a learner is in the course", profile.behaviours))
    return "".join(lines)


def _takes(accepted: Accepted, detail: str) -> str:
    word = "not known" if accepted is Accepted.UNKNOWN else accepted.value
    return f"{word}: {detail}" if detail else word


def _facts(heading: str, facts: Iterable[Fact]) -> str:
    return _table(
        [heading, "certainty", "source"], [[one.says, one.certainty.value, _link(one.source)] for one in facts]
    )


def _link(source: Source) -> str:
    return f"[{source.title}]({source.address})" if source.address else source.title


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
