"""A learner who wanders through a course while things fail, by a seeded dice; and what the page promised her."""

from __future__ import annotations

import json
import random
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coursework import GOALS, Coursework
from houses import SCORM_START, ScormHouse
from learner import Learner
from model import Model
from playwright.sync_api import Error
from sitting import HIDDEN, JOURNAL, Sitting
from states import flat, offered
from tourwork import Tourwork
from xapi_host import on_disk

if TYPE_CHECKING:
    from houses import House
    from surroundings import Device
    from versions import Course, Packages

LONGEST = 120  # acts until a goal
SETTLING = 12.0
STARTING = 30.0  # a line that is silent costs a launch two long waits


WORKS = {"hand-hygiene": Coursework, "tour": Tourwork}


class Wrong(AssertionError):
    """What the oracle found."""


@dataclass(slots=True)
class Walk:
    """One walk: `chance` throws the dice. `story` is what happened, for whoever must understand a failure."""

    seed: int
    chance: random.Random
    house: House
    device: Device
    course: Course
    versions: dict[str, Packages]
    version: str = "1.0"
    windows: list[Sitting] = field(default_factory=list)
    models: dict[int, Model] = field(default_factory=dict)
    numbers: int = 0
    offline: bool = False
    story: list[str] = field(default_factory=list)

    # ---- the whole

    def go(self) -> None:
        """Walks, ends all faults, and compares. Raises :class:`Wrong` with the story."""
        try:
            self.begin()
            for _ in range(self.course.steps):
                self.step()
            self.must_hold()
        except (Error, AssertionError) as error:
            raise Wrong(self.tale(str(error))) from error

    def begin(self) -> Sitting:
        """The first launch of the first learner."""
        self.models = {0: Model(), 1: Model()}
        self.house.install(self.versions[self.version])
        return self.launch()

    def tale(self, why: str) -> str:
        return f"walk {self.seed}: {why}\n  " + "\n  ".join(self.story)

    def note(self, line: str) -> None:
        self.story.append(line)

    def step(self) -> None:
        if not self.windows:
            self.launch()
            return
        ((name, act),) = self.chance.choices(self.acts(), [weight for _, weight in WEIGHTS])
        self.note(name)
        act()

    def acts(self) -> list[tuple[str, Any]]:
        return [(name, getattr(self, name)) for name, _ in WEIGHTS]

    # ---- coming

    def launch(self, learner: int = 0) -> Sitting:
        self.reach()
        if isinstance(self.house, ScormHouse) and learner == 0 and self.chance.random() < 0.2:
            name = self.chance.choice(list(SCORM_START))
            self.note(f"  with: {name or 'nothing'}")
            self.house.spoil(name, None)
        opened = self.house.open(self.device.context, learner)
        self.numbers += 1
        person = Learner(opened.course, opened.tab)
        self.arrive(person)
        on_disk = bool(opened.course.evaluate(JOURNAL))
        sitting = Sitting(self.numbers, opened, person, on_disk, self.version, offered(opened.course))
        self.windows.append(sitting)
        self.look(sitting, self.models[learner])
        return sitting

    def reach(self) -> None:
        """Nobody launches without a line: the page of the LMS would not come."""
        if self.offline:
            self.on_line()
        self.house.lms.away = False

    def arrive(self, person: Learner) -> None:
        """Waits for the course; continues with work that was found on this device, as a learner would."""
        until = time.monotonic() + STARTING
        person.see("body.js").wait_for(state="attached")
        while time.monotonic() < until:
            if person.see("dialog#found[open]").count():
                self.note("  continues with what was found")
                person.see("#found-continue").click()
            said = person.see("#saved").get_attribute("data-said")
            if said not in (None, "", "connecting"):
                return
            person.page.wait_for_timeout(20)
        raise AssertionError("the course did not start")

    def look(self, sitting: Sitting, model: Model) -> None:
        """After a launch: what was confirmed is there, and what is not there has never been."""
        said = sitting.said()
        self.note(f"window {sitting.number} ({sitting.version}) says {said!r}, journal {sitting.on_disk}")
        if said in ("alone", "browse"):
            return
        sitting.course.evaluate(
            "() => globalThis.walkModel || document.querySelector('#contents a[aria-current]').click()"
        )
        self.compare(sitting, model)

    def compare(self, sitting: Sitting, model: Model) -> None:
        """An LRS that does not answer yet may hold what this device has forgotten: until then the page is blind."""
        state = flat(sitting.model()["state"], sitting.offered)
        wrong = model.differences(state, sitting.offered)
        sitting.blind = bool(wrong) and (sitting.blind or self.house.is_failing())
        if wrong and not sitting.blind:
            raise AssertionError(f"at launch: {wrong}; state {state}")
        if not wrong and sitting.said() != "review":
            model.adopt(state, sitting.number)

    # ---- working

    def promise(self, sitting: Sitting, model: Model, patience: float) -> None:
        """Waits a little for the page's word on what was just done; takes it at its word."""
        said = sitting.word(patience)
        if said in sitting.promises():
            model.confirm(sitting.number)
        self.note(f"  -> {said}")

    def stride(self) -> None:
        """What a learner does next, whatever it is; often several things in a row."""
        for _ in range(self.chance.choice(self.course.strides)):
            self.advance(self.windows[-1], self.models[0])

    def advance(self, sitting: Sitting, model: Model, patience: float | None = None) -> None:
        if len(self.windows) > 1:
            sitting.opened.tab.bring_to_front()
        if sitting.blind:
            self.compare(sitting, model)
        seen = sitting.model()
        state = flat(seen["state"], sitting.offered)
        if seen["mode"] != "normal" or sitting.said() == "alone":
            return
        done = WORKS[self.course.name](sitting, model, self.chance).next(state)
        self.note(f"  {done}")
        wait = self.chance.choice(self.course.patience) if patience is None else patience
        self.promise(sitting, model, wait)

    def to(self, goal: str, learner: int = 0, *, slowly: bool = False) -> Sitting:
        """Straight on in the last window until a goal is reached (:data:`GOALS`), with time for the page's word in the
        end, or where she goes `slowly` after each act."""
        sitting = self.windows[-1]
        for _ in range(LONGEST):
            state = flat(sitting.model()["state"], sitting.offered)
            if GOALS[goal](state, sitting.offered):
                self.promise(sitting, self.models[learner], 3.0)
                return sitting
            self.advance(sitting, self.models[learner], 1.5 if slowly else 0)
        raise AssertionError(f"never came to: {goal}")

    # ---- pausing

    def pause(self) -> None:
        self.windows[-1].opened.tab.wait_for_timeout(self.chance.choice((50, 400, 1200)))
        self.promise(self.windows[-1], self.models[0], 0)

    def hide(self) -> None:
        """The page goes out of sight, as on a phone."""
        sitting = self.windows[-1]
        sitting.course.evaluate(HIDDEN, "hidden")
        sitting.opened.tab.wait_for_timeout(self.chance.choice((10, 300)))
        if self.chance.random() < 0.6:
            sitting.course.evaluate(HIDDEN, "visible")

    # ---- leaving

    def close(self) -> None:
        self.windows.pop().opened.tab.close()

    def close_by_x(self) -> None:
        """The window's own X: the page may ask first, and the learner leaves all the same."""
        tab = self.windows.pop().opened.tab
        tab.close(run_before_unload=True)
        until = time.monotonic() + SETTLING
        while not tab.is_closed() and time.monotonic() < until:
            with suppress(Error):
                self.device.context.pages[0].wait_for_timeout(20)
        assert tab.is_closed(), "the window did not close"

    def leave(self) -> None:
        """Another page of the LMS, in the same tab."""
        tab = self.windows.pop().opened.tab
        self.reach()
        tab.goto(f"{self.house.lms.site()}/closed")
        tab.close()

    def exit(self) -> None:
        sitting = self.windows[-1]
        sitting.learner.exit()
        self.promise(sitting, self.models[0], 0.5)
        self.close()

    def crash(self) -> None:
        """The page dies: nothing of it runs any more."""
        sitting = self.windows.pop()
        with suppress(Error):
            sitting.opened.tab.goto("chrome://crash")
        sitting.opened.tab.close()

    def kill(self) -> None:
        if not self.device.can_be_killed:
            self.crash()
            return
        self.windows.clear()
        self.device.kill()
        self.offline = False

    def relaunch(self) -> None:
        """Once more, whatever was open; perhaps the LMS has a new version meanwhile."""
        self.chance.choice((self.close, self.close_by_x, self.exit, self.leave))()
        if not self.windows and self.version == "1.0" and self.chance.random() < 0.25:
            self.version = "1.1"
            self.note("  the LMS has version 1.1 now")
            self.house.install(self.versions[self.version])
        if not self.windows:
            self.launch()

    # ---- more than one

    def second(self) -> None:
        """A second window of the same attempt, worked in for a while; then one of the two is closed."""
        if len(self.windows) > 1 or not self.windows[0].on_disk:
            return
        sitting = self.launch()
        for _ in range(self.chance.randint(1, 3)):
            self.advance(sitting, self.models[0], patience=1.5)
        sitting.opened.tab.wait_for_timeout(400)
        gone = self.windows.pop(self.chance.choice((0, 1)))
        self.note(f"  closes window {gone.number}")
        gone.opened.tab.close()
        self.windows[-1].opened.tab.wait_for_timeout(100)

    def another(self) -> None:
        """Somebody else on the same machine, while nobody else is there."""
        if self.models[1].facts or len(self.windows) != 1:
            return
        self.close()
        sitting = self.launch(learner=1)
        if sitting.said() != "alone":
            for _ in range(2):
                self.advance(sitting, self.models[1], patience=1.5)
        self.windows.remove(sitting)
        sitting.opened.tab.close()
        self.launch()

    # ---- failing

    def fault(self) -> None:
        name = self.chance.choice(self.house.faults)
        self.note(f"  {name}")
        if name in ("forgetful", "amnesia"):
            self.end_the_session()
        self.house.spoil(name, self.windows[-1].opened if self.windows else None)

    def end_the_session(self) -> None:
        """An LMS forgets what it got in a session only when that is over: else the page would tell it again."""
        for sitting in self.windows:
            sitting.opened.tab.close()
        if self.windows:
            with suppress(AssertionError):
                self.house.ended(0, 1.0)
        self.windows.clear()

    def calm(self) -> None:
        self.house.calm([sitting.opened for sitting in self.windows])

    def off_line(self) -> None:
        self.device.context.set_offline(True)
        self.offline = True

    def on_line(self) -> None:
        self.device.context.set_offline(False)
        self.offline = False

    # ---- the end

    def must_hold(self) -> None:
        """Faults stop; the same learner comes once more on the same device, and leaves by Exit."""
        self.on_line()
        self.calm()
        for sitting in self.windows:
            sitting.opened.tab.close()
        self.windows.clear()
        for number, model in self.models.items():
            if number == 0 or model.facts:
                self.verify(number, model)

    def verify(self, number: int, model: Model) -> None:
        self.note(f"the end of learner {number}")
        sitting = self.launch_calmly(number)
        self.promise(sitting, model, SETTLING)
        said = sitting.said()
        if said == "ready":
            # A learner who comes back does something, and be it to turn to where she was.
            sitting.learner.go(sitting.learner.place)
            self.promise(sitting, model, SETTLING)
        sitting.learner.exit()
        if said != "review":
            self.house.ended(number, SETTLING)
        shown = flat(sitting.model()["state"], sitting.offered) if said == "review" else None
        wrong = self.house.judge(model, number, sitting.course, shown)
        if sitting.on_disk:
            left = json.dumps(on_disk(sitting.course), default=str)
            wrong += [f"on the disk: {secret}" for secret in self.house.secrets() if secret in left]
        self.windows.remove(sitting)
        sitting.opened.tab.close()
        if wrong:
            raise AssertionError("; ".join(wrong))

    def launch_calmly(self, learner: int) -> Sitting:
        chance, self.chance = self.chance, Steady()
        try:
            return self.launch(learner)
        finally:
            self.chance = chance


class Steady(random.Random):
    """A dice without surprises: right answers while `right`, the first of every choice, no fault at a launch."""

    right = True

    def random(self) -> float:
        return 0.5 if self.right else 0.9

    def choice(self, seq: Any) -> Any:
        return seq[0]


# How often a learner does what, and how often what happens to her.
WEIGHTS = (
    ("stride", 50),
    ("pause", 4),
    ("hide", 3),
    ("close", 2),
    ("close_by_x", 2),
    ("leave", 1),
    ("exit", 2),
    ("crash", 3),
    ("kill", 3),
    ("relaunch", 4),
    ("second", 3),
    ("another", 2),
    ("fault", 12),
    ("calm", 4),
    ("off_line", 3),
    ("on_line", 4),
)
