"""QTI packages: which items come in which order, and what their tests and sections say above them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from banks import body, bring, quiz_of, rules, zipped
from pictures import PNG
from qtiitems import NAMESPACE, choices, declaration, item

from scormkit.importing import Unreadable

if TYPE_CHECKING:
    from scormkit.importing import Imported

CHOICE = f'<choiceInteraction responseIdentifier="R"><prompt>Words?</prompt>{choices()}</choiceInteraction>'


def one(identifier: str, extra: str = "") -> str:
    return item(declaration("B"), extra + CHOICE, identifier=identifier)


def manifest(*resources: tuple[str, str]) -> str:
    listed = "".join(
        f'<resource identifier="r{number}" type="{kind}" href="{href}"/>'
        for number, (kind, href) in enumerate(resources)
    )
    namespace = "http://www.imsglobal.org/xsd/imscp_v1p1"
    return f'<manifest xmlns="{namespace}" identifier="m"><resources>{listed}</resources></manifest>'


ITEM, TEST = "imsqti_item_xmlv2p1", "imsqti_test_xmlv2p1"
SECTIONS = (
    f'<assessmentTest xmlns="{NAMESPACE}" identifier="t" title="Hearts"><testPart identifier="p">'
    '<assessmentSection title="Two"><assessmentItemRef identifier="2" href="two.xml"/></assessmentSection>'
    '<assessmentSection title="One"><assessmentItemRef identifier="1" href="../items/one.xml"/></assessmentSection>'
    "</testPart></assessmentTest>"
)


def test_a_package_gives_its_items_in_the_order_of_the_test_with_pictures_and_sections() -> None:
    picture = '<p><img src="../img/a.png" alt="A strip"/></p>'
    bank = zipped(
        {
            "imsmanifest.xml": manifest(
                (ITEM, "items/one.xml"), (TEST, "tests/test.xml"), (ITEM, "tests/two.xml"), (ITEM, "three.xml")
            ),
            "items/one.xml": one("one", picture),
            "tests/two.xml": one("two"),
            "three.xml": one("three"),
            "tests/test.xml": SECTIONS,
            "img/a.png": PNG,
        }
    )
    made = bring(bank, "bank.zip", title="", objectives={"One": "know"})
    assert [question.id for question in quiz_of(made).questions] == ["two", "one", "three"]
    assert "title: Hearts\n" in made.text and "{#one objective=know}" in made.text
    assert made.pictures == {"media/a.png": PNG} and rules(made) == ["IMP120"]


def of_test(inside: str) -> bytes:
    test = (
        f'<assessmentTest identifier="t" title="Hearts"><testPart identifier="p">{inside}</testPart></assessmentTest>'
    )
    return zipped({"imsmanifest.xml": manifest((TEST, "test.xml")), "test.xml": test, "a.xml": one("a")})


REFERENCE = '<assessmentItemRef identifier="a" href="a.xml"><weight identifier="w" value="2"/></assessmentItemRef>'


def test_words_above_the_only_section_are_the_introduction_and_others_are_told() -> None:
    words = '<rubricBlock view="candidate"><p>Read this.</p></rubricBlock><rubricBlock view="scorer">7</rubricBlock>'
    only = bring(of_test(f"<assessmentSection>{words}{REFERENCE.replace('weight', 'w')}</assessmentSection>"), "b.zip")
    assert body(only).startswith("Read this.\n\n## Words?") and rules(only) == ["IMP100"]
    two = bring(of_test(f"<assessmentSection>{words}{REFERENCE}</assessmentSection><assessmentSection/>"), "b.zip")
    assert "Read this" not in two.text and rules(two)[:2] == ["IMP210", "IMP100"]


def of_files(inside: str, **files: str) -> Imported:
    """What becomes of a test in t/, and of files in the package's first folder: items a, b, c and ``files``."""
    root = f'<assessmentTest identifier="t" title="Hearts"><testPart>{inside}</testPart></assessmentTest>'
    items = {f"{name}.xml": one(name) for name in "abc"}
    given = {f"{name}.xml": content for name, content in files.items()}
    bank = {"imsmanifest.xml": manifest((TEST, "t/test.xml")), "t/test.xml": root, **items, **given}
    return bring(zipped(bank), "b.zip")


def section(inside: str, title: str = "") -> str:
    return f'<assessmentSection xmlns="{NAMESPACE}" title="{title}">\n{inside}</assessmentSection>'


def named(name: str, tag: str = "assessmentItemRef") -> str:
    return f'<{tag} identifier="{name[:1]}" href="{name}"/>'


def elsewhere(name: str) -> str:
    return named(name, "assessmentSectionRef")


def asked(made: Imported) -> list[str]:
    return [question.id for question in quiz_of(made).questions]


def test_a_section_in_a_file_of_its_own_stands_where_the_test_names_it() -> None:
    made = of_files(
        section(named("../a.xml") + elsewhere("../s/two.xml") + named("../b.xml"), "One"),
        **{"s/two": section(named("../c.xml"), "Two")},
    )
    assert asked(made) == ["a", "c", "b"] and rules(made) == ["IMP120", "IMP120"]
    assert [finding.message[:19] for finding in made.findings] == ["The category 'One' ", "The category 'Two' "]


