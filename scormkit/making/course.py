"""One course, from its folder to its packages."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from scormkit.cache import Members, Store, faults, program_digest
from scormkit.making.past import Judgement, Past
from scormkit.making.record import facts_of, write_record
from scormkit.model.finding import Severity
from scormkit.model.judgement import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from scormkit.archive import Sums
    from scormkit.compile.course import Compiled
    from scormkit.making.options import BuildOptions
    from scormkit.making.past import Facts, Files
    from scormkit.model.course import Course
    from scormkit.model.finding import Finding
    from scormkit.model.lms import Change, LmsProfile
    from scormkit.source.kept import KeptPages
    from scormkit.targets import Target


@dataclass(frozen=True, slots=True)
class Judged:
    """A course that was read and judged, fitted to an LMS if one was named; no course where it could not be read.

    The course is as it may be packaged: a live one that nobody approved as it is now is a draft.
    """

    course: Course | None
    verdict: Verdict
    changes: tuple[Change, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What stands against the course."""
        return self.verdict.findings

    @property
    def stopped(self) -> bool:
        """Whether no package may be made: an error stops it, warnings and advice never do."""
        return self.course is None or any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a course: the verdict, the files of its packages, and its name (id and version) if it has any."""

    verdict: Verdict
    written: tuple[Path, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all courses of a run share within one process."""

    options: BuildOptions
    profile: LmsProfile | None
    store: Store
    members: Members
    sums: dict[Path, Sums] = field(default_factory=dict)

    @classmethod
    def of(cls, options: BuildOptions) -> Workshop:
        """The workshop for a build. Raises :class:`ValueError` where there is no LMS profile of that name."""
        profile = None
        if options.lms:
            from scormkit.lmsprofiles import read_profile

            profile = read_profile(options.lms)
        store = Store.at(options.cache, "" if options.cache is None else program_digest())
        return cls(options, profile, store, Members(store))


def recalled(folder: Path, shop: Workshop) -> Made | None:
    """What a build would say of a course of which nothing has changed and all files are there; writes nothing."""
    past, targets = Past(folder, shop.options, shop.store), shop.options.targets
    known = past.judgement()
    return None if known is None else _all_there(past, known, targets, shop, bring_back=False)


def make(folder: Path, shop: Workshop) -> Made:
    """Read, judge, compile, package and record one course, each only as far as something changed."""
    past, targets = Past(folder, shop.options, shop.store), shop.options.targets
    known = past.judgement()
    if known and (made := _all_there(past, known, targets, shop, bring_back=True)):
        return made
    pages = past.pages()
    if shop.options.jobs != 1:
        pages.meanwhile = ready_to_build
    judged = judge(folder, shop.options.as_of, shop.profile, pages)
    past.keep_pages(pages)
    if judged.stopped or judged.course is None:
        return Made(judged.verdict)
    name = name_of(judged.course)
    packages = {
        target: (files, facts)
        for target, files in past.packages(name, targets).items()
        if (facts := past.facts(target)) is not None
    }
    refused, fresh = packaged(judged, [target for target in targets if target not in packages], shop)
    packages |= fresh
    there = past.records(known, packages) if known else {}
    recorded = {
        target: write_record(judged.course, judged.verdict, folder, facts, shop.options)
        for target, (_, facts) in packages.items()
        if target not in there
    }
    records = {**(known.records if known else {}), **there, **recorded}
    if not refused:
        past.keep(judged.course, Judgement(name, judged.verdict, records), fresh, recorded, shop.sums)
        past.settle()
    files = [packages[target][0] + records[target] for target in targets if target in packages]
    verdict = Verdict((*judged.findings, *refused), judged.verdict.accepted)
    return Made(verdict, _paths(files, shop), name)


def _all_there(
    past: Past, known: Judgement, targets: Sequence[str], shop: Workshop, *, bring_back: bool
) -> Made | None:
    packages = past.packages(known.name, targets, bring_back=bring_back)
    if len(packages) < len(targets):
        return None
    records = past.records(known, targets, bring_back=bring_back)
    if len(records) < len(targets):
        return None
    past.settle()
    return Made(known.verdict, _paths((packages[target] + records[target] for target in targets), shop), known.name)


def ready_to_judge() -> None:
    """Load what judges a course, while another process reads it."""
    from scormkit.making.rules import course_rule_names

    course_rule_names()


