"""Reads LMS profiles (``manifests/lms/NAME.yaml``) and applies them to courses.

A profile sets what a package tells an LMS, and nothing else: the course itself is the same for every LMS.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from scormkit.model.lms import (
    Accepted,
    Certainty,
    Change,
    Fact,
    LmsProfile,
    Source,
    Standard,
    Switch,
    SwitchValue,
)
from scormkit.resources import manifests_dir

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scormkit.model.course import Course

SWITCHES: dict[str, Callable[[str], SwitchValue]] = {
    "success_status": str,
    "failed_status": str,
    "mastery_score": lambda text: text == "yes",
    "interactions": lambda text: text == "yes",
    "objectives": lambda text: text == "yes",
    "suspend_limit": int,
}
"""Every switch, with the way from its text to its value: the fields of :class:`scormkit.model.course.LmsSettings`."""


def profile_names() -> tuple[str, ...]:
    """The names of all LMS profiles, sorted."""
    return tuple(sorted(path.stem for path in _folder().glob("*.yaml")))


def read_profile(name: str) -> LmsProfile:
    """The LMS profile ``name``. Raises :class:`ValueError` with the nearest names where there is none."""
    import difflib

    import yaml

    names = profile_names()
    if name not in names:
        near = difflib.get_close_matches(name.lower(), names, n=3) or names
        raise ValueError(f"There is no LMS profile {name!r}. Did you mean {_listed(near)}?")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar stays text
    return _profile(yaml.load((_folder() / f"{name}.yaml").read_bytes(), Loader=loader))


def applied(course: Course, profile: LmsProfile) -> Course:
    """The course with the profile's switches; a switch that the profile leaves out stays as the author set it."""
    values: dict[str, Any] = {switch.name: switch.value for switch in profile.switches}
    return dataclasses.replace(course, lms=dataclasses.replace(course.lms, **values))


def changes(course: Course, profile: LmsProfile) -> tuple[Change, ...]:
    """What :func:`applied` changes in the settings of ``course``; empty where course and profile agree."""
    return tuple(
        Change(
            switch=switch.name,
            before=shown(before),
            after=shown(switch.value),
            why=switch.why,
            source=switch.source,
            certainty=switch.certainty,
        )
        for switch in profile.switches
        if (before := getattr(course.lms, switch.name)) != switch.value
    )


def shown(value: SwitchValue) -> str:
    """A switch's value as ``course.yaml`` writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _folder() -> Path:
    return manifests_dir() / "lms"


def _listed(names: tuple[str, ...] | list[str]) -> str:
    """Names as a person would list them: ``a, b or c``."""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def _profile(data: dict[str, Any]) -> LmsProfile:
    return LmsProfile(
        id=data["id"],
        title=data["title"],
        standards=tuple(_standard(item) for item in data["standards"]),
        switches=tuple(_switch(name, item) for name, item in data["switches"].items()),
        predictions=tuple(_fact(item) for item in data["predictions"]),
        behaviours=tuple(_fact(item) for item in data["behaviours"]),
        notes=tuple(data["notes"]),
    )


def _standard(item: dict[str, str]) -> Standard:
    return Standard(
        id=item["id"],
        accepted=Accepted(item["accepted"]),
        detail=item.get("detail", ""),
        source=_source(item["source"]),
        certainty=Certainty(item["certainty"]),
    )


def _switch(name: str, item: dict[str, str]) -> Switch:
    return Switch(
        name=name,
        value=SWITCHES[name](item["value"]),
        why=item["why"],
        source=_source(item["source"]),
        certainty=Certainty(item["certainty"]),
    )


def _fact(item: dict[str, str]) -> Fact:
    return Fact(
        id=item["id"],
        value=item.get("value", ""),
        says=item["says"],
        source=_source(item["source"]),
        certainty=Certainty(item["certainty"]),
    )


def _source(text: str) -> Source:
    """``title, address``; without an address the whole is the title."""
    title, comma, address = text.rpartition(", ")
    return Source(title, address) if comma and address.startswith(("http://", "https://")) else Source(text, "")
