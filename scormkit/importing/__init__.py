"""Importing: a bank of questions in GIFT, Aiken, Moodle XML, QTI 2.1 or CSV becomes a quiz in our Markdown."""

from scormkit.foreign import Unreadable
from scormkit.importing.importer import Imported, Wish, imported
from scormkit.importing.rules import RULES

__all__ = ["RULES", "Imported", "Unreadable", "Wish", "imported"]