def test_the_sections_of_qti_3_are_followed_alike() -> None:
    three = re.sub(r"(</?)(assessment)(Section|ItemRef|SectionRef)", r"\1qti-\2-\3", section(named("a.xml")))
    three = three.replace("ItemRef", "item-ref").replace("Section", "section")
    made = of_files('<qti-assessment-section-ref identifier="s" href="../three.xml"/>', three=three)
    assert "qti-assessment-item-ref" in three and (asked(made), made.findings) == (["a"], ())


def test_words_and_settings_of_a_section_in_a_file_are_met_like_those_of_the_test() -> None:
    words = '<rubricBlock view="candidate"><p>Read.</p><img src="../a.png" alt="A strip"/></rubricBlock>'
    root = section(words + '<selection select="1"/>' + named("../a.xml"))
    files = {"imsmanifest.xml": manifest((TEST, "test.xml")), "a.xml": one("a"), "s/s.xml": root, "a.png": PNG}
    made = bring(zipped({**files, "test.xml": f"<assessmentTest>{elsewhere('s/s.xml')}</assessmentTest>"}), "b.zip")
    assert body(made).startswith("Read.\n\n![A strip](media/a.png)\n\n## Words?")
    assert [(one.rule, str(one.place)) for one in made.findings] == [("IMP110", "b.zip/s/s.xml:2:92")]


@pytest.mark.parametrize(
    ("href", "files", "why"),
    [
        ("../gone.xml", {}, "is not in the package"),
        ("../../gone.xml", {}, "lies outside of the package"),
        ("https://x.example/s.xml", {}, "lies outside of the package"),
        ("", {}, "lies outside of the package"),
        ("../s.xml", {"s": "<assessmentTest/>"}, "holds none but <assessmentTest>"),
    ],
)
def test_a_section_that_is_not_there_is_told_where_it_is_named(href: str, files: dict[str, str], why: str) -> None:
    made = of_files(f"\n {elsewhere(href)}{section(named('../a.xml'))}", **files)
    [finding] = made.findings
    assert (finding.rule, str(finding.place), asked(made)) == ("IMP020", "b.zip/t/test.xml:2:2", ["a"])
    assert finding.message == f"The test names the section '{href}', which {why}."
    assert "by hand: those that only the manifest names come last" in finding.mend and made.left_out == 0


def test_an_item_outside_of_the_package_is_left_out_and_told() -> None:
    made = of_files(section(named("../a.xml") + named("../../b.xml")))
    [finding] = made.findings
    assert (finding.rule, str(finding.place)[:19], made.left_out) == ("IMP020", "b.zip/t/test.xml:2:", 1)
    assert "names the item '../../b.xml', which lies outside" in finding.message


def test_sections_that_name_themselves_or_one_another_end() -> None:
    made = of_files(
        elsewhere("../s.xml") + elsewhere("../s.xml"),
        s=section(elsewhere("s.xml") + named("a.xml") + elsewhere("r.xml")),
        r=section(elsewhere("s.xml") + elsewhere("t/test.xml") + named("b.xml")),
    )
    assert asked(made) == ["a", "b"] and rules(made) == ["IMP110"] * 4
    assert "'s.xml' is named again" in made.findings[0].message


def test_sections_in_more_files_inside_one_another_than_anybody_needs_are_told() -> None:
    chain = {f"s{n}": section(elsewhere(f"s{n + 1}.xml") + (named("a.xml") if n == 19 else "")) for n in range(1, 30)}
    made = of_files(elsewhere("../s1.xml"), **chain)
    assert asked(made) == ["a"] and [finding.rule for finding in made.findings] == ["IMP020"]
    assert "is more than 20 files away" in made.findings[0].message


def test_a_broken_section_is_refused_at_its_line() -> None:
    with pytest.raises(Unreadable, match=r"b\.zip/s\.xml:2:"):
        of_files(elsewhere("../s.xml"), s="<assessmentSection>\n")


def test_what_a_test_sets_is_told_once_with_its_word_here() -> None:
    sets = '<timeLimits maxTime="60"/><selection select="1"/><ordering shuffle="false"/>'
    made = bring(of_test(f"<assessmentSection>{sets}{REFERENCE}</assessmentSection>"), "b.zip")
    assert rules(made) == ["IMP110"] * 3 and made.questions == 1
    told = [one.message for one in made.findings]
    assert all(word in message for word, message in zip(("time limit", "draw:", "points="), told, strict=True))


def test_a_package_without_a_manifest_gives_its_items_by_name() -> None:
    made = bring(zipped({"b.xml": one("b"), "a.xml": one("a"), "notes.xml": "<notes/>"}), "bank.zip")
    assert [question.id for question in quiz_of(made).questions] == ["a", "b"]


def test_a_finding_in_a_package_names_the_member() -> None:
    bank = zipped(
        {"imsmanifest.xml": manifest((ITEM, "x.xml"), (ITEM, "gone.xml")), "x.xml": item(declaration("A"), "<p/>")}
    )
    assert [str(finding.place) for finding in bring(bank, "bank.zip").findings] == [
        "bank.zip/x.xml:1:1",
        "bank.zip/gone.xml",
    ]
