"""Wire codes: the short names under which an LMS keeps what a learner has done."""

from __future__ import annotations

import re
from hashlib import sha256
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from scormkit.compile.keys import SHORTEST, wire_codes

ids = st.lists(st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True), max_size=60, unique=True)


def colliding() -> tuple[str, str]:
    """Two ids whose codes would be the same at the shortest length."""
    seen: dict[bytes, str] = {}
    for number in count():
        name = f"page-{number}"
        start = sha256(name.encode()).digest()[:3]
        code = bytes([start[0], start[1], start[2] & 0b1100_0000])  # 18 bits are three characters
        if code in seen:
            return seen[code], name
        seen[code] = name
    raise AssertionError("unreachable")


@given(ids)
def test_every_id_has_a_code_of_its_own(names: list[str]) -> None:
    assert len(set(wire_codes(names).values())) == len(names)


@given(ids)
def test_codes_are_short_and_need_no_escaping_anywhere(names: list[str]) -> None:
    """SCORM 1.2 RTE 3.4.4: suspend_data has 4096 characters for the whole course."""
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{3,43}", code) for code in wire_codes(names).values())


@given(ids)
def test_codes_do_not_depend_on_the_order_of_pages(names: list[str]) -> None:
    turned = list(reversed(names))
    assert wire_codes(turned) == wire_codes(names)


@given(ids, ids)
def test_a_new_page_keeps_the_codes_of_the_others_or_makes_them_longer(names: list[str], added: list[str]) -> None:
    """A learner's state of an older version is read by the new one."""
    before, after = wire_codes(names), wire_codes([*names, *added])
    assert [name for name in names if not after[name].startswith(before[name])] == []


@given(ids, ids)
def test_a_removed_page_keeps_the_codes_of_the_others_or_makes_them_shorter(names: list[str], gone: list[str]) -> None:
    left = [name for name in names if name not in gone]
    before, after = wire_codes(names), wire_codes(left)
    assert [name for name in left if not before[name].startswith(after[name])] == []


def test_codes_without_a_collision_have_the_shortest_length() -> None:
    assert {len(code) for code in wire_codes(["page-one", "quiz-post-test", "first"]).values()} == {SHORTEST}


def test_two_ids_that_collide_get_longer_codes() -> None:
    pair = colliding()
    assert [len(wire_codes(pair)[name]) for name in pair] == [SHORTEST + 1] * 2


def test_a_collision_leaves_every_other_code_alone() -> None:
    assert wire_codes([*colliding(), "other"])["other"] == wire_codes(["other"])["other"]


def test_the_codes_of_known_ids_never_change() -> None:
    """They stand in the records of learners: a change of the algorithm would lose their progress."""
    assert wire_codes(["page-five-moments", "quiz-post-test", "pump"]) == {
        "page-five-moments": "FsN",
        "quiz-post-test": "-rn",
        "pump": "CyA",
    }
