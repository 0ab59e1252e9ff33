"""TXT: words and marks."""

from __future__ import annotations

from models import HERE, make_course, make_mitigation, place

from rule_cases.base import Case, at
from rule_cases.parts import at_text, shown, written
from scormkit.model.course import Objective

USUAL = "HER2+ and HER2+ and HER2+ disease.\n\n"
POINTS = ("Select a test.", "Read it", "Explain it.")
LEFT_OVER = "One.\n\n**Two: three.\n\n**Four** is bold."

CASES = {
    "TXT010": Case(
        written(f"{USUAL}Treat **HE2R+**/CDK6 disease."),
        (at_text(3, 9),),
        written(f"{USUAL}HER3 and HER2 differ. IL-6, IL-8; CDK4, CDK6; ADC, ADCs."),
    ),
    "TXT020": Case(
        written("HER2\u207a disease, HER2+ disease, HER2+ too."),
        (at_text(1, 1),),
        written("PaO2 is not PAO2. Docetaxel first; then docetaxel. HER2+ and HER2."),
    ),
    "TXT030": Case(
        written("A tumour, and a second tumor."),
        (at_text(1, 3),),
        written("A tumor. The Royal Centre. Colorectal, tumorigenesis, emphasis, advise."),
    ),
    "TXT040": Case(
        written("Then MBC grows."),
        (at_text(1, 6),),
        written("Metastatic breast cancer (MBC), DNA, TKI (tyrosine kinase inhibitor), do NOT stop: MBC."),
    ),
    "TXT050": Case(
        written("Continue the\nthe drug."),
        (at_text(1, 10),),
        written("She had had it. We know that that is so. Beta beta. Test the `the the`. No, no."),
    ),
    "TXT060": Case(
        shown("<p>One.</p>\n<p>**Two: three.</p>\n<p><strong>Four</strong> is bold.</p>", LEFT_OVER),
        (at_text(3, 1),),
        shown("<p>Write <code>**</code> around it: 2 * 3 ** 4.</p>", "Write `**` around it: 2 * 3 ** 4."),
    ),
    "TXT070": Case(
        written("The patient's wish - not\nthe doctor\u2019s."),
        (at_text(2, 11),),
        written("The patient's wish \u2013 not the doctor's. From 4\u20136 months, first-line."),
    ),
    "TXT080": Case(
        at(("mitigation", "method"), mitigation=make_mitigation(method="Relationships will be mitigated by peers.")),
        (place(11),),
        at(mitigation=make_mitigation(method="Reviewers will read it. Relationships were mitigated by peers.")),
    ),
    "TXT090": Case(
        at(("notice",), notice="Specimen. This program is none.", description="This course has everything."),
        (place(11),),
        at(notice="Specimen. This program is none.", description="The course has everything. This program too."),
    ),
    "TXT100": Case(
        at(("objectives", 0, "points", 1), objectives=(Objective("know", "Name it", POINTS, HERE),)),
        (place(11),),
        make_course(objectives=(Objective("know", "Name it", ("Select a test;", "read it;", "explain it."), HERE),)),
    ),
    "TXT110": Case(
        at(("description",), description="Not stated"),
        (place(11),),
        at(description="What is not stated here is stated elsewhere."),
    ),
}
