"""Pictures for people: every kind of view, phone and laptop, light and dark, and the prints as PDF.

Run by hand, with the packages to look at (dist/*.zip, if none is named):

    python tests/play/screenshots.py OUT [PACKAGE.zip …]
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from strict_lms import Lms
from touring import DURING, Tourist
from visits import DESKTOP, PHONE, visiting

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-02-20T15:00:00Z"
TOUR = "tour-"
LOOKS = [(size, scheme) for size in ("laptop", "phone") for scheme in ("light", "dark")]
# Bars that stick would stand in the middle of a long picture; the policy of the page lets no style sheet in.
UNSTUCK = "position => { for (const e of document.querySelectorAll('.bar, .pager')) e.style.position = position; }"
SIZES = {"laptop": DESKTOP, "phone": PHONE}


def now(package: Path) -> str:
    """A day on which the credit of the course can be claimed."""
    return DURING if package.name.startswith(TOUR) else NOW


def tour(browser: Browser, lms: Lms, package: Path, out: Path) -> None:
    """One whole run in each look, a picture at every view; the certificate's print from the last run."""
    for size, scheme in LOOKS:
        with visiting(browser, lms, clock=now(package), viewport=SIZES[size], color_scheme=scheme) as visit:
            learner = visit.launch(lms.enrol(lms.install(package)), how="window")
            views = Tourist(learner).visit() if package.name.startswith(TOUR) else learner.tour()
            for number, view in enumerate(views):
                picture = out / f"{size}-{scheme}-{number:02}-{view}.png"
                learner.course.evaluate(UNSTUCK, "static")
                learner.course.screenshot(path=picture, full_page=True)
                learner.course.evaluate(UNSTUCK, "")
                if (view, scheme, size) == ("certificate", "light", "laptop"):
                    learner.course.evaluate("document.body.classList.add('print-certificate')")
                    learner.course.pdf(path=out / "print-certificate.pdf", format="Letter")
                    learner.course.evaluate("document.body.classList.remove('print-certificate')")


def prints(browser: Browser, lms: Lms, package: Path, out: Path) -> None:
    """The whole document on paper, without an LMS; with scripts off; and the administrator's sheet."""
    with visiting(browser, lms, clock=now(package)) as visit:
        learner = visit.read(lms.site() + lms.install(package))
        learner.course.pdf(path=out / "print-document.pdf", format="Letter")
    with visiting(browser, lms, java_script_enabled=False) as visit:
        page = visit.context.new_page()
        page.goto(lms.site() + lms.install(package))
        page.screenshot(path=out / "no-scripts.png", full_page=True)
        sheet = package.with_suffix(".html")
        if sheet.exists():
            page.goto(sheet.as_uri())
            page.screenshot(path=out / "import-sheet.png", full_page=True)


def main(arguments: list[str]) -> int:
    """Takes the pictures; gives the exit code."""
    if not arguments:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    packages = [Path(name) for name in arguments[1:]] or sorted((ROOT / "dist").glob("*.zip"))
    program = os.environ.get("SCORMKIT_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as room, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        lms = Lms(Path(room))
        for package in packages:
            out = Path(arguments[0]) / package.stem
            out.mkdir(parents=True, exist_ok=True)
            tour(browser, lms, package, out)
            prints(browser, lms, package, out)
            sys.stdout.write(f"{out.as_posix()}: {len(list(out.iterdir()))} files\n")
        lms.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
