"""The packages of the tour are what they were: every change of what LMSs and learners get is seen in a review."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from trees import TARGETS, kept, trees

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RENEW = "What the packages hold has changed. If it was meant: python tests/golden/trees.py"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, dict[str, str]]:
    room: Path = tmp_path_factory.mktemp("golden")
    return trees(room)


@pytest.mark.parametrize("target", TARGETS)
def test_the_tour_has_the_files_of_its_golden_tree(made: Mapping[str, dict[str, str]], target: str) -> None:
    assert sorted(made[target]) == sorted(kept(target)), RENEW


@pytest.mark.parametrize("target", TARGETS)
def test_the_files_of_the_tour_say_what_the_golden_tree_says(made: Mapping[str, dict[str, str]], target: str) -> None:
    golden = kept(target)
    for name, text in made[target].items():
        assert text.splitlines() == golden.get(name, "").splitlines(), f"{name}: {RENEW}"


@pytest.mark.parametrize("target", TARGETS)
def test_a_golden_tree_ships_every_feature(made: Mapping[str, dict[str, str]], target: str) -> None:
    from scormkit.compile.features import FEATURES
    from scormkit.questions import KINDS

    scripts = {feature.file("js") for feature in FEATURES if feature.script}
    scripts |= {script for kind in KINDS.values() for script in kind.scripts}
    assert scripts - set(made[target]["members.txt"].splitlines()) == set()
