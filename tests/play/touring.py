"""A learner of the sample course that uses every feature: who answers in words, and stops at every kind of view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learner import CURRENT, Learner
from playwright.sync_api import expect
from test_accessibility import Keys

if TYPE_CHECKING:
    from collections.abc import Iterator

Answer = str | list[str] | dict[str, str]

DURING = "2026-07-20T15:00:00Z"
STEP = 1500  # milliseconds: less than two clocks of an LMS and its course may differ by
PRE_TEST: dict[str, Answer] = {"last-step": "Assessment", "always-back": "True", "first-dose": "150"}
CHECK: dict[str, Answer] = {"place-it": "Background"}
RIGHT: dict[str, Answer] = {
    "recommendation": '"Please see him within the hour."',
    "situation": ["Who the patient is", "What is wrong now"],
    "order": {"Situation": "1", "Background": "2", "Assessment": "3", "Recommendation": "4"},
    "match": {
        "Situation": "What is wrong now?",
        "Background": "How did it come to this?",
        "Assessment": "What do you think is going on?",
    },
    "letter": "request",
    "routine": "False",
    "first-back": "The order by telephone",
    "misheard": "Fifteen",
    "night-dose": "60",
    "night-first": "Call back and have the weight read back with its unit",
    "child-dose": "60,4",
    "stated": '"Fifteen, one five, milligrams."',
}
WRONG: dict[str, Answer] = {
    "recommendation": '"He looks tired to me."',
    "situation": ["Who the patient is"],
    "order": {"Situation": "1", "Background": "2", "Assessment": "4", "Recommendation": "3"},
    "match": {
        "Situation": "Who is to blame?",
        "Background": "How did it come to this?",
        "Assessment": "What do you think is going on?",
    },
    "letter": "Relax",
    "routine": "True",
    "first-back": "Neither",
    "misheard": "Five",
    "night-dose": "66",
    "night-first": "Halve the dose yourself",
    "child-dose": "61",
    "stated": '"Fifteen."',
}
EVALUATION: dict[str, Answer] = {
    "met": "Agree",
    "bias": "Strongly agree",
    "intent": "I will ask for doses to be read back",
    "barriers": ["Interruptions", "Time"],
    "one-change": "A quiet corner, \u201cfor handover\u201d only.",
}
PLAY = """async film => {
  const over = new Promise(resolve => film.addEventListener('ended', resolve));
  film.muted = true;
  film.playbackRate = 8;
  await film.play();
  await over;
}"""


def kind_of(view: str) -> str:
    """``matching-answered`` of ``test-3-matching-answered``."""
    return view.split("-", 2)[2]


class Tourist(Learner):
    """Someone in front of the tour. All that is done goes through four acts: press, tick, choose, write."""

    def __init__(self, learner: Learner) -> None:
        super().__init__(learner.course, learner.page)

    # ---- acting, with the mouse

    def tick(self, selector: str) -> None:
        self.see(selector).filter(visible=True).check()

    def choose(self, selector: str, words: str) -> None:
        self.see(selector).select_option(label=words)

    def write(self, selector: str, words: str) -> None:
        self.see(selector).fill(words)

    def play(self) -> None:
        """The film of the page, to its end."""
        self.see(f"{CURRENT} video").evaluate(PLAY)

    def hear(self) -> str:
        """The recording of the page, to its end, or its transcript; gives what the page shall say of it."""
        self.see(f"{CURRENT} audio").evaluate(PLAY)
        return "This recording has been heard."

    # ---- what is made of that

    def reply(self, name: str, answer: Answer) -> None:
        """Words to write or an answer to pick, answers to tick, or what to choose in each line."""
        at = f"[data-question='{name}']"
        question = self.see(at)
        if isinstance(answer, dict):
            for item, choice in answer.items():
                line = question.get_by_label(item, exact=True).get_attribute("id")
                self.choose(f"#{line}", choice)
        elif question.locator(".field").count():
            self.write(f"{at} :is(input, textarea)", str(answer))
        else:
            for words in [answer] if isinstance(answer, str) else answer:
                value = question.get_by_label(words, exact=True).get_attribute("value")
                self.tick(f"{at} input[value='{value}']")

    def reply_all(self, answers: dict[str, Answer]) -> None:
        for name, answer in answers.items():
            self.reply(name, answer)

    def send(self) -> str:
        """Hands in the quiz of this section; gives what the result says."""
        self.press(f"{CURRENT} .submit")
        result = self.see(f"{CURRENT} .result")
        expect(result).to_be_visible()
        return result.inner_text()

    def watch(self) -> None:
        self.play()
        expect(self.see(f"{CURRENT} figure:has(video) + .watched")).to_have_text("This video has been watched.")
        said = self.hear()
        expect(self.see(f"{CURRENT} figure:has(audio) + .watched")).to_have_text(said)

    def wait(self, seconds: int) -> None:
        """Time passes while the learner is there; in steps, so that no clock runs far ahead of the other."""
        self.course.dispatch_event("body", "pointermove")
        for _ in range(seconds * 1000 // STEP + 1):
            self.page.context.clock.fast_forward(STEP)

    def cool_down(self) -> None:
        """The tour's minute between two attempts, counted in whole minutes of the clock."""
        self.wait(120)
        self.press(f"{CURRENT} .again")

    def listed(self) -> list[str]:
        """The sections in the contents."""
        return [link.get_attribute("data-section") or "" for link in self.see("#contents a[data-section]").all()]

    def state_who(self, profession: str, specialty: str = "surgery") -> None:
        self.tick(f"#who input[value='{profession}']")
        self.choose("#specialty", specialty)
        self.tick("#acknowledge-box")

    def paper(self) -> list[list[str]]:
        """The questions of the attempt in their order, each with its answers in theirs."""
        script = (
            "all => all.map(e => [e.dataset.question, ...[...e.querySelectorAll('input, select')].map(i => i.value)])"
        )
        found: list[list[str]] = self.test.locator(".question").evaluate_all(script)
        return found

    def asked(self) -> list[str]:
        return [name for name, *_ in self.paper()]

    # ---- the way

    def visit(self, profession: str = "physician") -> Iterator[str]:
        """From the first page to the references, with one failed test; stops at each kind of view: yields its name."""
        yield "front"
        self.press("#begin")
        yield "front-problem"
        self.state_who(profession)
        self.press("#begin")
        yield from self._before()
        yield from self._pages()
        yield from self._test()
        yield from self._after()

    def _before(self) -> Iterator[str]:
        self.arrives("quiz-pre-test")
        yield "pre-test"
        self.press(f"{CURRENT} .submit")
        yield "pre-test-problem"
        self.reply_all(PRE_TEST)
        yield "pre-test-answered"
        self.send()
        yield "pre-test-sent"
        self.turn()

    def _pages(self) -> Iterator[str]:
        yield "page-check"
        self.reply_all(CHECK)
        self.press(".check-answer")
        expect(self.see(f"{CURRENT} .result")).to_be_visible()
        yield "page-check-answered"
        self.turn()
        yield "page-film"
        self.watch()
        yield "page-film-watched"
        while self.turn() != "page-your-ward":
            yield self.place
        yield "page-your-ward"
        self.press("#next")
        expect(self.see("#place")).to_contain_text("Spend more time")
        yield "page-waits"
        self.wait(66)  # the page looks at its clock every five seconds
        self.turn()

    def _test(self) -> Iterator[str]:
        seen = set()
        for view in self.sit(WRONG):
            seen.add(kind_of(view))
            yield view
        self.send()
        yield "test-failed"
        self.cool_down()
        for view in self.sit(RIGHT):
            if kind_of(view) not in seen:
                yield view.replace("test", "retest")
        self.send()
        yield "test-passed"
        self.turn()

    def sit(self, answers: dict[str, Answer]) -> Iterator[str]:
        """Answers the test from where it stands, one question after the other; stops before and after each."""
        _, at, *_ = self.see(f"{CURRENT} .step").inner_text().split()  # while a case goes on no question is in sight
        for number in range(int(at), len(self.asked()) + 1):
            goes_on = self.see(f"{CURRENT} .next-stage button").filter(visible=True)
            if goes_on.count():
                yield f"test-{number}-case-goes-on"
                self.press(f"{CURRENT} .next-stage button")
            question = self.see(f"{CURRENT} .question").filter(visible=True)
            expect(question).to_have_count(1)
            name, kind = question.get_attribute("data-question"), question.get_attribute("data-kind")
            assert name is not None
            if question.locator("details.hint").count():
                self.press(f"[data-question='{name}'] summary")
            yield f"test-{number}-{kind}"
            self.reply(name, answers[name])
            yield f"test-{number}-{kind}-answered"
            if number < len(self.asked()):
                self.press(f"{CURRENT} .step-on")

    def _after(self) -> Iterator[str]:
        yield "evaluation"
        self.press(f"{CURRENT} .submit")
        yield "evaluation-problem"
        self.reply_all(EVALUATION)
        self.send()
        yield "evaluation-sent"
        self.turn()
        yield "claim"
        self.press("#claim-submit")
        yield "claim-problem"
        self.claim_all("0.50")
        yield "certificate"
        self.go("claim")
        yield "claim-recorded"
        self.go("references")
        yield "references"

    def offered(self) -> list[str]:
        """The credits that may be claimed."""
        return [one.get_attribute("data-credit") or "" for one in self.see("#claim .credit").filter(visible=True).all()]

    def claim_all(self, amount: str) -> str:
        """Claims the amount of all that is offered, and attests; gives the certificate."""
        for credit in self.offered():
            self.tick(f"input[name='claim-{credit}'][value='{amount}']")
        self.tick(".attest-box")
        self.press("#claim-submit")
        return self.open_certificate()


