"""What each mutant breaks, by tables that say it for every path and change.

Every mutant falls under exactly one table: it breaks a rule, and then one of those named has to find it; it breaks
none, and the reason is given; or nobody finds it yet, which is said here and counts as missed.
"""

from __future__ import annotations

import re

OURS = r"^(?!references).*\b"
READ = (
    r"(title|subtitle|description|text|points\[\d\]|territory_note|medium|requirements|method|privacy|copyright"
    r"|off_label)"
)
"""Texts of the author that learners read on the first page."""

BREAKS: tuple[tuple[str, str], ...] = (
    # ---- what holds for every value
    (r" emptied$", "SRC025"),
    (r" no-day$", "SRC026"),
    # ---- identity
    (
        (
            r"course.yaml (id|version|title|language|description|credit_status|objectives|audience|activity|providers"
            r"|credits) deleted"
        ),
        "SRC021",
    ),
    (r"course.yaml (id|version) not-stated", "SRC024"),
    (r"course.yaml version", "APR020"),
    (r"course.yaml language", "SRC024"),
    (r"course.yaml credit_status", "SRC023"),
    (r"course.yaml iri_base deleted", "STA010"),
    (r"course.yaml iri_base", "SRC024"),
    # ---- texts that learners read
    (rf"{OURS}{READ} branded", "MKT020"),
    (rf"{OURS}{READ} promised", "TXT080"),
    (rf"{OURS}(title|subtitle|description|text|points\[\d\]|territory_note|method) not-stated", "TXT110"),
    (r"objectives\[0\]\.points\[0\] opened", "TXT100"),
    # ---- objectives and audience
    (r"yaml objectives\[\d\] deleted$|objectives\[\d\]\.id (not-stated|other-word)", "SRC029"),
    (r"objectives\[\d\]\.(id|text) deleted", "SRC021"),
    (r"audience\.(description|professions) deleted", "SRC021"),
    (r"audience\.professions\[[014]\] deleted", "AMA070"),
    (r"audience\.professions\[\d\] (not-stated|other-word)", "SRC023"),
    (r"audience\.specialties deleted", "AUD010"),
    (r"audience\.territories(\[0\])? deleted", "AUD020"),
    (r"audience\.territories\[0\]", "SRC024"),
    # ---- format, dates, time
    (r"activity\.(format|released|expires|time_zone|minutes) deleted", "SRC021"),
    (r"activity\.format", "SRC023"),
    (r"activity\.released not-stated", "DAT030"),
    (r"activity\.released past", "CRE040"),
    (r"activity\.released future", "DAT020"),
    (r"activity\.reviewed (deleted|not-stated|future)", "DAT040"),
    (r"activity\.expires not-stated", "DAT070"),
    (r"activity\.expires past", "DAT010 DAT020"),
    (r"activity\.expires future", "DAT050 DAT060"),
    (r"activity\.time_zone not-stated", "DAT080"),
    (r"activity\.time_zone", "SRC027"),
    (r"activity\.minutes not-stated", "AMA080"),
    (r"activity\.minutes (zero|off-grid)", "SRC024"),
    (r"activity\.minutes larger", "AMA090"),
    (r"activity\.medium (deleted|not-stated)", "LEG010"),
    (r"activity\.requirements (deleted|not-stated)", "LEG020"),
    (r"activity\.identifiers(\.pars)? deleted", "ACC050"),
    # ---- providers
    (r"providers\.accredited( |\.(name|accreditor) )deleted|providers\.joint\[0\]\.name deleted", "SRC021"),
    (r"providers\.accredited\.name", "ACC020 AMA030"),
    (r"providers\.accredited\.accreditor", "ACC020 CRE010"),
    (r"providers\.accredited\.contact (deleted|not-stated)", "LEG030"),
    (r"providers\.joint(\[0\])? deleted|providers\.joint\[0\]\.name", "ACC020"),
    # ---- credit
    (r"credits\[\d\]\.(system|maximum|eligible) deleted", "SRC021"),
    (r"credits\[\d\]\.system", "SRC023"),
    (r"credits\[\d\]\.maximum not-stated", "SRC024"),
    (r"credits\[0\]\.maximum zero", "AMA010"),
    (r"credits\[[03]\]\.maximum off-grid", "AMA010"),
    (r"credits\[\d\]\.maximum zero", "AMA010"),
    (r"credits\[\d\]\.maximum off-grid", "CRE110"),
    (r"credits\[[01235]\]\.maximum larger", "AMA090"),
    (r"credits\[4\]\.maximum larger", "CRE130"),
    (r"credits\[[0234]\]\.eligible\[0\] deleted$", "SRC025"),
    (r"credits\[\d\]\.eligible\[\d\] (not-stated|other-word)", "SRC023"),
    (r"credits\[2\]\.uan deleted", "CRE020"),
    (r"credits\[2\]\.uan\[0\] deleted", "SRC025"),
    (r"credits\[2\]\.uan\[0\]", "CRE030"),
    (r"credits\[3\]\.approved (deleted|not-stated|future)", "CRE050"),
    (r"credits\[3\]\.approved past", "DAT060"),
    # ---- support, mitigation, policies
    (r"support deleted", "SUP010"),
    (r"support\[\d\]\.(company|kind) deleted|mitigation\.(done|method) deleted", "SRC021"),
    (r"support\[\d\]\.\w+ branded|statements\.\w+ branded", "MKT020"),
    (r"support\[\d\]\.company opened", "SUP050"),
    (r"support\[0\]\.kind not-stated", "SUP030"),
    (r"support\[1\]\.in_kind deleted", "SUP030"),
    (r"course.yaml mitigation deleted", "DIS080"),
    (r"mitigation\.done", "SRC023"),
    (r"policies deleted", "LEG040 LEG050"),
    (r"policies\.privacy (deleted|not-stated)", "LEG040"),
    (r"policies\.copyright (deleted|not-stated)", "LEG050"),
    # ---- conditions of completion
    (r"completion\[0\] deleted", "DIS140"),
    (r"completion\[2\] deleted", "AMA110"),
    (r"completion\[3\] deleted", "AMA060"),
    (r"completion\[\d\] (not-stated|other-word)", "SRC023"),
    # ---- mandated wording: every sentence, every word
    (r"statements\.ipce sentence-0", "SRC025"),
    (r"statements\.accreditation (not-stated|opened|promised|sentence|word)", "ACC020"),
    (r"statements\.designation (not-stated|opened|promised|sentence|word)", "AMA030"),
    (r"statements\.ipce (not-stated|opened|promised|word)", "CRE100"),
    (r"statements\.participation promised", "AMA150"),
    # ---- decisions on record
    (r"(overrides\[0\]|approval)\.\w+ deleted", "SRC021"),
    (r"overrides\[0\]\.rule", "SRC024"),
    (r"overrides\[0\]\.reason not-stated", "OVR030"),
    (r"overrides\[0\]\.by not-stated", "OVR040"),
    (r"overrides\[0\]\.until not-stated", "OVR060"),
    (r"overrides\[0\]\.until past", "OVR010"),
    (r"approval deleted", "STA020"),
    (r"approval\.version", "APR020"),
    (r"approval\.(by|role) not-stated", "APR040"),
    (r"approval\.(date not-stated|content)", "SRC024"),
    (r"approval\.date future", "APR030"),
    # ---- people
    (r"people.yaml \[\d\]\.(id|name) deleted|relationships\[\d\]\.company deleted", "SRC021"),
    (r"people.yaml \[\d\]\.id not-stated", "SRC024"),
    (r"people.yaml \[0\]\.credentials (deleted|not-stated)", "DIS050"),
    (r"people.yaml \[\d\]\.roles deleted", "DIS040"),
    (
        r"people.yaml \[[12]\]\.roles\[0\] deleted$|mitigation\[0\] deleted|relationships\[1\]\.natures\[0\] deleted",
        "SRC025",
    ),
    (
        (
            r"people.yaml \[\d\]\.roles\[\d\] (not-stated|other-word)|natures\[\d\] (not-stated|other-word)"
            r"|\[0\]\.mitigation\[0\]"
        ),
        "SRC023",
    ),
    (r"people.yaml \[0\]\.relationships deleted|people.yaml \[[123]\]\.nothing_to_disclose deleted", "DIS010"),
    (r"company opened|members\[\d\] opened", "DIS070"),
    (r"company branded", "MKT020"),
    (r"natures deleted", "DIS060"),
    (r"\.ended (deleted|not-stated|future)", "DIS110"),
    (r"\.ended past", "DIS090"),
    (r"(nothing_to_disclose|group) (not-stated|other-word)", "SRC023"),
    (r"people.yaml \[3\]\.group deleted", "DIS150"),
    (r"off_label (deleted|not-stated)", "DIS150"),
    (r"members deleted", "DIS030"),
    # ---- references
    (r"references.yaml [a-z0-9-]+ deleted", "SRC030"),
    (r"references.yaml starmer-2014\.trial", "REF040"),
    (r"references.yaml \S+\.(authors|title|year|doi|pmid) deleted", "SRC021"),
    (r"references.yaml \S+\.(year|doi) |references.yaml \S+\.pmid (not-stated|zero|off-grid)", "SRC024"),
    # ---- pages and quizzes: front matter
    (r"front\.(id|title) deleted|front\.(role|passing) deleted", "SRC021"),
    (r"front\.id not-stated", "SRC024"),
    (r"front\.objectives(\[0\])? deleted", "EDU020"),
    (r"front\.objectives\[0\] not-stated", "SRC024"),
    (r"front\.objectives\[0\] other-word", "SRC029"),
    (r"front\.role", "SRC023"),
    (r"front\.passing not-stated|front\.attempts (not-stated|zero|off-grid)", "SRC024"),
    (r"front\.passing zero", "AMA100"),
    (r"front\.passing (off-grid|larger)|front\.attempts (deleted|larger)", "QIZ100"),
    # ---- pages and quizzes: lines
    (r"body line-\d+-miscited", "SRC030"),
    (r"010-steps.md body line-0-uncited|post-test.md body line-15-uncited", "REF030"),
    (r"body line-\d+-leaking", "SEC010"),
    (r"body line-\d+-repeated", "TXT050"),
    (r"body line-\d+-promised", "AMA120 AMA140"),
    (r"body line-\d+-unseen", "SRC046"),
    (r"body line-\d+-missing", "SRC050"),
    (r"body line-\d+-unencrypted", "SEC100"),
    (r"body line-\d+-product-site", "MKT030"),
    (r"020-team.md body line-2-deleted", "SRC049"),
    (r"body line-\d+-without-objective", "QIZ040"),
    (r"body line-\d+-other-objective", "SRC029"),
    (r"body line-\d+-without-#", "SRC061"),
    (r"body line-\d+-other-kind", "SRC063"),
    (r"body line-\d+-without-kind=multiple", "QIZ010"),
    (r"post-test.md body line-(2|10|17|25)-deleted", "QIZ100 SRC064"),
    (r"post-test.md body line-(8|15|23|33)-deleted", "CRE070 QIZ050"),
    (r"post-test.md body line-\d+-turned: - \[.\] (?!The plan|The visiting|The drugs)", "QIZ010"),
    (r"post-test.md body line-(6|12|13|19)-deleted", "QIZ010"),
)
"""A pattern of mutants, and the rules of which one has to find them. The first pattern that fits counts."""

