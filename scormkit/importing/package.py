"""A QTI content package: a zip with a manifest, items and perhaps a test. Nothing of it is unpacked to disk."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from scormkit.foreign import Unreadable
from scormkit.foreign.zips import inside, opened
from scormkit.importing import rules
from scormkit.importing.decoding import decoded
from scormkit.importing.qti import read_item
from scormkit.importing.qtibody import modern
from scormkit.importing.qtisections import items_of
from scormkit.importing.xmltree import tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scormkit.foreign.zips import Zip
    from scormkit.importing.bank import Bank
    from scormkit.importing.markup import Node

MANIFEST = "imsmanifest.xml"
LARGEST_MEMBER = 20_000_000
LARGEST_ALL = 200_000_000
"""Bytes after unpacking, of one member and of all that are read."""
MOST_ITEMS = 2_000


@dataclass(slots=True)
class Package:
    """A zip that is open, and the bank that it becomes."""

    zip: Zip
    bank: Bank

    def root_of(self, name: str) -> Node | None:
        """The root element of a member; none where it is not there. Raises :class:`Unreadable`."""
        content = self.zip.content(name)
        if content is None:
            return None
        shown = f"{self.bank.file}/{name}"
        return modern(tree(decoded(content, shown, self.bank), shown))

    def look_from(self, folder: str) -> Callable[[str], bytes | None]:
        """What finds a file of the package by the address that a member in that folder has for it."""
        return partial(_look, self, folder)


def read_package(raw: bytes, bank: Bank) -> None:
    """Reads the items of a package into the bank. Raises :class:`Unreadable`."""
    package = Package(opened(raw, bank.file, LARGEST_MEMBER, LARGEST_ALL), bank)
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
    bank.look = package.look_from(posixpath.dirname(name))
    read_item(root, bank, category)


def _look(package: Package, folder: str, source: str) -> bytes | None:
    return package.zip.content(name) if (name := inside(folder, source)) else None


def _items(package: Package) -> Iterator[tuple[str, str]]:
    """The items with their categories: in the order of the test if there is one, else of the manifest, else by name."""
    manifest = package.root_of(MANIFEST)
    if manifest is None:
        names = sorted(name for name in package.zip.names if name.lower().endswith(".xml"))
        yield from ((name, "") for name in names if _is(package, name, "assessmentItem"))
        return
    folder = ""
    resources = [node for node in manifest.every("resource") if "qti" in node.get("type").lower()]
    items = [name for node in resources if "item" in node.get("type") and (name := inside(folder, node.get("href")))]
    tests = [name for node in resources if "test" in node.get("type") and (name := inside(folder, node.get("href")))]
    named = dict(items_of(tests[0], package)) if tests else {}
    yield from named.items()
    yield from ((name, "") for name in items if name not in named)


def _is(package: Package, name: str, tag: str) -> bool:
    try:
        root = package.root_of(name)
    except Unreadable:
        return False
    return root is not None and root.tag == tag
