"""Course → Compiled: what every package of a course contains, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scormkit.compile.cme import describe
from scormkit.compile.data import course_data
from scormkit.compile.features import feature_scripts, feature_styles, question_scripts, question_styles
from scormkit.compile.sections import render_sections

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.model.course import Asset, Course

BEFORE_QUESTIONS = ("runtime/kit.js", "runtime/marking.js")
STYLES = "runtime/page.css"
AFTER_QUESTIONS = (
    "runtime/progress.js",
    "runtime/merging.js",
    "runtime/journal.js",
    "runtime/attention.js",
    "runtime/view.js",
    "runtime/view-quiz.js",
    "runtime/keeping.js",
    "runtime/acts.js",
)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A course ready for any target.

    ``sections`` is the safe markup of the whole document's body; ``data`` is the JSON that the scripts read;
    ``cme`` is the content of ``cme.json``; ``scripts`` are paths below the program's folder in loading order, without
    the driver and the glue, which a target adds; ``styles`` are the style sheets, which become one file.
    """

    course: Course
    sections: str
    data: Mapping[str, object]
    cme: Mapping[str, Any]
    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    assets: tuple[Asset, ...]


def compile_course(course: Course) -> Compiled:
    """Compile a course that was read without errors."""
    return Compiled(
        course=course,
        sections=render_sections(course),
        data=course_data(course),
        cme=describe(course),
        scripts=(*BEFORE_QUESTIONS, *question_scripts(course), *AFTER_QUESTIONS, *feature_scripts(course)),
        styles=(STYLES, *question_styles(course), *feature_styles(course)),
        assets=course.assets,
    )
