"""What an output format is: a driver, templates of what an LMS reads first, and the facts they are filled with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scormkit.compile.course import Compiled


@dataclass(frozen=True, slots=True)
class Limits:
    """What a standard allows: characters of suspend data, of the bookmark and of an interaction's response."""

    suspend_data: int
    location: int
    response: int


@dataclass(frozen=True, slots=True)
class Template:
    """A file written from a template: where the template lies in ``manifests/``, and the file's path in the package."""

    source: str
    path: str


def no_faults(compiled: Compiled) -> tuple[str, ...]:
    """For a format whose files need no further proof."""
    return ()


def nothing(compiled: Compiled) -> Mapping[str, object]:
    """For a format that needs no more than what every package has."""
    return {}


@dataclass(frozen=True, slots=True)
class Target:
    """An output format, as data.

    ``drivers`` are scripts below the program's folder, in loading order. ``metadata`` are written before the names of
    all files are known, ``manifest`` after, so that a manifest cannot forget a file. ``facts`` gives everything that
    both see, from the course and the sorted paths of all files but the manifest. ``policy`` is the content security
    policy of the document; ``records`` says in the administrator's words what the LMS gets to see, topic by topic.
    ``data`` is what the drivers need beside the course data; ``published`` are JSON documents to write beside the
    package, by the end of their names. ``dialogs`` are the files of what only these drivers ask, and ``words`` of what
    only they say. ``sheet`` is the template of what its import sheet says of this format.
    """

    name: str
    title: str
    standard: str
    drivers: tuple[str, ...]
    manifest: Template
    metadata: tuple[Template, ...]
    facts: Callable[[Compiled, tuple[str, ...]], Mapping[str, object]]
    policy: tuple[tuple[str, str], ...]
    limits: Limits
    sheet: str
    records: Callable[[Compiled], tuple[tuple[str, str], ...]]
    launch: str = "index.html"
    dialogs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    data: Callable[[Compiled], Mapping[str, object]] = nothing
    published: Callable[[Compiled], Mapping[str, object]] = nothing
    faults: Callable[[Compiled], tuple[str, ...]] = no_faults

    @property
    def csp(self) -> str:
        """The content security policy as a browser reads it."""
        return "; ".join(f"{directive} {sources}" for directive, sources in self.policy)
