"""What the document and the data of a course hold that asks its learners for more, and what those of others do not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from documents import parsed
from models import FILM, make_course, make_credit, make_demanding, make_handoff, make_page, make_providers

from scormkit.compile.cme import describe
from scormkit.compile.course import compile_course
from scormkit.compile.data import course_data
from scormkit.compile.features import FEATURES, feature_scripts, used_features
from scormkit.compile.qr import fits, qr_modules, qr_svg
from scormkit.model.course import Course, Gate, HandoffPart
from scormkit.resources import package_file


def data_of(course: Course) -> dict[str, Any]:
    return dict(course_data(course))


def names(course: Course) -> list[str]:
    return [feature.name for feature in used_features(course)]


SPOKEN = make_page(html=f'{FILM}<h2 id="page-one--transcript">Transcript</h2><p>Words.</p>')

# ---- features


def test_a_course_that_asks_for_nothing_more_ships_nothing_more() -> None:
    assert feature_scripts(make_course()) == ()


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"gates": (Gate.TIME,), "minimum_minutes": 5}, ["kept", "time"]),
        ({"gates": (Gate.MEDIA,)}, ["kept", "media"]),
        ({"gates": (Gate.MEDIA,), "pages": (SPOKEN,)}, ["kept", "media", "transcript"]),
        ({"gates": (Gate.PAGES,), "pages": (SPOKEN,)}, []),
        ({"gates": (Gate.ATTESTATION, Gate.CLAIM)}, ["claim", "attestation"]),
        ({"gates": (Gate.PRE_TEST, Gate.EVALUATION)}, ["pre-test", "evaluation"]),
        ({"pages": (make_page(audience=("nurse",)),)}, ["kept", "claim", "audience"]),
        ({"credits": (make_credit(expires=date(2027, 1, 1)),)}, ["credit-dates"]),
        ({"certificate": (("nurse", "Text."),)}, ["certificate"]),
        ({"handoff": make_handoff()}, ["handoff"]),
        (
            {"credits": (make_credit(eligible=("pharmacist",), system="acpe", uan=("0123-0000-26-001-H01-P",)),)},
            ["certificate"],
        ),
    ],
)
def test_what_a_course_asks_for_brings_its_own_scripts(changes: dict[str, Any], wanted: list[str]) -> None:
    assert names(make_course(**changes)) == wanted


def test_the_course_that_asks_for_everything_uses_every_part_of_it() -> None:
    used = names(make_demanding())
    wanted = ["kept", "claim", "audience", "pre-test", "media", "time", "evaluation", "attestation", "credit-dates"]
    assert [name for name in used if name in wanted] == wanted
    assert {"certificate", "handoff"} <= set(used)


def test_every_feature_has_the_files_that_it_names() -> None:
    endings = [(feature, ending) for feature in FEATURES for ending in ("js", "css", "en.json")]
    there = {(feature.name, ending) for feature, ending in endings if _is_there(feature.file(ending))}
    told = {(one.name, "js") for one in FEATURES if one.script} | {(one.name, "css") for one in FEATURES if one.style}
    assert there == told | {(one.name, "en.json") for one in FEATURES if one.words}


def _is_there(path: str) -> bool:
    try:
        return bool(package_file(path))
    except FileNotFoundError:
        return False


# ---- the data


def test_films_are_named_by_their_paths_and_know_their_pages() -> None:
    course = make_course(gates=(Gate.MEDIA,), pages=(make_page("a", html=FILM), make_page("b", html=f"<p>x</p>{FILM}")))
    assert [{**film, "key": len(film["key"])} for film in data_of(course)["films"]] == [
        {"src": "media/talk.mp4", "key": 3, "pages": ["page-a", "page-b"]}
    ]


def test_time_is_asked_for_in_seconds() -> None:
    assert data_of(make_course(gates=(Gate.TIME,), minimum_minutes=7))["minimum"] == 420


def test_a_page_for_some_says_for_whom() -> None:
    sections = data_of(make_demanding())["sections"]
    assert [section.get("for") for section in sections if section["kind"] == "page"] == [None, ["nurse", "pharmacist"]]


def test_a_specialty_keeps_its_code_whatever_is_listed_beside_it() -> None:
    first = data_of(make_demanding())["specialties"]
    assert list(first.values()) == ["surgery", "oncology", "Another specialty"]
    assert all(len(code) == 3 for code, name in first.items() if name != "Another specialty")


def test_a_credit_tells_its_own_end_and_others_none() -> None:
    """In New York the 30th of June ends four hours after that of UTC."""
    ends = {credit["id"]: credit.get("expires") for credit in data_of(make_demanding())["credits"]}
    assert ends == {"ama-pra-1": None, "ancc": "2027-07-01T04:00:00Z", "acpe": None}


def test_cme_json_has_the_last_day_of_each_credit() -> None:
    credit = describe(make_demanding())["credit"]
    assert [one["expires"] for one in credit] == ["2028-12-31", "2027-06-30", "2028-12-31"]  # type: ignore[attr-defined]


def test_no_credit_outlives_the_activity() -> None:
    late = make_credit(expires=date(2031, 1, 1))
    assert make_course(credits=(late,)).last_day(late) == date(2028, 12, 31)


# ---- the document


def test_the_profession_is_asked_once_on_the_first_page() -> None:
    tree = parsed(make_demanding())
    assert len(tree.xpath("//section[@id='front']//input[@name='who']")) == 3
    assert tree.xpath("//fieldset[@id='profession']/ancestor::*[@hidden]")
    assert tree.xpath("count(//select[@id='specialty'])") == 1


def test_the_sentence_stands_word_for_word_beside_both_buttons() -> None:
    boxes = parsed(make_demanding()).xpath("//section[@id='claim']//label[input[@class='attest-box']]")
    assert [box.text_content().strip() for box in boxes] == ["I have taken part in this activity myself."] * 2


def test_a_certificate_says_to_each_profession_what_is_its_own() -> None:
    notes = parsed(make_demanding()).xpath("//template[@id='certificate-credit']//*[@data-for]")
    assert [(note.get("data-for"), note.text_content()) for note in notes] == [
        ("nurse", "For your nursing portfolio."),
        ("pharmacist", "Universal Activity Number: 0123-0000-26-001-H01-P"),
    ]


def test_a_nursing_certificate_carries_the_provider_s_address() -> None:
    """ANCC: the provider's name and address."""
    course = make_demanding(providers=make_providers(contact="1 Main Street"))
    notes = parsed(course).xpath("//template[@id='certificate-credit']//*[@data-credit='ancc']")
    assert "Example Hospital: 1 Main Street" in [note.text_content() for note in notes]


