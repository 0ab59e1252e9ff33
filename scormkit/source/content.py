"""The hash of a course's content: what an approval covers.

It covers what the author wrote and what learners or the record see of it: the values of ``course.yaml``,
``people.yaml`` and ``references.yaml``, the head and the text of each page and quiz in their order, and the bytes of
each picture, film and file under its path in the package. It is made of the sources and not of what they become, so
that a new version of scormkit, or of a library, never ends an approval; and of values and not of files, so that
comments, quotes, line ends, the order of keys and the names of files do not matter.

Not part of it, each for its reason:

* ``approval`` itself, which could not hold its own hash;
* ``credit_status`` and ``notice``: the approval is what makes a course live, and a live course shows no notice;
* ``lms``: what an LMS is told, which differs from one LMS to the next and which ``--lms`` overrules;
* ``by`` and ``until`` of an override: who keeps a decision, and until when, is housekeeping. Its rule, its reason and
  what it settles are part of the hash, since who approves relies on them;
* ``scormkit.yaml``, which all courses of a project share.

A key that is new is part of the hash unless it is listed here. :data:`FORMAT` is the first value that is hashed; it is
raised when anything of this changes, which ends every approval.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from scormkit.files import file_digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.model.course import Asset
    from scormkit.source.frontmatter import Sheet
    from scormkit.source.values import Data, Value

FORMAT = 1
NO_CONTENT = ("approval", "credit_status", "notice", "lms")
"""Keys of course.yaml that say nothing about the content."""
HOUSEKEEPING = ("by", "until")
"""Keys of an override that say nothing about the decision."""


def content_digest(
    course: Value, people: Value, references: Value, sheets: Iterable[Sheet], assets: Iterable[Asset]
) -> str:
    """The hash as ``sha256:`` and 64 digits. Reads every asset; raises :class:`OSError` for one that cannot be read."""
    content = [
        FORMAT,
        _course(course.data),
        _plain(people.data),
        _plain(references.data),
        [[_plain(sheet.head.data), _text(sheet.body)] for sheet in sheets],
        [[asset.path, file_digest(asset.source)] for asset in sorted(assets, key=lambda asset: asset.path)],
    ]
    canonical = json.dumps(content, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return "sha256:" + sha256(canonical.encode()).hexdigest()


def _course(data: Data) -> Any:
    if not isinstance(data, dict):
        return _plain(data)
    kept = {key: _plain(value) for key, value in data.items() if key not in NO_CONTENT}
    overrides = kept.pop("overrides", [])
    decisions = [_decision(override) for override in overrides] if isinstance(overrides, list) else overrides
    return {**kept, **({"overrides": decisions} if decisions else {})}


def _decision(override: Any) -> Any:
    if not isinstance(override, dict):
        return override
    return {key: value for key, value in override.items() if key not in HOUSEKEEPING}


def _plain(data: Data) -> Any:
    """Values with runs of spaces and line ends as one space, as the model reads them."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    return [_plain(item) for item in data] if isinstance(data, list) else " ".join(data.split())


def _text(body: str) -> str:
    """A Markdown text without the blank lines around it; spaces at the end of a line break it and stay."""
    return body.strip("\n")