def ready_to_build() -> None:
    """Load what makes a package too."""
    ready_to_judge()
    import scormkit.archive
    import scormkit.compile.course
    import scormkit.compile.texts
    import scormkit.reports.record
    import scormkit.targets  # noqa: F401
    from scormkit.resources import manifests_dir, runtime_dir
    from scormkit.templates import templates

    templates(runtime_dir())
    templates(manifests_dir())


def judge(folder: Path, as_of: date, profile: LmsProfile | None = None, pages: KeptPages | None = None) -> Judged:
    """A course and everything that is wrong with it; rules run on what could be read without errors."""
    from scormkit.source.load import PAYS, load_course

    loaded = load_course(folder, folder.as_posix(), pages)
    read = Judged(loaded.course, Verdict(loaded.findings))
    if read.course is None or read.stopped:
        return read
    by_two = pages is not None and pages.meanwhile is not None and len(read.course.pages) >= PAYS
    return judged_of(read.course, loaded.findings, as_of, profile, by_two=by_two)


def judged_of(
    course: Course, found: Sequence[Finding], as_of: date, profile: LmsProfile | None = None, *, by_two: bool = False
) -> Judged:
    """The judgement on a course that was read; ``found`` is what its readers found."""
    from scormkit.checks import CheckContext, examine
    from scormkit.checks.approval import in_effect
    from scormkit.making.rules import course_rule_names

    course, changes = fitted(course, profile)
    verdict = examine(course, CheckContext(as_of, course_rule_names(), profile), by_two=by_two)
    return Judged(in_effect(course), Verdict((*found, *verdict.findings), verdict.accepted), changes)


def fitted(course: Course, profile: LmsProfile | None) -> tuple[Course, tuple[Change, ...]]:
    """A course with the switches of an LMS profile, and what they changed."""
    if profile is None:
        return course, ()
    from scormkit.lmsprofiles import applied, changes

    return applied(course, profile), changes(course, profile)


def name_of(course: Course) -> str:
    """What the packages of a course are told apart by: its id and version."""
    return f"{course.id}-{course.version}"


def packaged(
    judged: Judged, targets: Sequence[str], shop: Workshop
) -> tuple[list[Finding], dict[str, tuple[Files, Facts]]]:
    """Compile a course once and write its package for each target: what stops one, else its files and facts."""
    findings: list[Finding] = []
    packages: dict[str, tuple[Files, Facts]] = {}
    if judged.course is None or not targets:
        return findings, packages
    from scormkit.compile.course import compile_course
    from scormkit.targets import TARGETS

    compiled = compile_course(judged.course)
    for target in targets:
        refused, files, facts = package(compiled, TARGETS[target], shop, judged.changes)
        findings += refused
        if not refused:
            packages[target] = files, facts
    return findings, packages


def package(
    compiled: Compiled, target: Target, shop: Workshop, changes: tuple[Change, ...]
) -> tuple[Sequence[Finding], Files, Facts]:
    """Write one package with its import sheet and what the provider publishes; nothing where a finding stops it."""
    from scormkit.archive import too_large, write_file, write_zip
    from scormkit.targets import make_bundle, readable_json, render_sheet

    published = target.published(compiled)
    evidence = readable_json({"data": target.data(compiled), "published": published})
    if wrong := faults(shop.store, target.name, evidence, lambda: target.faults(compiled)):
        raise AssertionError(f"{target.name}: {'; '.join(wrong)}")
    bundle = make_bundle(compiled, target, shop.options.lms)
    if refused := too_large(bundle):
        return refused, (), {}
    written = write_zip(bundle, shop.options.out, shop.members, shop.sums)
    sheet = render_sheet(compiled, target, written, shop.profile, changes)
    beside = {f"{bundle.name}.html": sheet.encode()} | {
        f"{bundle.name}-{ending}": readable_json(document) for ending, document in published.items()
    }
    for name, content in beside.items():
        write_file(shop.options.out / name, content)
    digests = ((name, sha256(content).hexdigest()) for name, content in beside.items())
    facts = facts_of(compiled, target, written, shop.options.lms)
    return (), ((written.path.name, written.sha256), *digests), facts


def _paths(packages: Iterable[Files], shop: Workshop) -> tuple[Path, ...]:
    return tuple(shop.options.out / name for files in packages for name, _ in files)