def test_hours_and_points_are_counted_and_the_credit_of_the_ama_keeps_its_name() -> None:
    legends = parsed(make_demanding()).xpath("//fieldset[@data-credit]/legend")
    assert [legend.text_content() for legend in legends] == [
        "How much AMA PRA Category 1 Credit™ do you claim?",
        "How many ANCC contact hours do you claim?",
        "How many ACPE contact hours do you claim?",
    ]


@pytest.mark.parametrize("show", list(HandoffPart))
def test_the_claim_page_of_the_provider_is_shown_as_the_course_says(show: HandoffPart) -> None:
    tree = parsed(make_course(handoff=make_handoff(show=(show,))))
    parts = {HandoffPart.LINK: "//a", HandoffPart.QR: "//*[local-name()='svg']", HandoffPart.RECORD: "//textarea"}
    found = {part for part, path in parts.items() if tree.xpath(f"//section[@id='handoff']{path}")}
    assert found == {show}


def test_the_address_of_the_claim_page_holds_the_code_and_nothing_else() -> None:
    links = parsed(make_course(handoff=make_handoff())).xpath("//section[@id='handoff']//a/@href")
    assert links == ["https://cme.hospital.example/claim/HH-26"]


def test_the_style_of_a_feature_travels_with_it() -> None:
    assert "runtime/features/handoff.css" in compile_course(make_course(handoff=make_handoff())).styles


# ---- QR codes


@pytest.mark.parametrize("length", [1, 14, 15, 26, 27, 42, 43, 62, 63, 84, 85, 106, 107, 122, 123, 152, 153, 180])
def test_a_reader_of_another_house_reads_every_size_of_code(length: int) -> None:
    """ISO/IEC 18004: at both ends of each version, read by zxing."""
    import zxingcpp

    text = ("https://cme.hospital.example/claim?activity=" + "Aé9-" * 40)[:length]
    text = text.encode()[:length].decode(errors="ignore")
    found = zxingcpp.read_barcodes(picture(qr_modules(text)))
    assert [one.text for one in found] == [text]


def picture(grid: list[bytes], scale: int = 4, quiet: int = 4) -> memoryview:
    """A code as grey values, with its quiet zone."""
    size = (len(grid) + 2 * quiet) * scale
    values = bytearray(b"\xff" * size * size)
    for row, line in enumerate(grid):
        for column, dark in enumerate(line):
            for down in range(scale if dark else 0):
                start = ((row + quiet) * scale + down) * size + (column + quiet) * scale
                values[start : start + scale] = bytes(scale)
    return memoryview(bytes(values)).cast("B", (size, size))


def test_a_code_is_the_same_every_time() -> None:
    assert qr_modules("https://cme.hospital.example") == qr_modules("https://cme.hospital.example")


def test_what_does_not_fit_is_refused_and_drawn_nowhere() -> None:
    long = "https://cme.hospital.example/" + "a" * 160
    assert not fits(long)
    with pytest.raises(ValueError, match="189 bytes"):
        qr_svg(long, "code")
    tree = parsed(make_course(handoff=make_handoff(long)))
    assert not tree.xpath("//section[@id='handoff']//*[local-name()='svg']")
    assert tree.xpath("//section[@id='handoff']//a")
