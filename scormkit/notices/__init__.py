"""The wording that accreditors mandate, and what learners must be told, generated from fields.

Everything here is plain text without markup: pages, manifests, statements and reports print the same sentences.
The words follow the forms that the accrediting bodies prescribe; they are never paraphrased elsewhere. Where a course
has the provider's own wording, learners see that, as it is, and :func:`differences` tells where it departs.
"""

from scormkit.notices.accreditation import ACCREDITORS, accreditation, accreditation_forms, accreditor, nursing
from scormkit.notices.comparison import Difference, differences, in_quotes
from scormkit.notices.completion import assessment, attempts, earning
from scormkit.notices.designation import (
    COMMENSURATE,
    RECORDED,
    SUBJECT_TO_VERIFICATION,
    UAN_FOR,
    certificate_notes,
    claim_note,
    claim_question,
    claimed_name,
    claimed_plainly,
    commensurate,
    credit_phrase,
    designated,
    designation,
    designation_form,
    designation_forms,
    learning_format,
    participation,
    statement_kind,
)
from scormkit.notices.films import WATCHED, Film, films, films_on
from scormkit.notices.independence import companies, disclosure, mitigation, named, off_label, support
from scormkit.notices.transcripts import names_description, names_transcript
from scormkit.notices.words import MONTHS, article, in_words, listed, percent

__all__ = [
    "ACCREDITORS",
    "COMMENSURATE",
    "MONTHS",
    "RECORDED",
    "SUBJECT_TO_VERIFICATION",
    "UAN_FOR",
    "WATCHED",
    "Difference",
    "Film",
    "accreditation",
    "accreditation_forms",
    "accreditor",
    "article",
    "assessment",
    "attempts",
    "certificate_notes",
    "claim_note",
    "claim_question",
    "claimed_name",
    "claimed_plainly",
    "commensurate",
    "companies",
    "credit_phrase",
    "designated",
    "designation",
    "designation_form",
    "designation_forms",
    "differences",
    "disclosure",
    "earning",
    "films",
    "films_on",
    "in_quotes",
    "in_words",
    "learning_format",
    "listed",
    "mitigation",
    "named",
    "names_description",
    "names_transcript",
    "nursing",
    "off_label",
    "participation",
    "percent",
    "statement_kind",
    "support",
]
