"""Reads a course folder: files become a :class:`~scormkit.model.course.Course` and findings, never an exception."""
