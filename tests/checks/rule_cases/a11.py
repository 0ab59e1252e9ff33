"""A11: access."""

from __future__ import annotations

from models import make_course, place

from rule_cases.base import Case, at
from rule_cases.parts import at_text, shown
from scormkit.model.finding import Place

AUDIO = '<figure><audio src="media/call.mp3" controls aria-label="The call"></audio></figure>'
VIDEO = '<figure><video src="media/talk.mp4" controls aria-label="Talk">{}</video></figure>\n{}'
TRACK = '<track kind="captions" src="media/talk.vtt" default>'
NEAR = """:root { --ink: #999999; --paper: #ffffff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #fff; --paper: #000; }
}
"""

CASES = {
    "A11010": Case(at(("language",), language="de"), (place(11),), make_course()),
    "A11020": Case(
        shown("<h2>One</h2>\n<h4>Two</h4>", "## One\n\n#### Two"),
        (at_text(3, 6),),
        shown("<h2>One</h2>\n<h3>Two</h3>\n<h2>Three</h2>", "## One\n\n### Two\n\n## Three"),
    ),
    "A11030": Case(
        shown('<p>See <a href="https://www.who.int/">here</a>.</p>', "See [here](https://www.who.int/)."),
        (at_text(1, 5),),
        shown('<p>See the <a href="https://www.who.int/">WHO page on hands</a>.</p>'),
    ),
    "A11040": Case(
        shown("<table><thead><tr><th>Trial</th><th></th></tr></thead></table>", "Text.\n\n| Trial | |\n|---|---|\n"),
        (at_text(3, 1),),
        shown("<table><thead><tr><th></th><th>Months</th></tr></thead></table>"),
    ),
    "A11050": Case(
        shown(VIDEO.format("", "<h2>Transcript</h2>"), "![Talk](media/talk.mp4)"),
        (at_text(1, 9),),
        shown(VIDEO.format(TRACK, "<h2>Transcript</h2>")),
    ),
    "A11060": Case(
        shown(VIDEO.format(TRACK, "<p>Watch it.</p>"), "![Talk](media/talk.mp4)"),
        (at_text(1, 9),),
        shown(VIDEO.format(TRACK, '<p><a href="media/talk.pdf">Transcript of the talk</a></p>')),
    ),
    "A11070": Case(
        shown('<img src="media/curve.png" alt="Figure 1">', "![Figure 1](media/curve.png)"),
        (at_text(1, 1),),
        shown('<img src="media/curve.png" alt="Figure 1: survival falls faster without the drug">'),
    ),
    "A11080": Case(
        shown(
            "<p>English first.</p>\n<p>Tome la pastilla con agua en la ma\u00f1ana y no la mastique, por favor.</p>",
            "English first.\n\nTome la pastilla con agua en la ma\u00f1ana y no la mastique, por favor.",
        ),
        (at_text(3, 1),),
        shown(
            '<p lang="es">Tome la pastilla con agua en la ma\u00f1ana y no la mastique, por favor.</p>\n'
            "<p>The \u03b2-blocker and \u0394 of TNF-\u03b1, Clostridioides difficile, in vitro.</p>"
        ),
    ),
    "A11090": Case(make_course(), (Place("page.css"),), make_course(), style=NEAR),
    "A11100": Case(
        shown("<h2>One</h2>\n<h3></h3>\n<p>Text.</p>", "## One\n\n###\n\nText."),
        (at_text(2, 1),),
        shown("<h2>One</h2>"),
    ),
    "A11120": Case(
        shown(f"<h2>Transcript</h2>\n{VIDEO.format(TRACK, '<h2>Transcript</h2>')}{AUDIO}", "![Call](media/call.mp3)"),
        (at_text(1, 9),),
        shown(f'{AUDIO}<p>The <a href="media/call.pdf">transcript</a>.</p>'),
    ),
    "A11110": Case(
        shown("<p><strong>Results</strong></p>\n<p>Text.</p>", "**Results**\n\nText."),
        (at_text(1, 1),),
        shown("<p><strong>Stop the drug.</strong></p>\n<p>Text.</p>\n<p><strong>Note</strong> this.</p>"),
    ),
}
