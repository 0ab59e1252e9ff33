"""The output formats. A new one is a leaf beside :mod:`scormkit.targets.scorm12` and one line here."""

from scormkit.targets.packaging import bundle_name, make_bundle, readable_json
from scormkit.targets.scorm12 import SCORM12
from scormkit.targets.sheet import render_sheet
from scormkit.targets.target import Limits, Target, Template
from scormkit.targets.xapi import XAPI

TARGETS: dict[str, Target] = {target.name: target for target in (SCORM12, XAPI)}

__all__ = ["TARGETS", "Limits", "Target", "Template", "bundle_name", "make_bundle", "readable_json", "render_sheet"]
