"""What a transcript is called, in the languages that courses come in: headings and links say so, or an id does."""

from __future__ import annotations

import re
import unicodedata

ID = "transcript"
"""The id by which an author says so in any language; what follows a hyphen tells several on a page apart."""
WORDS = {
    "en": ("transcript", "transcripts"),
    "de": ("transkript", "transkripte", "abschrift", "abschriften", "verschriftlichung"),
    "fr": ("retranscription", "retranscriptions"),
    "nl": ("transcript", "transcripts"),
    "sv": ("transkript", "transkriptet", "transkribering", "transkriberingen", "avskrift"),
    "da": ("transskript", "transskriptet", "transskribering", "transskriberingen", "afskrift"),
    "no": ("transkribering", "transkriberingen", "avskrift"),
    "pl": ("transkrypt", "stenogram"),
}
"""Words for nothing else, also at the end of longer ones. They count in courses of every language."""
AMBIGUOUS = {
    "de": ("transkription", "transkriptionen"),
    "fr": ("transcription", "transcriptions"),
    "es": ("transcripci\u00f3n", "transcripciones"),
    "it": ("trascrizione", "trascrizioni"),
    "pt": ("transcri\u00e7\u00e3o", "transcri\u00e7\u00f5es"),
    "nl": ("transcriptie", "transcripties"),
    "sv": ("transkription", "transkriptionen"),
    "da": ("transskription", "transskriptionen"),
    "no": ("transkripsjon", "transkripsjonen"),
    "pl": ("transkrypcja", "transkrypcji", "transkrypcj\u0119"),
}
"""Words that name a step of the cell as well. They count as they stand, in courses of their language alone."""
SAME = {"nb": "no", "nn": "no"}
"""Other codes of a language."""
DESCRIBED = (
    *("audio description", "audio-description", "described version", "audiodeskription", "audiodescription"),
    *("audiodescripci\u00f3n", "audiodescrizione", "audiodescri\u00e7\u00e3o", "audiodescriptie", "syntolkning"),
    *("synstolkning", "synstolking", "audiodeskrypcja"),
)
"""What a film is called in which somebody says what is seen, or the sound track that does so."""
ANYWHERE = tuple(sorted({word for words in WORDS.values() for word in words}))


def names_transcript(words: str, language: str) -> bool:
    """Whether these words, of a course in that language, tell of a transcript."""
    code = language.partition("-")[0].lower()
    own = AMBIGUOUS.get(SAME.get(code, code), ())
    said = re.findall(r"\w+", folded(words))
    return any(word.endswith(ANYWHERE) or word in own for word in said)


def names_description(words: str) -> bool:
    """Whether these words tell of a version in which somebody says what is seen."""
    said = folded(words)
    return any(name in said for name in DESCRIBED)


def is_transcript(name: str) -> bool:
    """Whether an author says by the id of a heading or link that it is one; the page's own id stands before ``--``."""
    own = name.partition("--")[2]
    return own == ID or own.startswith(f"{ID}-")


def folded(words: str) -> str:
    """Words without capitals, and with their accents in one piece."""
    return unicodedata.normalize("NFC", words).casefold()
