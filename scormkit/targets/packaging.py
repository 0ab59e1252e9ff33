"""Compiled → Bundle: the same document and files for every format, then what the format adds."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

from scormkit import __version__
from scormkit.compile.course import STYLES
from scormkit.compile.data import read_words
from scormkit.model.bundle import Bundle
from scormkit.resources import manifests_dir, package_file, runtime_dir
from scormkit.templates import templates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

    from scormkit.compile.course import Compiled
    from scormkit.model.bundle import Content
    from scormkit.targets.target import Target, Template

GLUE = "runtime/session.js"
RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"))
COMMENT = re.compile(rb"""\s+// [^"'`]*$""")
COMMENT_LINE = re.compile(rb"\s*(//|/\*.*\*/\s*$)")
SPACES = re.compile(
    rb"""(?=["'/ ])(?:"""  # nothing else begins with another sign, which is found out faster so
    rb"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""  # a text stays as it is
    rb"""|((?:(?<=[(,=:\[!&|?{};])|(?<=[(,=:\[!&|?{};][ ])|(?<=return[ ]))"""  # and a pattern, no division
    rb"""/(?:[^/\\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+/)"""
    rb"""|[ ]+(?=[=*%^<>!&|?:,;(){}\[\]])|(?<=[=*%^<>!&|?:,;(){}\[\]])[ ]+"""
    rb"""|(?<![+-])[ ]+(?=[+-])|(?<=[+-])[ ]+(?![+-]))"""  # "+ +" is no "++"
)
"""Texts and patterns of a line of a script, and the spaces around its signs."""
STYLE_SPACES = re.compile(rb"""("[^"\n]*")|;?\s*([}])\s*|\s*([{;,])\s*|(?<=:)[ ](?=[^;{}\n]*;)""")
"""Texts of a style sheet, and the spaces around its signs; before a colon they may be part of a selector."""
_ESCAPED_IN_SCRIPTS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def make_bundle(compiled: Compiled, target: Target, lms: str = "") -> Bundle:
    """Everything a package of ``target`` holds; ``lms`` names the LMS profile that was applied, if one was.

    The manifest is written last, from the finished list of names.
    """
    scripts = (*compiled.scripts, *target.drivers, GLUE)
    files: dict[str, Content] = {asset.path: asset.source for asset in compiled.assets}
    files |= {path: shipped_script(path) for path in scripts}
    files[STYLES] = b"".join(shipped_style(path) for path in compiled.styles)
    files["cme.json"] = readable_json(compiled.cme)
    files[target.launch] = _page(compiled, target, scripts)
    names = tuple(sorted((*files, *(template.path for template in target.metadata))))
    facts = target.facts(compiled, names)
    environment = templates(manifests_dir())
    files |= {
        template.path: _rendered(environment, template, facts) for template in (*target.metadata, target.manifest)
    }
    return Bundle.of(bundle_name(compiled, target, lms), target.name, files)


def shipped(source: bytes) -> bytes:
    """A script or style sheet as packages carry it: without comments, empty lines and indentation.

    They are a fourth of its compressed size. Our sources have no text that spans lines, and a comment at the end of a
    line goes only where no quotation mark follows, so that no text is cut.
    """
    lines = (COMMENT.sub(b"", line).strip() for line in source.splitlines() if not COMMENT_LINE.match(line))
    return b"".join(line + b"\n" for line in lines if line)


@cache
def shipped_script(path: str) -> bytes:
    """A script of the program by its path, as :func:`shipped` and without the spaces around its signs.

    They are another twentieth. Lines stay lines: what a browser says of one can be found in the source.
    """
    return b"".join(map(closed_up, shipped(package_file(path)).splitlines(keepends=True)))


@cache
def shipped_style(path: str) -> bytes:
    """A style sheet of the program by its path, as :func:`shipped` and without the spaces between its declarations."""
    return STYLE_SPACES.sub(lambda found: found[1] or found[2] or found[3] or b"", shipped(package_file(path)))


def closed_up(line: bytes) -> bytes:
    """A line of a script without the spaces around its signs."""
    return SPACES.sub(lambda found: found[1] or found[2] or b"", line)


def bundle_name(compiled: Compiled, target: Target, lms: str = "") -> str:
    """The stem of a package's file: ``<course>-<version>-<target>[-<lms>]``."""
    return "-".join([compiled.course.id, compiled.course.version, target.name, *([lms] if lms else [])])


def readable_json(value: object) -> bytes:
    """JSON for people and tools: sorted keys, indented, UTF-8, LF."""
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, default=_plain) + "\n").encode()


def script_json(value: object) -> str:
    """JSON that can stand in a script element: nothing in it can end the element, and all of it is ASCII."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), default=_plain)
    return text.translate(_ESCAPED_IN_SCRIPTS)


def page_data(compiled: Compiled, target: Target) -> dict[str, object]:
    """What the scripts of a package read.

    What the driver needs stands first: it repeats words of the tests, and is packed smaller near to them.
    """
    words = compiled.data["words"]
    assert isinstance(words, dict)
    return {**target.data(compiled), **compiled.data, "words": words | read_words(*target.words)}


def direction(language: str) -> str:
    """``rtl`` for the languages that are written from right to left."""
    return "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def _plain(value: object) -> object:
    """Read-only mappings are JSON too. Raises :class:`TypeError` for anything that is not."""
    if hasattr(value, "items"):
        return dict(value.items())
    raise TypeError(f"not JSON: {type(value).__name__}")


def _page(compiled: Compiled, target: Target, scripts: tuple[str, ...]) -> bytes:
    from markupsafe import Markup

    course, template = compiled.course, templates(runtime_dir()).get_template("page.html.j2")
    page = template.render(
        course=course,
        direction=direction(course.language),
        sections=Markup(compiled.sections),
        data_json=Markup(script_json(page_data(compiled, target))),
        scripts=scripts,
        styles=STYLES,
        dialogs=Markup("".join(package_file(path).decode() for path in target.dialogs)),
        csp=target.csp,
        generator=f"scormkit {__version__}",
    )
    return page.encode()


def _rendered(environment: Environment, template: Template, facts: Mapping[str, object]) -> bytes:
    return environment.get_template(template.source).render(facts).encode()
