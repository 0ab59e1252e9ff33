"""The build record: every rule with its result, the texts as shown, the hash; the same bytes again, and one file."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from models import decision

from scormkit.making.rules import build_rules
from scormkit.resources import schema
from scormkit.tasks import BuildOptions, build

COURSES = Path(__file__).resolve().parents[2] / "course_src"
MINIMAL = COURSES.parent / "tests" / "source" / "minimal"
DAY = date(2026, 11, 22)
TARGET = "scorm12"


def built(source: Path, out: Path, day: date = DAY, targets: tuple[str, ...] = (TARGET,)) -> dict[str, Any]:
    """The record of the first package of a course."""
    build([source], BuildOptions(out=out, targets=targets, as_of=day))
    [path] = out.glob(f"*-{targets[0]}-record.json")
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return record


def page_of(out: Path) -> str:
    [path] = out.glob("*-record.html")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages of the sample her2-maintenance."""
    out = tmp_path_factory.mktemp("dist")
    built(COURSES / "her2-maintenance", out)
    return out


@pytest.fixture(scope="module")
def record(sample: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((sample / "her2-maintenance-1.0-scorm12-record.json").read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("name", sorted(path.name for path in COURSES.iterdir() if path.is_dir()))
@pytest.mark.parametrize("target", ["scorm12", "xapi"])
def test_a_record_follows_its_published_schema(name: str, target: str, tmp_path: Path) -> None:
    record = built(COURSES / name, tmp_path, targets=(target,))
    assert [error.message for error in jsonschema.Draft202012Validator(schema("record")).iter_errors(record)] == []


def test_every_rule_that_ran_is_listed_once_with_its_result(record: dict[str, Any]) -> None:
    assert [rule["id"] for rule in record["rules"]] == [rule.id for rule in build_rules()]
    found = {finding["rule"] for finding in record["findings"]}
    overridden = {finding["rule"] for finding in record["overridden"]}
    wanted = {
        rule["id"]: "found" if rule["id"] in found else "overridden" if rule["id"] in overridden else "clear"
        for rule in record["rules"]
    }
    assert {rule["id"]: rule["result"] for rule in record["rules"]} == wanted


def test_rules_on_files_and_on_the_package_are_among_them(record: dict[str, Any]) -> None:
    assert {"SRC001", "AMA010", "OVR030", "PKG012"} <= {rule["id"] for rule in record["rules"]}


def test_the_findings_are_counted(record: dict[str, Any]) -> None:
    assert (
        sum(record["counts"].values()) == len(record["findings"]) == sum(rule["findings"] for rule in record["rules"])
    )


def test_it_names_the_package_by_its_hash(sample: Path, record: dict[str, Any]) -> None:
    package = sample / record["package"]["file"]
    assert record["package"]["sha256"] == hashlib.sha256(package.read_bytes()).hexdigest()
    with zipfile.ZipFile(package) as opened:
        members = {name: hashlib.sha256(opened.read(name)).hexdigest() for name in opened.namelist()}
    listing = "".join(f"{members[name]}  {name}\n" for name in sorted(members))
    assert record["package"]["contentDigest"] == hashlib.sha256(listing.encode()).hexdigest()
    assert record["package"]["members"] == len(members)


class Words(HTMLParser):
    """All words of a document."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def words(markup: str) -> str:
    reader = Words()
    reader.feed(markup)
    return " ".join(" ".join(reader.text).split())


def test_every_text_stands_in_the_document_of_the_package(sample: Path, record: dict[str, Any]) -> None:
    with zipfile.ZipFile(sample / record["package"]["file"]) as opened:
        shown = re.sub(r"\W+", " ", words(opened.read("index.html").decode()))
    lines = [line.get("text") or line["heading"] for part in record["texts"] for line in part["lines"]]
    pieces = [piece for line in lines for piece in re.split(r" \| |\[\w+\]", line) if piece.strip()]
    assert [piece for piece in pieces if re.sub(r"\W+", " ", piece).strip() not in shown] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "through the joint providership of AffinityCE and MedAll",
        "Physicians should claim only the credit commensurate",
        "Dr. Mark Pegram",
        "Pfizer",
        "All relevant financial relationships listed for these individuals have been mitigated.",
        "non-FDA uses of drug products",
        "Pass the post-test",
        "Claimed, subject to verification",
        "28 February 2026",
    ],
)
def test_front_matter_statements_and_disclosures_are_in_it(sentence: str, record: dict[str, Any], sample: Path) -> None:
    texts = "\n".join(line.get("text", "") for part in record["texts"] for line in part["lines"])
    assert sentence in texts and sentence in words(page_of(sample))


def test_what_is_shown_at_times_says_when(record: dict[str, Any]) -> None:
    times = {line["when"]: line["text"] for part in record["texts"] for line in part["lines"] if "when" in line}
    assert times.keys() == {"current", "expired"} and "nothing to claim" in times["expired"]


def test_what_the_source_left_open_is_listed_with_its_decisions(record: dict[str, Any], sample: Path) -> None:
    rules = {override["rule"] for override in record["overrides"]}
    assert {"AMA020", "TXT010"} <= rules
    for override in record["overrides"]:
        assert override["reason"] in words(page_of(sample))


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "tiny"))


def test_an_overridden_finding_stands_in_it_with_reason_decider_and_end(course: Path, tmp_path: Path) -> None:
    file = course / "course.yaml"
    file.write_text(file.read_text(encoding="utf-8") + decision("2040-06-30"), encoding="utf-8", newline="\n")
    record = built(course, tmp_path / "dist", date(2040, 1, 1))
    [finding] = [finding for finding in record["overridden"] if finding["rule"] == "DAT010"]
    assert (finding["file"], finding["reason"], finding["by"], finding["until"]) == (
        "course.yaml",
        "The provider is about to renew it.",
        "CME office",
        "2040-06-30",
    )
    assert [override["accepts"] for override in record["overrides"]] == [1]
    assert [rule["result"] for rule in record["rules"] if rule["id"] == "DAT010"] == ["overridden"]
    accepted = "Accepted by CME office, until 30 June 2040: The provider is about to renew it."
    assert accepted in words(page_of(tmp_path / "dist"))


def test_places_are_told_from_the_folder_of_the_course_on(course: Path, tmp_path: Path) -> None:
    record = built(course, tmp_path / "dist", date(2040, 1, 1))
    files = {finding["file"] for finding in record["findings"]}
    assert "course.yaml" in files and all((course / file).is_file() for file in files)
    assert str(tmp_path) not in page_of(tmp_path / "dist")


def test_the_day_of_judgement_stands_in_it(course: Path, tmp_path: Path) -> None:
    assert built(course, tmp_path / "dist", date(2040, 1, 1))["about"]["asOf"] == "2040-01-01"


def test_the_same_course_and_day_give_the_same_bytes(course: Path, tmp_path: Path) -> None:
    out = [tmp_path / "one", tmp_path / "two"]
    for folder in out:
        built(course, folder)
    one, two = ({path.name: path.read_bytes() for path in folder.glob("*-record.*")} for folder in out)
    assert one == two and len(one) == 2


HOSTILE = '<script>alert(1)</script> & "quotes" \' </style>'


def test_hostile_text_stays_text(course: Path, tmp_path: Path) -> None:
    file = course / "course.yaml"
    quoted = HOSTILE.replace("'", "''")
    text = re.sub(r"^title: .*$", lambda _: f"title: '{quoted}'", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    file.write_text(text, encoding="utf-8", newline="\n")
    record = built(course, tmp_path / "dist")
    page = page_of(tmp_path / "dist")
    assert record["course"]["title"] == HOSTILE
    assert "<script" not in page and HOSTILE.split(" &")[0] in words(page)


def test_the_page_needs_nothing_but_itself(sample: Path) -> None:
    page = page_of(sample)
    assert re.findall(r"<(?:script|link|img|iframe|object)\b|\bsrc=|@import|url\(", page) == []
    assert "default-src 'none'" in page


def test_the_page_is_well_formed(sample: Path) -> None:
    """Every element that is opened is closed, in its place."""
    open_elements: list[str] = []

    class Balance(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag not in ("meta", "br"):
                open_elements.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_elements.pop() == tag

    Balance().feed(page_of(sample))
    assert open_elements == []


def test_numbers_on_the_page_are_those_of_the_record(sample: Path, record: dict[str, Any]) -> None:
    clear = sum(rule["result"] == "clear" for rule in record["rules"])
    assert f"{len(record['rules'])} rules ran. {clear} found nothing" in words(page_of(sample))


def test_a_course_with_an_error_leaves_no_record(course: Path, tmp_path: Path) -> None:
    file = course / "course.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("maximum: 0.25", "maximum: 0.3"), newline="\n")
    build([course], BuildOptions(out=tmp_path / "dist", targets=(TARGET,), as_of=DAY))
    assert not (tmp_path / "dist").exists() or list((tmp_path / "dist").iterdir()) == []


def test_the_page_counts_and_dates_in_words_and_shows_keys_as_code(course: Path, tmp_path: Path) -> None:
    built(course, tmp_path / "dist", date(2040, 1, 1))
    page = page_of(tmp_path / "dist")
    assert "judged as of 1 January 2040" in words(page) and "1 warnings" not in words(page)
    assert "`" not in words(page)
