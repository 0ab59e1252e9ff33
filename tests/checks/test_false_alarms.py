"""Rules that read words: what they must find in real sentences, and what they must leave alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from models import make_activity, make_course, make_option, make_page, make_question, make_quiz, make_text
from rule_cases.base import AS_OF
from rule_cases.parts import written

from scormkit.checks import COURSE_RULES, CheckContext, check_course
from scormkit.model.course import CreditStatus, LmsSettings
from scormkit.model.stated import NOT_STATED

CONTEXT = CheckContext(AS_OF)
READERS = ("QIZ", "EDU", "REF", "TXT", "A11", "LMS", "SEC", "IRI", "XAP")


def found(course: object, day: date = AS_OF) -> list[str]:
    """The rules of the families here that speak of a course."""
    return [
        rule.id for rule in COURSE_RULES if rule.id.startswith(READERS) and [*rule.check(course, CheckContext(day))]
    ]


CLEAN = [
    "Metformin 500 mg twice daily; recheck HbA1c in 3 months. PaO2 of 60 mm Hg, SpO2 of 88%.",
    "IL-6, IL-8, IL-17A and TNF-\u03b1 rise; CD4 and CD8 counts fall; BRCA1, BRCA2, PIK3CA and ERBB2 are genes.",
    "SGLT2 and PCSK9 inhibitors, LAIV4, PPSV23, DENV-1 to DENV-4, COVID-19 and SARS-CoV-2.",
    "Grade 3 events occurred in 79.7% versus 30.6%; 60% of patients passed the swallowing test.",
    "Ms. A, 54, was seen on day 3. Dr. Alex Rivera, MD, wrote on 12 March 2024.",
    "Ignaz Semmelweis was born on 1 July 1818. A 54-year-old man came in the winter of 2024.",
    "Basic life support comes first. Bearer of bad news. The key is time: the secret of success is practice.",
    "Never share your password. A password of at least 12 characters is better than 8.",
    "Write the medical record number on the tube. The date of birth is checked twice.",
    "Patient number: 120 in each arm. GenBank accession number: MN908947.",
    "She had had the drug before. We know that that is true. Is it? It is. No, no.",
    "Response, responses; metastasis, metastases; diagnosis, diagnoses; hypotension, hypertension.",
    "Afatinib, apatinib and lapatinib are three drugs. Prednisone is not prednisolone.",
    "Clostridioides difficile, in vitro, ad hoc, per os, de novo, status quo, pro re nata.",
    "Use soap and water - not rub - after diarrhea. Count to twenty.",
    "From 4\u20136 months; a first-line, open-label, well-tolerated drug; 2 - 1 = 1.",
    "The color of the tumor, the center, a specialized program. The Royal Marsden Centre.",
    "Call the office at +1 555 0100, or write to cme@hospital.example. See https://www.who.int/ for more.",
    "Hands must be cleaned\n\n- before touching a patient\n- after touching a patient\n- after body fluids.",
    "| Trial | Months |\n| --- | --- |\n| One | 12 |\n| Two | 12 |\n",
    "Give 1 mg IV now. Do NOT stop. Phase II and III. At 8 AM, in the USA.",
    "An R-CHOP trial, a G-CSF study, a B-ALL study and a K-RAS trial; an X-RAY study.",
    "Write 'MRN: ########' and 'DOB ##/##/####' where a form asks for them.",
]


@pytest.mark.parametrize("text", CLEAN, ids=lambda text: text[:30])
def test_ordinary_sentences_are_left_alone(text: str) -> None:
    """A warning that cries wolf is switched off, and takes the others with it."""
    assert found(written(text)) == []


FAULTY = [
    ("SEC010", "The store is at https://key:s3cret-Pass@lrs.hospital.test/xapi/."),
    ("SEC010", "Header: Authorization: Bearer abcdef0123456789abcdef0123"),
    ("SEC010", "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIB\n-----END RSA " + "PRIVATE KEY-----"),
    ("SEC010", "lrs_secret: " + "Zk29xQpL7v"),
    ("SEC010", "Use AKIA" + "ABCDEFGHIJKLMNOP for the upload."),
    ("SEC010", "https://lrs.hospital.test/xapi?auth=Basic%20" + "a2V5OnNlY3JldA"),
    ("SEC010", "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiJsZWFybmVyIn0" + ".c2lnbmF0dXJlLWhlcmU"),
    ("SEC020", "Patient ID: 88123-4"),
    ("SEC020", "MRN: AB-0048291"),
    ("SEC020", "Seen today, DOB 03/12/1961, with cough."),
    ("SEC020", "Date of birth: 12 March 1961."),
    ("SEC020", "PatientName=RIVERA^ALEX"),
    ("SEC020", "Reviewed by NPI 1234567893."),
    ("SEC030", "A 54-year-old woman was admitted on 12 March 2024."),
    ("SEC030", "The patient, born on 4 May 1961, had a rash."),
    ("TXT010", "Trastuzumab, trastuzumab, trastuzumab; then trastuzamab."),
    ("TXT010", "HER2CLIMB came first. HER2CLIMB, HER2CLIMB. HER2CILMB followed."),
    ("TXT020", "NT-proBNP fell, then NTproBNP rose, and NT-proBNP fell."),
    ("TXT030", "Anaemia and diarrhoea."),
    ("TXT050", "Continue the the antibodies."),
    ("REF040", "KEYNOTE-522 and DESTINY-Breast09 changed it."),
    ("REF040", "In the TOPCAT trial it did not."),
    ("REF040", "The I-SPY trial adapts, and the S-TRAC study does not."),
]


@pytest.mark.parametrize(("rule", "text"), FAULTY, ids=lambda text: text[:30])
def test_what_must_not_leave_the_house_is_found(rule: str, text: str) -> None:
    assert rule in found(written(text))


STATED = "Example Hospital designates this enduring material for a maximum of 0.25 AMA PRA Category 1 Credits™. "


@pytest.mark.parametrize(
    ("kind", "text", "fires"),
    [
        ("designation", f"{STATED}Supported by the maker of Examplix®.", True),
        ("designation", f"{STATED}With thanks to examplin.", True),
        ("designation", STATED, False),
        ("designation", "AMA PRA Category 1 Credit(s)™, AMA PRA Category 1 Credit™, Category 1 Credits ™", False),
        ("eaccme", "Accredited by the EACCME® with 1 European CME credit (ECMEC®), or 2 ECMEC®s.", False),
        ("participation", "It awards no credit.", False),
    ],
)
def test_a_trade_name_is_found_in_the_words_of_a_statement_and_no_credit_is_taken_for_one(
    kind: str, text: str, fires: bool
) -> None:
    course = make_course(statements=(make_text(kind, text),), brands=("Examplin",))
    assert ("MKT020" in {finding.rule for finding in check_course(course, CONTEXT)}) is fires


@pytest.mark.parametrize(
    ("text", "minutes", "fires"),
    [
        ("It gives 0.1 IACET CEU.", 60, False),
        ("It gives .1 IACET CEUs; IACET gives 0.1 CEU for an hour.", 60, False),
        ("It gives 0.2 CEUs from IACET.", 90, False),
        ("It gives 0.2 CEUs from IACET.", 60, True),
        ("It gives 0.15 IACET CEUs.", 90, True),
        ("It gives 1 IACET CEU.", NOT_STATED, False),
        ("IACET gives 1.5 CEUs for it.", 60, True),
        ("It gives 2 CEUs of the state.", 60, False),
    ],
)
def test_ceus_of_iacet_are_tenths_for_hours(text: str, minutes: object, fires: bool) -> None:
    course = make_course(description=text, activity=make_activity(minutes=minutes))
    assert ("CRE140" in {finding.rule for finding in check_course(course, CONTEXT)}) is fires


def test_a_credential_is_not_printed_a_second_time() -> None:
    """Findings go into reports and logs that others read."""
    course = written("lrs_secret: " + "Zk29xQpL7v" + ". Patient ID: 88123-4.")
    told = " ".join(finding.message + finding.mend for finding in check_course(course, CONTEXT))
    assert "Zk29" not in told and "88123" not in told


PLACES = ["notice", "description", "subtitle", "title"]


@pytest.mark.parametrize("field", PLACES)
def test_a_credential_is_found_wherever_it_would_ship(field: str) -> None:
    assert "SEC010" in found(make_course(**{field: "Token: ghp_" + "a1" * 18 + "."}))


# Questions


LETTERS = "abcdefgh"


def quiz_of(*right: int, kind: str = "choice") -> object:
    """A test whose questions have their right answer at these places of four."""
    questions = [
        make_question(f"q{number}", kind, options=tuple(make_option(LETTERS[at], at == place) for at in range(4)))
        for number, place in enumerate(right)
    ]
    return make_course(quizzes=(make_quiz("post-test", *questions),))


@pytest.mark.parametrize(
    ("right", "rules"), [((1, 1, 1), []), ((1, 1, 1, 1), ["QIZ080"]), ((1, 1, 1, 2), []), ((0, 3, 1, 2, 0), [])]
)
def test_a_pattern_needs_four_questions(right: tuple[int, ...], rules: list[str]) -> None:
    assert found(quiz_of(*right)) == rules


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("All of the above", True),
        ("None of the above.", True),
        ("A and C", True),
        ("Both A and B", True),
        ("a, b and c only", True),
        ("None of these", True),
        ("Vitamin A and D", False),
        ("All patients above 65", False),
        ("None of these drugs was studied", False),
        ("Both antibodies", False),
        ("Any of the three antibodies", False),
    ],
)
def test_only_answers_that_point_at_others_are_catch_alls(text: str, fires: bool) -> None:
    options = (*make_question().options, make_option("c", text=text))
    course = make_course(quizzes=(make_quiz("post-test", make_question(options=options)),))
    assert ("QIZ070" in found(course)) is fires


@pytest.mark.parametrize(
    ("kind", "right", "prompt", "fires"),
    [
        ("multiple", 2, "Which fit? Select two.", False),
        ("multiple", 3, "Which fit? Select two.", True),
        ("multiple", 3, "Which fit? Select all that apply.", False),
        ("choice", 1, "Which fits? Choose two answers.", True),
        ("choice", 1, "You must select two drugs for her. Which pair fits?", False),
    ],
)
def test_a_question_allows_as_many_answers_as_it_asks_for(kind: str, right: int, prompt: str, fires: bool) -> None:
    options = tuple(make_option(LETTERS[at], at < right) for at in range(5))
    question = make_question(kind=kind, options=options, prompt_text=prompt)
    assert ("QIZ090" in found(make_course(quizzes=(make_quiz("post-test", question),)))) is fires


# Time


@pytest.mark.parametrize(
    ("minutes", "words", "fires"),
    [(15, 300, True), (15, 1200, False), (15, 3900, False), (15, 5000, True), (60, 9000, False)],
)
def test_a_live_course_takes_about_the_time_that_it_states(minutes: int, words: int, fires: bool) -> None:
    course = make_course(
        credit_status=CreditStatus.LIVE, activity=make_activity(minutes=minutes), pages=(make_page(words=words),)
    )
    assert ("EDU040" in found(course)) is fires


def test_a_draft_may_still_grow() -> None:
    assert found(make_course(pages=(make_page(words=10),))) == []


def test_where_no_minutes_are_stated_the_credit_speaks_for_them() -> None:
    course = make_course(activity=make_activity(minutes=NOT_STATED), pages=(make_page(words=9000),))
    assert found(course) == ["EDU040"]


# Places


def test_a_word_is_found_at_its_line_and_column() -> None:
    """Markup that a reader does not see moves nothing."""
    text = (
        "## One {#one}\n\nText with a [link](https://a.test/x_y) and *more* [@doe-2020; @doe-2020] on it,\nthe the end."
    )
    page = make_page(markdown=text, first_line=6, html="<h2>One</h2><p>Text</p>")
    [finding] = check_course(make_course(pages=(page,)), CONTEXT)
    assert (finding.rule, finding.place.line, finding.place.column) == ("TXT050", 9, 1)


def test_a_course_with_thousands_of_words_is_read_in_one_go() -> None:
    """Words meet in buckets: ten times the words take about ten times the time, and nobody waits for minutes."""
    words = " ".join(f"HER{number}X{number % 97}" for number in range(20_000))
    course = replace(written(words), lms=LmsSettings(suspend_limit=64000))
    assert isinstance(found(course), list)


@pytest.mark.parametrize(
    ("words", "fires"),
    [
        ("<h2>Transkription des Gespr\u00e4chs</h2>", False),
        ('<h2 id="one--transcript">Was gesagt wird</h2>', False),
        ("<p>Mit Audiodeskription.</p>", False),
        ("<p>Das Transkriptom der Zelle.</p>", True),
    ],
)
def test_a_video_has_its_transcript_in_the_words_of_its_course(words: str, fires: bool) -> None:
    video = '<video src="media/talk.mp4"><track kind="captions"></video>'
    assert ("A11060" in found(make_course(language="de", pages=(make_page(html=video + words),)))) is fires