HARMLESS: tuple[tuple[str, str], ...] = (
    (r"\.?id other-word$|other-#", "an id is a handle: another one is as good"),
    (
        (
            r"(title|subtitle|description|text|points\[\d\]|territory_note|method|off_label|medium|requirements|contact"
            r"|privacy|copyright) opened"
        ),
        "a free text may end with etc.",
    ),
    (r"(subtitle|keywords|points|territory_note|joint\[0\]\.contact) deleted", "nobody has to write it"),
    (r"keywords\[\d\]|specialties\[\d\]", "a catalogue word: any is allowed"),
    (r"points\[\d\] deleted", "an objective may have fewer parts"),
    (r"professions\[[23]\] deleted", "another profession can still claim each credit"),
    (r"activity\.reviewed past", "an old review harms nothing while the release is young"),
    (
        r"identifiers\.pars (not-stated|zero|off-grid|larger)|credits\[\d\] deleted|eligible\[\d\] deleted",
        "the provider alone knows it",
    ),
    (r"contact (branded|promised|opened)|joint\[0\]\.contact", "an address is what it is"),
    (
        r"support\[\d\] deleted|\.(company|name|kind|in_kind) (not-stated|promised|opened|branded)|in_kind",
        "a name or thing given: the provider alone knows it",
    ),
    (
        r"completion deleted|completion\[1\] deleted",
        ("all conditions hold without the key, and reading every page is none of the bodies'"),
    ),
    (r"statements(\.\w+)? deleted", "the statement is then made from the fields"),
    (r"statements\.participation (not-stated|opened)", "its words are free, as long as they award nothing"),
    (r"brands|overrides(\[0\])? deleted|overrides\[0\]\.until future", "the author's own list or decision"),
    (r"overrides\[0\]\.(reason|by) |approval\.(by|role) ", "who decided and why is in the author's words"),
    (r"approval\.date past", "when somebody signed is theirs to say"),
    (
        (
            r"people.yaml \[\d\] deleted|relationships\[\d\] deleted|roles\[\d\] deleted|natures\[\d\] deleted"
            r"|members\[\d\]"
        ),
        "who is there and what they disclose is theirs to say",
    ),
    (
        r"people.yaml \[\d\]\.(name|credentials|affiliation) ",
        ("names, degrees and institutions are what they are; degrees are asked of who teaches"),
    ),
    (
        r"people.yaml \[0\]\.(mitigation|nothing_to_disclose) deleted",
        ("the course's own mitigation suits the role; the relationships are listed"),
    ),
    (r"references.yaml \S+\.(authors|title|journal|detail) |pmid larger", "a bibliography is quoted as it stands"),
    (
        r"(010-steps|020-team).md body line-\d+-(deleted|uncited)",
        ("teaching may be shorter, and the source is cited elsewhere"),
    ),
    (r"post-test.md body line-\d+-uncited", "a rationale may do without a source"),
    (
        r"post-test.md body line-(0|4|5|20|21|27|29|30|31)-deleted",
        ("a question may have fewer wrong answers, and a test fewer words"),
    ),
    (r"post-test.md body line-(29|30|31)-turned", "which of several answers are right only the author knows"),
    (r"without-kind=true-false", "a choice of True and False is the same question"),
)
"""A pattern of mutants that break no rule, and why."""

MISSED: tuple[tuple[str, str], ...] = ()
"""A pattern of mutants that break a rule and that nobody finds, and what would have to be found."""


def verdict(mutant: str) -> tuple[str, str]:
    """``missed``, ``breaks`` or ``harmless`` with the reason or the rules; the empty verdict for one in no table."""
    for name, table in (("missed", MISSED), ("breaks", BREAKS), ("harmless", HARMLESS)):
        for pattern, what in table:
            if re.search(pattern, mutant):
                return name, what
    return "", ""
