"""A QTI content package: a zip with a manifest, items and perhaps a test. Nothing of it is unpacked to disk."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scormkit.importing import rules
from scormkit.importing.bank import Unreadable
from scormkit.importing.decoding import decoded
from scormkit.importing.qti import read_item
from scormkit.importing.qtibody import modern
from scormkit.importing.xmltree import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.importing.bank import Bank
    from scormkit.importing.markup import Node

MANIFEST = "imsmanifest.xml"
MOST_MEMBERS = 5_000
LARGEST_MEMBER = 20_000_000
LARGEST_ALL = 200_000_000
"""Bytes after unpacking, of one member and of all that are read."""
MOST_ITEMS = 2_000


@dataclass(slots=True)
class Package:
    """A zip that is open, and how much of it may still be read."""

    archive: zipfile.ZipFile
    bank: Bank
    left: int = LARGEST_ALL

    def bytes_of(self, name: str) -> bytes | None:
        """The content of a member, none where it is not there. Raises :class:`Unreadable` for too much of it."""
        try:
            with self.archive.open(name) as member:
                content = member.read(min(LARGEST_MEMBER, self.left) + 1)
        except KeyError:
            return None
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as error:
            raise Unreadable(f"{self.bank.file}/{name} cannot be unpacked: damaged, or protected.") from error
        self.left -= len(content)
        if len(content) > LARGEST_MEMBER or self.left < 0:
            raise Unreadable(f"{self.bank.file}/{name} unpacks to more than a bank of questions holds.")
        return content

    def root_of(self, name: str) -> Node | None:
        """The root element of a member; none where it is not there."""
        content = self.bytes_of(name)
        if content is None:
            return None
        shown = f"{self.bank.file}/{name}"
        return modern(tree(decoded(content, shown, self.bank), shown))


def read_package(raw: bytes, bank: Bank) -> None:
    """Reads the items of a package into the bank. Raises :class:`Unreadable`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        raise Unreadable(f"{bank.file} is no zip that can be opened.") from error
    with archive:
        if len(archive.infolist()) > MOST_MEMBERS:
            raise Unreadable(f"{bank.file} holds too many files.")
        package = Package(archive, bank)
        items = list(_items(package))
        if not items:
            raise Unreadable(f"{bank.file} holds no QTI 2 items: export it as a QTI 2.1 content package, or one item.")
        if len(items) > MOST_ITEMS:
            raise Unreadable(f"{bank.file} holds more than {MOST_ITEMS} items: divide it.")
        for name, category in items:
            _read(name, category, package)
    bank.look = lambda _: None


def _read(name: str, category: str, package: Package) -> None:
    root, bank = package.root_of(name), package.bank
    if root is None:
        from scormkit.model.finding import Place

        bank.begin()
        bank.leave_out(rules.BROKEN, Place(f"{bank.file}/{name}"), "The package names this item and does not hold it.",
                       "Export the package again.")  # fmt: skip
        return
    bank.look = partial(_look, package, posixpath.dirname(name))
    read_item(root, bank, category)


def _look(package: Package, folder: str, source: str) -> bytes | None:
    name = _inside(folder, source)
    return package.bytes_of(name) if name else None


def _inside(folder: str, href: str) -> str:
    """The member that a relative address names; nothing for one outside the package."""
    path = posixpath.normpath(
        posixpath.join(folder, unquote(href.partition("?")[0].partition("#")[0]).replace("\\", "/"))
    )
    outside = path.startswith(("../", "/")) or path in ("..", ".") or "://" in href
    return "" if outside or not href else path


def _items(package: Package) -> Iterator[tuple[str, str]]:
    """The items with their categories: in the order of the test if there is one, else of the manifest, else by name."""
    manifest = package.root_of(MANIFEST)
    if manifest is None:
        names = sorted(name for name in package.archive.namelist() if name.lower().endswith(".xml"))
        yield from ((name, "") for name in names if _is(package, name, "assessmentItem"))
        return
    folder = ""
    resources = [node for node in manifest.every("resource") if "qti" in node.get("type").lower()]
    items = [name for node in resources if "item" in node.get("type") and (name := _inside(folder, node.get("href")))]
    tests = [name for node in resources if "test" in node.get("type") and (name := _inside(folder, node.get("href")))]
    named = dict(_of_test(tests[0], package)) if tests else {}
    yield from named.items()
    yield from ((name, "") for name in items if name not in named)


def _of_test(name: str, package: Package) -> Iterator[tuple[str, str]]:
    root = package.root_of(name)
    if root is None:
        return
    package.bank.title = root.get("title")
    sections = list(root.every("assessmentSection"))
    for section in sections:
        title = section.get("title") if len(sections) > 1 else ""
        for item in section.all("assessmentItemRef"):
            if member := _inside(posixpath.dirname(name), item.get("href")):
                yield member, item.get("category") or title


def _is(package: Package, name: str, tag: str) -> bool:
    try:
        root = package.root_of(name)
    except Unreadable:
        return False
    return root is not None and root.tag == tag
