"""The walks see what they are there to see: a package whose runtime was broken on purpose is found out in Chromium."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from lrs_proxy import WRITES, Fault
from versions import Packages

from scormkit.targets.packaging import closed_up

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from staging import Play
    from walker import Walk

pytestmark = pytest.mark.browser

JOURNAL = "runtime/journal.js"
SCORM = "runtime/drivers/scorm12.js"
DELIVERY = "runtime/drivers/delivery.js"
XAPI = "runtime/drivers/xapi.js"
POOL = "runtime/features/pool.js"


def broken(play: Play, room: Path, member: str, once: str, instead: str) -> None:
    """The packages of a course with one place of one script changed, which must be there."""
    zips = {}
    for target, path in play.versions["1.0"].zips.items():
        zips[target] = room / f"broken-{room.name}-{target}.zip"
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(zips[target], "w") as new:
            for name in old.namelist():
                text = old.read(name)
                if name == member:
                    before, after = closed_up(once.encode()), closed_up(instead.encode())
                    assert text.count(before) == 1, f"{once} is not in {member}"
                    text = text.replace(before, after)
                new.writestr(name, text)
    play.versions = {"1.0": Packages("1.0", zips)}


def cut_off(walk: Walk) -> None:
    """Work that only this device has, and then the page dies."""
    walk.begin()
    walk.to("half read")
    house: Any = walk.house
    if hasattr(house, "proxy"):
        house.proxy.script(Fault("cut", WRITES, times=-1))
    else:
        house.records[0].line = "deaf"
    walk.to("tested")
    walk.crash()
    walk.must_hold()


def answers_lost(walk: Walk) -> None:
    walk.begin()
    house: Any = walk.house
    house.proxy.script(Fault("lost", ("statements/POST",), times=1))
    walk.to("half answered")
    walk.must_hold()


def a_whole_course(walk: Walk) -> None:
    walk.begin()
    walk.chance.right = False  # type: ignore[attr-defined]
    walk.to("tested")
    walk.chance.right = True  # type: ignore[attr-defined]
    walk.advance(walk.windows[-1], walk.models[0], 1.5)
    walk.to("claimed")
    walk.must_hold()


MISTAKES: dict[str, tuple[str, str, str, str, Callable[[Walk], None], str]] = {
    "the journal writes nothing and says that it did": (
        "scorm12", JOURNAL, "else store.put([key, value, kit.now()], [scope, key]);", "", cut_off, "lost: ",
    ),
    "the queue writes nothing and says that it did": (
        "xapi", JOURNAL, "else store.put([key, value, kit.now()], [scope, key]);", "", cut_off, "lost: ",
    ),
    "a statement gets its id when it is sent": (
        "xapi", XAPI, "({ ...statement, actor", "({ ...statement, id: kit.uuid.random(), actor", answers_lost,
        "were done",
    ),
    "all attempts tell under one id": (
        "scorm12", "runtime/acts.js", 'id: "q-" + id + "-" + own.count', 'id: "q-" + id', a_whole_course, "already has",
    ),
    "no pause between commits": (
        "scorm12", "runtime/keeping.js", "const SAVE_EVERY = 1000;", "const SAVE_EVERY = 0;", a_whole_course, "s apart",
    ),
}  # fmt: skip


def test_every_mistake_stands_once_in_its_script(root: Path) -> None:
    times = {
        name: (root / "scormkit" / member).read_text(encoding="utf-8").count(once)
        for name, (_, member, once, *_) in {**MISTAKES, **TOUR_MISTAKES}.items()
    }
    assert set(times.values()) == {1}, times


def resumed(walk: Walk) -> None:
    walk.begin()
    walk.to("half answered")
    walk.close()
    walk.launch()
    walk.to("answered")
    walk.must_hold()


TOUR_MISTAKES: dict[str, tuple[str, str, str, str, Callable[[Walk], None], str]] = {
    "what was drawn is not part of the state": (
        "scorm12", "runtime/progress.js", "wire.m && { more: object(wire.m) }", "wire.none && { more: 0 }", resumed,
        "lost: the draw",
    ),
    "answers are shuffled anew in every window": (
        "xapi", POOL, 'hash(seed + " " + id', 'hash(random() + " " + id', resumed, "another order",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_made_on_purpose_is_found_out(play: Play, tmp_path: Path, name: str) -> None:
    driver, member, once, instead, way, finding = {**MISTAKES, **TOUR_MISTAKES}[name]
    broken(play, tmp_path, member, once, instead)
    with pytest.raises(AssertionError, match=finding):
        way(play.by_hand(driver))


@pytest.mark.parametrize("name", TOUR_MISTAKES)
def test_a_mistake_made_on_purpose_in_the_tour_is_found_out(touring: Play, tmp_path: Path, name: str) -> None:
    test_a_mistake_made_on_purpose_is_found_out(touring, tmp_path, name)


@pytest.mark.parametrize(("driver", "way"), [("scorm12", cut_off), ("xapi", cut_off), ("xapi", answers_lost)])
def test_the_same_ways_find_nothing_where_nothing_is_broken(
    play: Play, driver: str, way: Callable[[Walk], None]
) -> None:
    way(play.by_hand(driver))


def test_a_whole_course_is_found_whole(play: Play) -> None:
    a_whole_course(play.by_hand("scorm12"))


@pytest.mark.parametrize("driver", ["scorm12", "xapi"])
def test_a_whole_tour_is_found_whole(touring: Play, driver: str) -> None:
    walk = touring.by_hand(driver)
    resumed(walk)
    walk.launch()
    walk.to("claimed")
    walk.must_hold()
