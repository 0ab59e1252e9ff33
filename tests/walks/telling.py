"""How interactions and statements tell what was done: what each must say, by the model and the state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model import Model


def spoken(quiz: dict[str, Any], question: dict[str, Any], response: list[str]) -> tuple[str, tuple[str, str]]:
    """The name of its interaction, with {} for the attempt, and the response as SCORM 1.2 and as xAPI write it."""
    name = f"eval-{question['id']}" if quiz["role"] == "evaluation" else f"q-{question['id']}-{{}}"
    if question.get("secret"):
        return name, ("", "")
    short = [{"true": "t", "false": "f"}.get(value, value) for value in response]
    pairs = [value.replace(".", "[.]") for value in response] if question["kind"] == "matching" else response
    return name, (",".join(short), "[,]".join(pairs))


def bare(name: str) -> str:
    """The question of an interaction as :func:`spoken` names it."""
    return name.removeprefix("eval-").removeprefix("q-").removesuffix("-{}")


# ---- SCORM 1.2


def answered(model: Model, state: dict[str, Any]) -> dict[str, list[str]]:
    """The interactions of what was handed in, each with the responses that it may have."""
    wanted: dict[str, list[str]] = {}
    for quiz, own in state["quizzes"].items():
        for number in range(1, own["count"] + 1):
            for made in model.values(("attempt", quiz, number)):
                for name, (response, _) in made["told"].items():
                    wanted.setdefault(name.format(number), []).append(response)
    return wanted


def claimed(state: dict[str, Any], has: dict[str, Any]) -> dict[str, list[str]]:
    """The interactions of a claim."""
    if not state["profession"]:
        return {}
    specialty = has["specialties"].get(state["who"].rpartition(" ")[2])
    amounts = {name: "0" if amount == "declined" else amount for name, amount in state["claims"].items()}
    return {
        "profession": [state["profession"]],
        "record-reference": [state["reference"]],
        **{has["credits"][name]["claim"]: [amount] for name, amount in amounts.items()},
        **({"attestation": ["t"]} if has["attests"] else {}),
        **({"specialty": [specialty]} if specialty else {}),
    }


def plain(name: str, wanted: dict[str, Any]) -> str:
    """Of an answer that was handed in in two windows at once the later has its window behind its name."""
    first, _, window = name.rpartition("-")
    return first if name not in wanted and first in wanted and len(window) == 5 else name


# ---- xAPI


def told(statement: dict[str, Any]) -> tuple[str, ...]:
    """What a statement tells, as the model counts it."""
    verb = statement["verb"]["id"].rpartition("/")[2]
    place = statement["object"]["id"].rpartition("/")[2]
    if verb == "answered":
        ordering = statement["object"]["definition"]["interactionType"] == "sequencing"
        values = statement["result"].get("response", "").split("[,]")
        return verb, place, "[,]".join(values if ordering else sorted(values))
    return (verb, place) if verb == "experienced" else (verb,)


def credited(statements: list[dict[str, Any]], model: Model, state: dict[str, Any], has: dict[str, Any]) -> list[str]:
    """The statement of record tells the profession, the reference and every credit of the claim. A claim that was
    never confirmed may have lost its state and not its statement: then another was made, and the first stands."""

    def words(claim: dict[str, Any]) -> tuple[str, str, dict[str, float]]:
        amounts = {name: 0.0 if each == "declined" else float(each) for name, each in claim["claims"].items()}
        credits = {has["credits"][name]["system"]: amount for name, amount in amounts.items()}
        return claim["profession"], claim["reference"], credits

    wanted = [words(claim) for claim in ([state] if model.must(("claim",)) else [state, *model.claims])]
    found = []
    for record in (one for one in statements if told(one) == ("completed",)):
        part = {name.rpartition("/")[2]: value for name, value in record["result"]["extensions"].items()}
        credits = {each["system"]: float(each["amount"]) for each in part["credit-claimed"]}
        seen = (part["profession"], part["reference"], credits)
        if seen not in wanted:
            found.append(f"completed tells {seen}, not {wanted}")
    return found
