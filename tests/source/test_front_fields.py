"""What accreditors ask for reaches the model as the author wrote it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from scormkit.model.course import Course, Policies
from scormkit.model.credit import SYSTEMS
from scormkit.model.finding import Place
from scormkit.model.people import Exemption, Step
from scormkit.model.stated import NOT_STATED
from scormkit.source.load import load_course

MINIMAL = Path(__file__).parent / "minimal"


def read(folder: Path, name: str = "course.yaml", before: str = "", after: str = "") -> Course:
    """The minimal course with words of a file replaced."""
    shutil.copytree(MINIMAL, folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert before in text
    replaced = text.replace(before, after, 1) if before else text + after
    (folder / name).write_text(replaced, encoding="utf-8", newline="\n")
    loaded = load_course(folder, ".")
    assert loaded.findings == ()
    assert loaded.course is not None
    return loaded.course


def test_own_wording_keeps_its_words_and_its_place(tmp_path: Path) -> None:
    added = "statements:\n  designation: >-\n    Example Hospital designates\n    this.\n  ipce: Planned by a team.\n"
    course = read(tmp_path / "c", after=added)
    assert [(own.kind, own.text) for own in course.statements] == [
        ("designation", "Example Hospital designates this."),
        ("ipce", "Planned by a team."),
    ]
    assert course.statements[1].place == Place("course.yaml", 38, 9)
    assert course.own("designation") == course.statements[0]
    assert course.own("accreditation") is None


def test_what_lists_ask_for_is_read(tmp_path: Path) -> None:
    course = read(
        tmp_path / "c", before="  medium: Online text\n", after="  medium: Film\n  identifiers: {pars: 0201}\n"
    )
    assert (course.activity.medium, course.activity.requirements) == ("Film", "A current browser")
    assert course.activity.identifiers == (("pars", "0201"),)
    assert course.policies == Policies("Answers are kept by your hospital.", "Example Hospital, 2028")


def test_brands_are_a_list_of_names(tmp_path: Path) -> None:
    assert read(tmp_path / "c", after="brands: [Examplix, no]\n").brands == ("Examplix", "no")


def test_an_other_activity_is_described(tmp_path: Path) -> None:
    after = "format: other activity\n  described: blended\n"
    assert read(tmp_path / "c", before="format: enduring material\n", after=after).activity.described == "blended"


def test_every_body_of_a_provider_is_read(tmp_path: Path) -> None:
    course = read(tmp_path / "c", before="accreditor: ACCME", after="accreditor: ACCME, also: [ANCC, ACPE]")
    assert course.providers.accredited.bodies == ("ACCME", "ANCC", "ACPE")


def test_co_providers_are_accredited_and_no_joint_providers(tmp_path: Path) -> None:
    co = "  co:\n    - {name: Example Society, accreditor: ACCME}\ncredits:\n"
    course = read(tmp_path / "c", before="credits:\n", after=co)
    assert [(one.name, one.accreditor) for one in course.providers.co] == [("Example Society", "ACCME")]
    assert course.providers.joint == ()


@pytest.mark.parametrize("system", sorted(set(SYSTEMS) - {"ama-pra-1"}))
def test_every_credit_system_is_known_by_its_id(system: str, tmp_path: Path) -> None:
    more = f"  - system: {system}\n    maximum: 0.5\n    eligible: [nurse]\nsupport: none\n"
    credit = read(tmp_path / "c", before="support: none\n", after=more).credits[1]
    assert (credit.system, credit.uan, credit.approved) == (SYSTEMS[system], (), NOT_STATED)


def test_fields_of_pharmacy_and_aapa_credit_are_read(tmp_path: Path) -> None:
    more = (
        "  - {system: acpe, maximum: 1, eligible: [pharmacist], uan: [0123-0000-28-001-H01-P]}\n"
        "  - {system: aapa, maximum: 1, eligible: [physician-associate], approved: 2028-01-15}\nsupport: none\n"
    )
    credits = read(tmp_path / "c", before="support: none\n", after=more).credits
    assert (credits[1].uan, credits[2].approved) == (("0123-0000-28-001-H01-P",), date(2028, 1, 15))


def test_relationships_end_and_are_exempt(tmp_path: Path) -> None:
    added = (
        "- id: okafor\n  name: Sam Okafor\n  mitigation: [recusal, peer review of planning]\n  relationships:\n"
        "    - {company: Acme, ended: 2027-12-31}\n"
        "    - {company: Beta, exemption: basic science or methods of research}\n"
        "    - {company: Gamma}\n"
    )
    person = read(tmp_path / "c", "people.yaml", after=added).people[1]
    assert person.steps == (Step.RECUSAL, Step.PLANNING_REVIEW)
    assert [tie.ended for tie in person.relationships] == [date(2027, 12, 31), NOT_STATED, NOT_STATED]
    assert [tie.exemption for tie in person.relationships] == [None, Exemption.RESEARCH, None]


def test_members_of_a_group_are_named(tmp_path: Path) -> None:
    added = "- {id: staff, name: Staff, group: yes, members: [Sam Okafor, Kim Doe], nothing_to_disclose: yes}\n"
    assert read(tmp_path / "c", "people.yaml", after=added).people[1].members == ("Sam Okafor", "Kim Doe")
