"""Review: an existing page of front matter, as text, HTML or Word, is read, judged, and proposed as a draft course."""

from scormkit.foreign import Unreadable
from scormkit.review.draft import files_of
from scormkit.review.judging import judged
from scormkit.review.questions import Question, questions
from scormkit.review.read import read_page
from scormkit.review.reading import read_prose
from scormkit.review.rules import RULES
from scormkit.review.said import Read

__all__ = ["RULES", "Question", "Read", "Unreadable", "files_of", "judged", "questions", "read_page", "read_prose"]