class KeyboardTourist(Tourist):
    """The same with the keyboard alone. `keys.unseen` are the stops whose focus could not be seen."""

    def __init__(self, learner: Learner) -> None:
        super().__init__(learner)
        self.keys = Keys(Learner(self.course, self.course))  # type: ignore[arg-type]  # a window of its own

    def press(self, selector: str) -> None:
        self.keys.use(f"{selector}:not(:disabled)")

    def tick(self, selector: str) -> None:
        box = self.see(selector).filter(visible=True)
        if box.get_attribute("type") == "checkbox":
            self.keys.use(selector, "Space")
            return
        name = box.get_attribute("name")
        self.keys.choose(name or "", [box.get_attribute("value") or ""])

    def choose(self, selector: str, words: str) -> None:
        """Places are chosen by their number: the arrows would take each place on the way from another line."""
        self.keys.tab_to(selector)
        if words.isdigit():
            self.keys.press(words)
        chosen = self.see(f"{selector} option:checked")
        for _ in range(self.see(f"{selector} option").count()):
            if chosen.inner_text() == words:
                return
            self.keys.press("ArrowDown")
        raise AssertionError(f"the arrows never reach {words} in {selector}")

    def write(self, selector: str, words: str) -> None:
        self.keys.tab_to(selector)
        self.keys.learner.page.keyboard.type(words)

    def play(self) -> None:
        """Its own controls take the space bar."""
        video = f"{CURRENT} video"
        self.see(video).evaluate("film => { film.muted = true; film.playbackRate = 8; }")
        self.keys.use(video, "Space")

    def hear(self) -> str:
        """Somebody who cannot hear reads the transcript, and confirms it at its end."""
        self.press(f"{CURRENT} .read-transcript:not([hidden])")
        return "Its transcript has been read."
