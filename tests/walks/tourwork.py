"""What a learner does in the tour: says who she is, reads, watches, answers, evaluates, attests and claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursework import Coursework
from paper import PAPER, ROOT, given, way, wish
from playwright.sync_api import expect
from sitting import HIDDEN
from states import closed, ordered

if TYPE_CHECKING:
    Own = dict[str, Any]

PROFESSIONS = ("physician", "physician", "nurse", "other")
AMOUNTS = ("0.25", "0.50", "declined")
# What comes after the first page, in its order: the role of a quiz, or the pages; and which gate it opens.
WAY = (("pre-test", "pages"), ("", "post-test"), ("post-test", "evaluation"), ("evaluation", "claim"))
PATIENCE = 9000  # milliseconds: the page looks at its clock every five seconds
IN_TIME = "() => walkModel.state.time >= walkModel.data.minimum"
# From where the film stands, faster than it is: to a share of it, or as far as a line brings it.
TRANSCRIPT = ".section.current .read-transcript:not([hidden])"
FILM = """async ([src, share, patience]) => {
  const film = document.querySelector('.section.current [src="' + src + '"]');
  const enough = new Promise((resolve) => {
    film.addEventListener("timeupdate", () => { if (film.currentTime >= share * film.duration) resolve(); });
    film.addEventListener("ended", resolve);
    setTimeout(resolve, patience);
  });
  film.muted = true;
  film.playbackRate = 8;
  await Promise.race([enough, film.play().then(() => enough, () => null)]);
  const paused = new Promise((resolve) => film.addEventListener("pause", resolve));
  const was = film.paused;
  film.pause();
  if (!was) await paused;
  await new Promise((resolve) => setTimeout(resolve, 0));
}"""


class Tourwork(Coursework):
    """A learner at work in one window of the tour."""

    def next(self, state: Own) -> str:
        done = self.act(state)
        self.observe()
        return done

    def act(self, state: Own) -> str:
        if self.sitting.blind:
            return "waits for the record"
        if not state["ack"] or not state["who"]:
            return self.begin()
        for role, following in WAY:
            done = self.quiz_of(role, state) if role else self.read(state)
            if done:
                return done
            if closed(state, self.offered, self.mine(state), following):
                return self.look_back(state)  # she has no attempt left
        return self.look_back(state) if state["profession"] else self.claim()

    def mine(self, state: Own) -> list[str]:
        """The pages that this learner is led through."""
        own = state["profession"] or state["who"].partition(" ")[0]
        pages = [each for each in self.offered["sections"] if each["kind"] == "page"]
        return [each["id"] for each in pages if not each.get("for") or own in each["for"]]

    def to(self, section: str) -> None:
        if self.course.place != section:
            self.course.go(section)
            self.land()

    def land(self) -> None:
        """A page may be read by being there: its end may be in sight."""
        place = self.course.place
        if place in self.offered["pages"] and place not in self.sitting.met:
            self.sitting.met.add(place)
            self.model.may(("page", place), self.sitting.number)
            self.model.told("experienced", place.removeprefix("page-"))

    def look_back(self, state: Own) -> str:
        self.to(self.chance.choice(self.mine(state)))
        return "looks back"

    # ---- the first page, pages, the film

    def begin(self) -> str:
        profession = self.chance.choice(PROFESSIONS)
        specialty = self.chance.choice(sorted(self.offered["specialties"]))
        self.to("front")
        self.course.see(f"#who input[value='{profession}']").check()
        self.course.see("#specialty").select_option(value=specialty)
        self.course.see("#acknowledge-box").check()
        self.model.told("acknowledge")
        self.course.see("#begin").click()
        self.course.arrives(self.offered["sections"][1]["id"])
        self.model.did(("ack",), True, self.sitting.number)
        self.model.did(("who",), f"{profession} {specialty}", self.sitting.number)
        return f"begins as {profession}, {specialty}"

    def read(self, state: Own) -> str:
        """The pages, what is asked inside them, the film and the time; "" where all of that is done."""
        films = [film for film in self.offered["films"] if film["key"] not in state["films"]]
        here = self.course.place
        unread = [page for page in self.mine(state) if page not in state["pages"]]
        if films and here in films[0]["pages"] and self.chance.random() < 0.8:
            return self.watch(state, films[0])
        if here in self.mine(state) and (asked := self.inside(here, state)):
            return asked
        if here in unread:
            return self.turn()
        if unread or films:
            self.to(unread[0] if unread else films[0]["pages"][0])
            return f"opens {self.course.place}"
        return self.wait() if state["time"] < self.offered["minimum"] else ""

    def inside(self, page: str, state: Own) -> str:
        """The questions inside a page, which nobody has to answer."""
        (section,) = [each for each in self.offered["sections"] if each["id"] == page]
        asked = [name for name in section.get("checks", []) if not state["quizzes"][name]["count"]]
        return self.sit(asked[0]) if asked and self.chance.random() < 0.8 else ""

    def turn(self) -> str:
        page = self.course.place
        self.land()
        self.course.see("#next").click()
        self.model.did(("page", page), True, self.sitting.number)
        self.land()
        return f"reads {page}"

    def watch(self, state: Own, film: dict[str, Any]) -> str:
        """A film, whole or in part; instead of a recording its transcript, as often as not."""
        share = self.chance.choice((0.4, 1, 1, 1))
        if film["src"].endswith(".wav") and self.chance.random() < 0.5:
            self.model.told("experienced", "transcript")
            self.course.see(TRANSCRIPT).click()
        else:
            self.model.told("watch")
            self.course.course.evaluate(FILM, [film["src"], share, PATIENCE])
        seen = self.state()
        for part in seen["parts"] - state["parts"]:
            self.model.did(("part", part), True, self.sitting.number)
        return f"plays {len(seen['parts'])} sixtieths of the films"

    def wait(self) -> str:
        self.sitting.course.evaluate(HIDDEN, "visible")
        self.sitting.course.wait_for_function(IN_TIME, timeout=PATIENCE)
        return "takes her time"

    # ---- quizzes

    def quiz_of(self, role: str, state: Own) -> str:
        """Goes on with the quiz of a role; "" where there is nothing left to do in it."""
        (quiz,) = [each for each in self.offered["quizzes"].values() if each["role"] == role]
        own = state["quizzes"][quiz["id"]]
        spent = quiz["attempts"] and own["count"] >= quiz["attempts"]
        if own["passed"] or (spent and not own["open"]):
            return ""
        self.to(f"quiz-{quiz['id']}")
        return self.sit(quiz["id"]) if own["open"] else self.again(quiz["id"], own)

    def again(self, quiz: str, own: Own) -> str:
        number = own["count"] + 1
        self.course.see(f"#quiz-{quiz} .again").click()
        expect(self.course.see(f"#quiz-{quiz} .result")).to_be_hidden()
        self.model.did(("open", quiz, number), True, self.sitting.number)
        draw = self.state()["quizzes"][quiz]["draw"]
        before = [draw for key in self.model.keys("draw", quiz) if key[2] < number for draw in self.model.values(key)]
        assert draw and draw not in before, f"attempt {number} draws what was drawn before: {draw}"
        return "tries again"

    def sit(self, name: str) -> str:
        """Answers one question more, or hands in. What is drawn is drawn when it is first seen."""
        own = self.state()["quizzes"][name]
        for _ in range(20):
            paper = self.course.course.evaluate(PAPER, name)
            shown = [each for each in paper["questions"] if each["shown"]]
            left = [each for each in shown if each["id"] not in own["answers"]]
            if left or (shown and not paper["buttons"] and self.chance.random() < 0.2):
                return self.reply(name, own, (left or shown)[0])
            if not paper["buttons"]:
                break
            button = paper["buttons"][0]
            if button in (".check-answer", ".submit"):
                return self.hand_in(name, own, button)
            self.course.see(f"#quiz-{name} {button}").filter(visible=True).first.click()
        raise AssertionError(f"there is nothing to do in the {name}: {paper}")

    def reply(self, name: str, own: Own, asked: Own) -> str:
        question = self.offered["quizzes"][name]["questions"][asked["id"]]
        wanted = wish(question, asked, self.chance)
        key = ("draft", name, own["count"] + 1, question["id"], own["draw"])
        for control, value, response in way(question, asked, wanted):
            self.model.may(key, self.sitting.number, ordered(question, response))
            self.put(f"{ROOT.format(name, question['id'])} {control}", value)
        self.model.did(key, ordered(question, wanted), self.sitting.number)
        return f"answers {question['id']} with {wanted}"

    def put(self, control: str, value: Any) -> None:
        """Ticks, chooses or writes."""
        field = self.course.see(control)
        if isinstance(value, bool):
            field.set_checked(value)
        elif "select" in control:
            field.select_option(value=value)
        else:
            field.fill(value)
            field.blur()

    def hand_in(self, name: str, own: Own, button: str) -> str:
        quiz = self.offered["quizzes"][name]
        state = self.state()
        if quiz["role"] in self.offered["gates"]:
            skipped = closed(state, self.offered, self.mine(state), quiz["role"])
            assert not skipped, f"the {name} was open without {skipped}"
        paper = self.course.course.evaluate(PAPER, name)["questions"]
        questions = quiz["questions"]
        answers = {each["id"]: ordered(questions[each["id"]], given(questions[each["id"]], each)) for each in paper}
        missing = [each for each in answers if not answers[each]]
        result = self.result({**quiz, "questions": list(questions.values())}, answers)
        self.model.told("passed")
        self.course.see(f"#quiz-{name} {button}").filter(visible=True).first.click()
        if missing:
            return f"is told that {missing} are missing"
        said = self.course.see(f"#quiz-{name} .result")
        expect(said).to_be_visible()
        share = f"{result['score']:g}%"
        if quiz["role"] != "evaluation":
            assert share in said.inner_text(), f"{share} is told as: {said.inner_text()}"
        self.model.did(("attempt", name, own["count"] + 1), result, self.sitting.number)
        return f"hands in attempt {own['count'] + 1} at the {name}: {share}"

    # ---- the claim

    def claim(self) -> str:
        self.to("claim")
        state = self.state()
        skipped = closed(state, self.offered, self.mine(state), "claim")
        assert not skipped, f"the claim was open without {skipped}"
        amounts = {}
        for credit in self.course.see("#claim .credit").filter(visible=True).all():
            name = credit.get_attribute("data-credit") or ""
            amounts[name] = self.chance.choice(AMOUNTS)
            credit.locator(f"input[value='{amounts[name]}']").check()
        if self.chance.random() < 0.3:
            self.course.see("#claim-submit").click()
            assert not self.state()["profession"], "a claim was taken without the attestation"
        self.course.see(".attest-box").filter(visible=True).check()
        for verb in ("attested", "completed", *["claimed"] * len(amounts)):
            self.model.told(verb)
        self.course.see("#claim-submit").click()
        expect(self.course.see("#claim-recorded, #certificate.current").filter(visible=True).first).to_be_visible()
        state = self.state()
        assert state["date"], f"everything is done and nothing was completed: {state}"
        value = {"profession": state["who"].partition(" ")[0], "claims": amounts, "reference": state["reference"]}
        self.model.did(("claim",), value, self.sitting.number)
        return f"claims {amounts}"

    # ---- what was drawn

    def observe(self) -> None:
        """An attempt is drawn when it is first seen, and it is the same whenever it is seen again."""
        place = self.course.place.removeprefix("quiz-")
        if "pool" not in self.offered["quizzes"].get(place, {}):
            return
        own = self.state()["quizzes"][place]
        if not own["open"] or not own["draw"]:
            return
        questions = self.offered["quizzes"][place]["questions"]
        paper = [
            [each["id"], *(value for value, *_ in each["boxes"])]
            for each in self.course.course.evaluate(PAPER, place)["questions"]
        ]
        key = ("draw", place, own["count"] + 1)
        if own["draw"] not in self.model.values(key):
            self.model.did(key, own["draw"], self.sitting.number)
            pool = dict(self.offered["quizzes"][place]["pool"])
            asked = [questions[name]["objective"] for name, *_ in paper]
            drawn = {objective: asked.count(objective) for objective in pool}
            whole = drawn == pool or self.sitting.version != "1.0"
            assert whole, f"the {place} asks {drawn}, not {pool}"
        known = self.model.papers.setdefault((own["draw"], self.sitting.version), paper)
        assert paper == known, f"the same draw in another order: {paper}, not {known}"
