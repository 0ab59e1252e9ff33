"""The faculty copy: every question of a course with its key, for the people who review it, and never for learners."""

from scormkit.faculty.page import faculty_page

__all__ = ["faculty_page"]
