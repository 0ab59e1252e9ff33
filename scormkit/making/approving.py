"""An approval: the content that is there now is judged, hashed and signed for in ``course.yaml``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scormkit.making.course import Judged, judged_of
from scormkit.model.course import Approval
from scormkit.model.finding import Severity
from scormkit.model.judgement import Verdict

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


class Unapprovable(Exception):
    """No approval can be recorded; the text says why and is for people."""


def approved(folder: Path, by: str, role: str, as_of: date) -> Judged:
    """Judge a course as it will be with the approval, and unless an error stands against it, write the approval.

    Raises :class:`Unapprovable`, and :class:`OSError` for the disk.
    """
    from scormkit.source.load import load_course

    by, role = _named("--by", by), _named("--role", role)
    file = (folder / "course.yaml").resolve()
    before = file.read_bytes() if file.is_file() else b""
    loaded = load_course(folder, folder.as_posix(), hashed=True)
    if loaded.course is None or any(finding.severity is Severity.ERROR for finding in loaded.findings):
        return Judged(None, Verdict(loaded.findings))
    course = loaded.course
    approval = Approval(course.version, by, role, as_of, course.content, course.where("approval"))
    judged = judged_of(replace(course, approval=approval), loaded.findings, as_of)
    if not judged.stopped:
        _write(file, before, approval, as_of)
    return judged


def _named(option: str, text: str) -> str:
    """A name that was given, or a refusal of what names nobody."""
    from scormkit.checks.overrides import says_nothing
    from scormkit.source.approving import writable

    plain = " ".join(text.split())
    if says_nothing(plain):
        raise Unapprovable(f"{option} names nobody: say who approves, and in which role.")
    if not writable(plain):
        raise Unapprovable(f"{option} holds invisible characters: type it anew.")
    return plain


def _write(file: Path, before: bytes, approval: Approval, day: date) -> None:
    from scormkit.files import write_file
    from scormkit.source.approving import Unwritable, with_approval

    values = {
        "version": approval.version,
        "by": approval.by,
        "role": approval.role,
        "date": day.isoformat(),
        "content": approval.content,
    }
    try:
        after = with_approval(before.decode("utf-8"), values).encode("utf-8")
    except Unwritable as lines:
        raise Unapprovable(
            f"{file.name} is written in a way that cannot be edited safely. Put this into it by hand:{lines}"
        ) from None
    if file.read_bytes() != before:
        raise Unapprovable(f"{file.name} changed while it was read. Approve again when nobody writes to it.")
    mode = file.stat().st_mode
    write_file(file, after)
    file.chmod(mode & 0o7777)
