"""The two kinds of host that walks play in: how a course is opened there, how it fails, and what its record says."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from uuid import UUID

from lrs_proxy import KINDS, WRITES, Fault, LrsProxy
from states import DECODE, flat, of_role, offered
from telling import answered, bare, claimed, credited, plain, told
from xapi_host import ANA, BEN, Store

if TYPE_CHECKING:
    from fault_lms import FaultyLms, Record
    from model import Model
    from playwright.sync_api import BrowserContext, Frame, Page
    from versions import Packages

# Where the page of the host stands: on loopback, which browsers trust; on plain HTTP under a name; in a page of another
# site, where storage is partitioned or refused.
PLACES = {"loopback": ("127.0.0.1", ""), "plain": ("plain-lms.test", ""), "within": ("lms.test", "portal.test")}


@dataclass(frozen=True, slots=True)
class Opened:
    """One window: the frame or page of the course, the tab around it, and the page of the LMS if it has one."""

    course: Frame | Page
    tab: Page


class House(Protocol):
    """What a walk asks of a host. `shown` is what a visit for review shows, which may not be written any more."""

    faults: tuple[str, ...]

    def install(self, packages: Packages) -> None: ...

    def open(self, context: BrowserContext, learner: int) -> Opened: ...

    def spoil(self, name: str, window: Opened | None) -> None: ...

    def calm(self, windows: list[Opened]) -> None: ...

    def is_failing(self) -> bool: ...

    def ended(self, learner: int, patience: float) -> None: ...

    def judge(self, model: Model, learner: int, course: Frame | Page, shown: dict[str, Any] | None) -> list[str]: ...

    def secrets(self) -> list[str]:
        """What must not lie on a device that others use: names, identifiers, keys."""
        ...


def within(page: Page, *names: str) -> Frame | Page:
    """The frame that is reached through nested frames of these names."""
    at: Any = page.main_frame
    until = time.monotonic() + 10
    for name in names:
        while (inner := next((each for each in at.child_frames if each.name == name), None)) is None:
            assert time.monotonic() < until, f"no frame {name}"
            page.wait_for_timeout(20)
        at = inner
    return at if names else page


# ---- SCORM 1.2 -------------------------------------------------------------------------------------------------------


def rule(on: str, how: str, **more: Any) -> dict[str, Any]:
    return {"on": on, "how": how, **more}


# What may go wrong while a learner works: rules of host/faulty.js, or a line of the server.
SCORM_RULES: dict[str, list[dict[str, Any]]] = {
    "commit fails": [rule("LMSCommit", "fail", code="101", times=2)],
    "commit lies": [rule("LMSCommit", "lie", times=2)],
    "commit throws": [rule("LMSCommit", "throw")],
    "every call is slow": [rule("*", "late", ms=15, times=20)],
    "every call fails": [rule("*", "fail", code="101", times=-1)],
    "the API dies": [rule("*", "die")],
    "the end fails": [rule("LMSFinish", "fail", code="101")],
    "the end lies": [rule("LMSFinish", "lie")],
}
SCORM_START: dict[str, list[dict[str, Any]]] = {
    "": [],
    "initialize fails once": [rule("LMSInitialize", "fail", code="101")],
    "initialize throws once": [rule("LMSInitialize", "throw")],
    "initialize is slow": [rule("LMSInitialize", "late", ms=400)],
}
SCORM_LINES = {"line down": "down", "server deaf": "deaf", "logged out": "out"}


@dataclass(slots=True)
class ScormHouse:
    """A faulty LMS with two learners, each with one attempt of the course."""

    lms: FaultyLms
    chance: random.Random
    flavour: str
    place: str
    records: list[Record] = field(default_factory=list)
    faults: tuple[str, ...] = (*SCORM_RULES, *SCORM_LINES, "shuffled", "away", "forgetful", "amnesia")

    def install(self, packages: Packages) -> None:
        address = self.lms.install(packages.zips["scorm12"])
        for record in self.records:
            record.address = address
        people = (("learner-1", "Doe, Jo"), ("learner-2", "Roe, Ben"))
        if not self.records:
            stamp = self.chance.randrange(10**9)
            self.records = [
                self.lms.admit(address, flavour=self.flavour, student_id=f"{who}-{stamp}", student_name=name)
                for who, name in people
            ]

    def open(self, context: BrowserContext, learner: int) -> Opened:
        host, around = PLACES[self.place]
        record = self.records[learner]
        tab = context.new_page()
        tab.on("dialog", lambda dialog: dialog.accept())
        door = self.lms.door(record, "frame", host)
        tab.goto(f"{self.lms.site(around)}/host/top.html?show={door}" if around else door)
        return Opened(within(tab, "lms", "sco") if around else within(tab, "sco"), tab)

    def spoil(self, name: str, window: Opened | None) -> None:
        record = self.records[0]
        if name in SCORM_START:
            record.rules = SCORM_START[name]
        elif name in SCORM_LINES:
            record.line = SCORM_LINES[name]
        elif name == "shuffled":
            record.shuffle = True
        elif name == "away":
            self.lms.away = True
        elif name in ("forgetful", "amnesia"):
            record.lose(everything=name == "amnesia")
        elif window is not None:
            with suppress(Exception):
                window.course.evaluate("(rules) => parent.hostFaults.add(...rules)", SCORM_RULES[name])

    def calm(self, windows: list[Opened]) -> None:
        self.lms.away = False
        for record in self.records:
            record.calm()
        for window in windows:
            with suppress(Exception):
                window.course.evaluate("() => parent.hostFaults.calm()")

    def is_failing(self) -> bool:
        """An LMS hands over what it has when it launches, whatever fails."""
        return False

    def ended(self, learner: int, patience: float) -> None:
        record = self.records[learner]
        record.wait(lambda: record.launches[-1].finished, "LMSFinish", patience)

    def secrets(self) -> list[str]:
        return ["Doe", "Roe", *(record.student_id for record in self.records)]

    def judge(self, model: Model, learner: int, course: Frame | Page, shown: dict[str, Any] | None) -> list[str]:
        record = self.records[learner]
        has = offered(course)
        state = shown or flat(course.evaluate(DECODE, record.values.get("cmi.suspend_data", "")), has)
        wrong = model.differences(state, has)
        wrong += [f"refused: {reason}" for reason in record.refusals]
        wrong += [f"commits {gap} s apart" for opened in record.launches for gap in opened.hasty()]
        wrong += self._outcome(record, state, has)
        return wrong + self._interactions(record, model, state, has)

    def _outcome(self, record: Record, state: dict[str, Any], has: dict[str, Any]) -> list[str]:
        wrong = []
        if forgot(record, state):
            return []
        wanted = ("passed",) if state["date"] else ("incomplete",)
        if record.status not in wanted:
            wrong.append(f"status is {record.status}, not {wanted}")
        score = record.values.get("cmi.core.score.raw")
        (test,) = of_role(state, has, "post-test")
        if (score is not None and float(score) != test["best"]) or (score is None and test["count"]):
            wrong.append(f"score is {score}, not {test['best'] if test['count'] else None}")
        return wrong

    def _interactions(self, record: Record, model: Model, state: dict[str, Any], has: dict[str, Any]) -> list[str]:
        items = record.interactions()
        ids = [item.get("id", "?") for item in items]
        wrong = [f"{name} is there {count} times" for name, count in Counter(ids).items() if count > 1]
        if forgot(record, state):
            return wrong
        wanted = {**answered(model, state), **claimed(state, has)}
        wrong += [f"lost: interaction {name}" for name in wanted if name not in ids and name not in excused(record)]
        watched = {f"{way}-{film}": ["t"] for film in state["films"] for way in ("watched", "transcript")}
        for item in items:
            told = item.get("id", "?")
            expected = (wanted | watched).get(plain(told, wanted))
            if expected is None:
                wrong.append(f"interaction {told} was never done")
            elif item.get("student_response", "") not in expected:
                wrong.append(f"{told} says {item.get('student_response')}, not {sorted(expected)}")
        return wrong


def forgot(record: Record, state: dict[str, Any]) -> bool:
    """Whether the LMS returned a success without the state that it had with it. Without a journal on the device nobody
    knows that state any more, and a visit in review may not write (SCORM 1.2 RTE 3.4.4, cmi.core.lesson_mode).
    """
    return not state["date"] and record.launches[-1].mode == "review"


def excused(record: Record) -> set[str]:
    """The interactions that a success has closed the record over: of values that an LMS takes for sent, and that a
    commit lost on its way before that, the package hears "true", and in review it may not write.
    """
    only_changes = record.flavour == "moodle" and record.launches[-1].mode == "review"
    return record.missed() if only_changes else set()


# ---- xAPI ------------------------------------------------------------------------------------------------------------

# scripts of the line (lrs_proxy.py)
XAPI_FAULTS: dict[str, tuple[Fault, ...]] = {
    "401": (Fault("status", status=401, times=2),),
    "403": (Fault("status", WRITES, status=403, times=2),),
    "409": (Fault("status", ("statements/POST", "state/PUT"), status=409, times=1),),
    "412": (Fault("status", ("state/PUT",), status=412, times=1),),
    "429": (Fault("status", status=429, headers={"Retry-After": "2"}, times=2),),
    "500": (Fault("status", status=500, times=2),),
    "503": (Fault("status", status=503, times=3),),
    "half": (Fault("half", ("statements/POST", "state/PUT", "state/GET"), times=2),),
    "silent": (Fault("silent"),),
    "cut": (Fault("cut", times=3),),
    "lost": (Fault("lost", WRITES, times=2),),
    "slow": (Fault("slow", times=4, delay=0.7),),
    "portal": (Fault("portal", times=4),),
    "open portal": (Fault("portal", times=4, headers={"Access-Control-Allow-Origin": "*"}),),
    "busy for long": (Fault("status", KINDS[1:], status=503, times=-1),),
    "nothing is written": (Fault("cut", WRITES, times=-1),),
    "every answer is lost": (Fault("lost", WRITES, times=-1),),
}
LEARNERS = (ANA, BEN)


@dataclass(slots=True)
class XapiHouse:
    """An LRS behind a faulty line, and an LMS that launches two learners, each in a registration."""

    lms: FaultyLms
    store: Store
    proxy: LrsProxy
    chance: random.Random
    place: str
    activity: str
    address: str = ""
    registrations: tuple[str, ...] = ()
    launches: Counter[int] = field(default_factory=Counter)
    faults: tuple[str, ...] = (*XAPI_FAULTS, "refused")

    def install(self, packages: Packages) -> None:
        self.address = self.lms.install(packages.zips["xapi"])
        if not self.registrations:
            # A walk over another course has the same dice, and the same LRS.
            own = random.Random(f"{self.activity} {self.chance.getrandbits(256)}")
            self.registrations = tuple(str(UUID(int=own.getrandbits(128), version=4)) for _ in LEARNERS)

    def open(self, context: BrowserContext, learner: int) -> Opened:
        host, around = PLACES[self.place]
        self.launches[learner] += 1
        given = {
            "endpoint": self.proxy.endpoint,
            "auth": self.store.lrs.authorization,
            "actor": json.dumps(LEARNERS[learner]),
            "registration": self.registrations[learner],
            "activity_id": self.activity,
        }
        address = f"{self.lms.site(host)}{self.address}?{urlencode(given)}"
        tab = context.new_page()
        tab.on("dialog", lambda dialog: dialog.accept())
        if not around:
            tab.goto(address)
            return Opened(tab, tab)
        tab.goto(f"{self.lms.site(around)}/host/top.html?{urlencode({'show': address})}")
        return Opened(within(tab, "lms"), tab)

    def spoil(self, name: str, window: Opened | None) -> None:
        if name == "refused":
            self.proxy.refuse()
        elif name:
            self.proxy.script(*XAPI_FAULTS[name])

    def calm(self, windows: list[Opened]) -> None:
        self.lms.away = False
        self.proxy.calm()

    def is_failing(self) -> bool:
        return self.proxy.is_failing()

    def statements(self, learner: int) -> list[dict[str, Any]]:
        return self.store.statements(self.registrations[learner])

    def ended(self, learner: int, patience: float) -> None:
        """Waits until the last launch has told its end; where it only read, there is none."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            verbs = self.store.verbs(self.registrations[learner])
            if verbs and verbs[-1] == "terminated":
                return
            time.sleep(0.02)

    def secrets(self) -> list[str]:
        return ["Doe", "Roe", "ana-4711", self.store.lrs.key, self.store.lrs.authorization.split()[1]]

    def judge(self, model: Model, learner: int, course: Frame | Page, shown: dict[str, Any] | None) -> list[str]:
        document = self.document(learner)
        has = offered(course)
        state = shown or flat(course.evaluate(DECODE, document.get("state", "")), has)
        wrong = model.differences(state, has)
        statements = self.statements(learner)
        wrong += [f"another learner's: {one['id']}" for one in statements if one["actor"] != LEARNERS[learner]]
        wrong += credited(statements, model, state, has)
        return wrong + self._statements(statements, model, state) + self._launches(statements, learner)

    def document(self, learner: int) -> dict[str, Any]:
        """The state that the LRS keeps for a learner."""
        agent = {name: value for name, value in LEARNERS[learner].items() if name != "name"}
        query = {
            "activityId": self.activity,
            "agent": json.dumps(agent),
            "registration": self.registrations[learner],
            "stateId": "scormkit",
        }
        headers = {"Authorization": self.store.lrs.authorization, "X-Experience-API-Version": "1.0.3"}
        asked = Request(f"{self.store.lrs.endpoint}activities/state?{urlencode(query)}", headers=headers)
        try:
            with urlopen(asked, timeout=10) as answer:
                return dict(json.loads(answer.read()))
        except HTTPError as error:
            assert error.code == 404, error
            return {}

    def _statements(self, statements: list[dict[str, Any]], model: Model, state: dict[str, Any]) -> list[str]:
        there = Counter(told(one) for one in statements)
        wanted: Counter[Any] = Counter()
        if model.must_be_told(("ack",)):
            wanted["acknowledge",] += 1
        for page in state["pages"]:
            wanted["experienced", page.removeprefix("page-")] += int(model.must_be_told(("page", page)))
        for quiz, own in state["quizzes"].items():
            for number in range(1, own["count"] + 1):
                key = ("attempt", quiz, number)
                made = model.values(key)
                sure = len(made) == 1 and model.must_be_told(key)
                for name, (_, response) in made[-1]["told"].items() if sure else ():
                    wanted["answered", bare(name), response] += 1
                wanted["passed",] |= int(sure and made[-1]["passed"])
        wanted["completed",] += int(bool(state["date"]))
        wrong = [f"lost: statement {key}" for key, count in wanted.items() if there[key] < count]
        for key, count in there.items():
            if key[0] in ("initialized", "terminated", "failed"):
                continue
            if count > max(model.tally[key], wanted[key] if key[0] in ("passed", "completed") else 0):
                wrong.append(f"{count} statements {key}, {model.tally[key]} were done")
        return wrong

    def _launches(self, statements: list[dict[str, Any]], learner: int) -> list[str]:
        verbs = Counter(told(one)[0] for one in statements)
        return [
            f"{verbs[verb]} times {verb} in {self.launches[learner]} launches"
            for verb in ("initialized", "terminated")
            if verbs[verb] > self.launches[learner]
        ]
