"""The build record of a package: its facts, and the two files that are written beside it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from scormkit import __version__
from scormkit.files import write_file

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.compile.course import Compiled
    from scormkit.making.options import BuildOptions
    from scormkit.making.past import Facts, Files
    from scormkit.model.bundle import Written
    from scormkit.model.course import Course
    from scormkit.model.judgement import Verdict
    from scormkit.targets import Target


def facts_of(compiled: Compiled, target: Target, written: Written, lms: str) -> Facts:
    """What a record tells of a package; nothing in it depends on the day."""
    from scormkit.compile.texts import shown_texts

    return {
        "file": written.path.name,
        "sha256": written.sha256,
        "contentDigest": written.content_digest,
        "size": written.size,
        "members": written.members,
        "unpacked": written.unpacked,
        "target": target.name,
        "standard": target.standard,
        "lms": lms,
        "iri": compiled.cme["iri"],
        "approval": compiled.cme["approval"],
        "texts": shown_texts(compiled.sections),
    }


def write_record(course: Course, verdict: Verdict, folder: Path, facts: Facts, options: BuildOptions) -> Files:
    """Write the record of a package as JSON and as a page, beside the package. Raises :class:`OSError`."""
    from scormkit.making.rules import build_rules
    from scormkit.notices import in_words
    from scormkit.reports.record import Judged, as_json, as_page, record

    shown = folder.as_posix()
    judged = Judged(course, verdict, build_rules(), "" if shown == "." else shown)
    about = {"program": f"scormkit {__version__}", "asOf": options.as_of.isoformat()}
    document = record(judged, facts, about)
    stem = facts["file"].removesuffix(".zip")
    files = {f"{stem}-record.json": as_json(document), f"{stem}-record.html": as_page(document, in_words)}
    for name, content in files.items():
        write_file(options.out / name, content)
    return tuple((name, sha256(content).hexdigest()) for name, content in files.items())
