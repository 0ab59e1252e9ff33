"""The second judge: that it accepts what is good and refuses what is bad, so that its silence means something."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from client import Client, statement, uuid
from judge import judged
from test_lrs_shapes import BAD, GOOD

if TYPE_CHECKING:
    from scormkit.preview.lrs import Lrs

pytestmark = pytest.mark.node


def test_a_good_statement_is_accepted() -> None:
    assert judged([statement(id=uuid(1), result={"score": {"scaled": 0.8}, "duration": "PT5M"})]) == []


def test_a_bad_statement_is_refused() -> None:
    assert len(judged([statement(), statement(result={"score": {"scaled": 2}})])) == 1


def test_the_refusal_says_which_and_where() -> None:
    (error,) = judged([statement(), statement(actor={"mbox": "ana"})])
    assert error.startswith("statement 1: ") and "actor.mbox" in error


def test_what_the_lrs_kept_is_good_in_both_eyes(client: Client, lrs: Lrs) -> None:
    client.save(*GOOD.values())
    assert judged(json.loads(text) for text in lrs.texts()) == []


# What the second judge lets pass and this LRS does not.
STRICTER = {
    "a group in a group (2.4.2.2)",
    "the same choice twice (2.4.4.1)",
    "min not below max (2.4.5.1)",
    "a timestamp of a day that is not (4.5)",
    "an authority of strangers (2.4.9)",
    "an attachment without hash (2.4.11)",
    "a surrogate in an IRI (4.1)",
}
# What JSON cannot say, so that no judge ever sees it.
UNSENDABLE = {"a number beyond all (4.4)"}


def test_both_refuse_the_same_but_for_a_known_few() -> None:
    names = sorted(set(BAD) - UNSENDABLE)
    refused = {names[int(error.split()[1].rstrip(":"))] for error in judged(BAD[name] for name in names)}
    assert set(names) - refused == STRICTER
