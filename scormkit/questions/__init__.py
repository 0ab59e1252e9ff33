"""Question kinds: one pair of a Python and a JavaScript file each, and their table."""

from __future__ import annotations

from scormkit.questions.choice import CHOICE
from scormkit.questions.fill_in import FILL_IN
from scormkit.questions.kind import QuestionKind
from scormkit.questions.likert import LIKERT
from scormkit.questions.long import LONG
from scormkit.questions.matching import MATCHING
from scormkit.questions.multiple import MULTIPLE
from scormkit.questions.numeric import NUMERIC
from scormkit.questions.ordering import ORDERING
from scormkit.questions.true_false import TRUE_FALSE

KINDS: dict[str, QuestionKind] = {
    kind.name: kind for kind in (CHOICE, MULTIPLE, TRUE_FALSE, FILL_IN, NUMERIC, MATCHING, ORDERING, LIKERT, LONG)
}
"""Every kind that an author may name, in the order in which they are offered."""
