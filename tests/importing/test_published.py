"""Banks that others published, where some lie beside the checkout: none breaks the program, and nothing goes untold."""

from __future__ import annotations

from pathlib import Path

import pytest
from banks import bring, reread, rules

from scormkit.importing import Unreadable

BESIDE = Path(__file__).resolve().parents[3] / "question-banks"
BANKS = [path for path in sorted(BESIDE.rglob("*")) if path.suffix in (".xml", ".gift", ".txt", ".csv", ".zip")]


@pytest.mark.skipif(not BANKS, reason="no question banks lie beside this checkout")
def test_a_quiz_has_no_error_that_the_import_did_not_tell() -> None:
    untold = []
    for path in BANKS:
        try:
            made = bring(path.read_bytes(), path.name)
        except Unreadable:
            continue
        told = set(rules(made)) & {"IMP030", "IMP040"}
        _, findings = reread(made.text, made.pictures) if made.questions and not told else (None, ())
        untold += [(path.name, finding) for finding in findings if finding.severity == "error"]
    assert untold == []
