"""SEC: secrets, people's data, programs and strangers."""

from __future__ import annotations

from models import place

from rule_cases.base import Case
from rule_cases.parts import at_text, carrying, shown, written
from scormkit.model.media import Trace, TraceKind

SCAN = (place(0, "media/scan.jpg"),)
BASIC = "Basic " + "bGVhcm5lcjpub3QtYS1zZWNyZXQ="
LEARNER = Trace(TraceKind.WORDS, "Photograph of a ward in the morning")


def linked(address: str) -> object:
    return shown(f'<p>Read <a href="{address}">the guide</a>.</p>', f"Read [the guide]({address}).")


CASES = {
    "SEC010": Case(
        written(f"Send this header:\n\n`Authorization: {BASIC}`"),
        (at_text(3, 17),),
        written("Basic principles first. The secret is: consistency. Key points: one. Password: at least 12 signs."),
    ),
    "SEC020": Case(
        written("The report says medical record number: 00482913."),
        (at_text(1, 17),),
        written("Write down the MRN and the date of birth. The patient number is confidential. NPI is a register."),
    ),
    "SEC030": Case(
        written("Mrs. Anna Berg, 54, was admitted."),
        (at_text(1, 1),),
        written("Ms. A, 54, was admitted on day 3. A 54-year-old man came in March 2024. Dr. Alex Rivera, 3 trials."),
    ),
    "SEC040": Case(carrying(Trace(TraceKind.RECORD)), SCAN, carrying(LEARNER)),
    "SEC050": Case(carrying(Trace(TraceKind.POSITION)), SCAN, carrying(LEARNER)),
    "SEC060": Case(carrying(Trace(TraceKind.OWNER, "Alex Rivera")), SCAN, carrying(LEARNER)),
    "SEC070": Case(carrying(Trace(TraceKind.SCRIPT, "JavaScript")), SCAN, carrying(LEARNER)),
    "SEC080": Case(
        shown('<p><img src="https://tracker.test/p.gif" alt="A dot that counts"></p>'),
        (place(1, "pages/one.md"),),
        shown('<p><a href="https://www.who.int/">WHO</a> <img src="media/a.png" alt="//a.test/ is shown"></p>'),
    ),
    "SEC090": Case(
        shown('<p onclick="run()">Text.</p>'),
        (place(1, "pages/one.md"),),
        shown('<p>&lt;script&gt; and onclick= are shown. <a href="https://a.test/?on=1">It depends</a></p>'),
    ),
    "SEC100": Case(linked("http://www.hospital.test/guide"), (at_text(1, 16),), linked("https://www.hospital.test/g")),
    "SEC110": Case(linked("http://intranet/policies"), (at_text(1, 16),), linked("https://intranet.hospital.test/")),
}
