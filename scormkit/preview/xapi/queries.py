"""Reading statements back (Communication 2.1.3): one by its id, or those that filters choose, a page at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from scormkit.preview.xapi import actors, attachments, formats, values
from scormkit.preview.xapi.exchange import JSON_TYPE, Answer, Desk, Refused, Request

if TYPE_CHECKING:
    import sqlite3

_FILTERS = frozenset({"agent", "verb", "activity", "registration", "related_activities", "related_agents"})
_ORDER = frozenset({"since", "until", "limit", "ascending"})
_SHOWN = frozenset({"format", "attachments"})


def get(desk: Desk, request: Request) -> Answer:
    """One statement, or a page of them."""
    names = [name for name in ("statementId", "voidedStatementId") if name in request.query]
    if names:
        return _one(desk, request, names[0])
    request.expect(frozenset(), _FILTERS | _ORDER | _SHOWN)
    return _page(desk, request, after=None)


def more(desk: Desk, request: Request) -> Answer:
    """The next page: the same question, continued after the statement where the last page ended."""
    request.expect(frozenset({"after"}), _FILTERS | _ORDER | _SHOWN)
    return _page(desk, request, after=_whole(request, "after"))


def _one(desk: Desk, request: Request, name: str) -> Answer:
    request.expect(frozenset({name}), _SHOWN)
    _check_shown(request)
    wanted = request.query[name]
    if not values.is_uuid(wanted):
        raise Refused(400, f"the parameter {name} must be a UUID")
    with desk.storage.reading() as records:
        row = records.execute(
            "SELECT text, stored FROM statements WHERE id = ? AND voided = ?",
            (wanted.lower(), name == "voidedStatementId"),
        ).fetchone()
        if row is None:
            raise Refused(404, "there is no such statement")
        (text,) = formats.shown(records, request, [row[0]])
        headers = {"Content-Type": JSON_TYPE, "Last-Modified": http_date(row[1])}
        answer = Answer(200, text.encode("utf-8"), headers)
        if request.flag("attachments"):
            return attachments.with_files(records, answer, attachments.parsed([row[0]]))
    return answer


def _page(desk: Desk, request: Request, after: int | None) -> Answer:
    _check_shown(request)
    size = _whole(request, "limit") or desk.page
    size = min(size, desk.page)
    with desk.storage.reading() as records:
        rows = _rows(records, request, after, size + 1)
        kept = [text for _, text in rows[:size]]
        link = _link(request, rows[size - 1][0]) if len(rows) > size else ""
        body = f'{{"statements":[{",".join(formats.shown(records, request, kept))}],"more":"{link}"}}'
        answer = Answer(200, body.encode("utf-8"), {"Content-Type": JSON_TYPE})
        if request.flag("attachments"):
            return attachments.with_files(records, answer, attachments.parsed(kept))
    return answer


def _link(request: Request, last: int) -> str:
    return "/xapi/statements/more?" + urlencode({**request.query, "after": str(last)})


def _rows(records: sqlite3.Connection, request: Request, after: int | None, many: int) -> list[tuple[int, str]]:
    """The filters choose statements, and with them all that refer to one chosen (StatementRef), however remotely;
    time, order and voiding apply to the result (Communication 2.1.4)."""
    chosen, given = _chosen(request)
    limits, bounds = _limits(request, after)
    hits = ""
    if chosen and records.execute("SELECT EXISTS (SELECT 1 FROM statements WHERE target IS NOT NULL)").fetchone()[0]:
        hits = (
            f"WITH RECURSIVE hit(id) AS (SELECT id FROM statements AS s WHERE {' AND '.join(chosen)}"
            " UNION SELECT other.id FROM statements AS other JOIN hit ON other.target = hit.id) "
        )
        chosen = ["s.id IN (SELECT id FROM hit)"]
    wanted = " AND ".join([*chosen, "s.voided = 0", *limits])
    order = "ASC" if request.flag("ascending") else "DESC"
    return records.execute(
        f"{hits}SELECT s.seq, s.text FROM statements AS s WHERE {wanted} ORDER BY s.seq {order} LIMIT ?",
        (*given, *bounds, many),
    ).fetchall()


def _chosen(request: Request) -> tuple[list[str], list[str]]:
    clauses: list[str] = []
    given: list[str] = []
    for name, clause, key in _CHOICES:
        if name in request.query:
            clauses.append(clause)
            given.append(key(request.query[name]))
    for place, flag in enumerate(("related_agents", "related_activities")):
        everywhere = request.flag(flag)
        clauses = [clause.replace(f"@{place}", "0, 1" if everywhere else "0") for clause in clauses]
    return clauses, given


def _agent_key(parameter: str) -> str:
    key = actors.identity(actors.asked(parameter))
    assert key is not None  # asked() refuses anonymous groups
    return key


def _iri(parameter: str) -> str:
    if not values.is_iri(parameter):
        raise Refused(400, "the parameters verb and activity must be absolute IRIs")
    return parameter


def _registration(parameter: str) -> str:
    if not values.is_uuid(parameter):
        raise Refused(400, "the parameter registration must be a UUID")
    return parameter.lower()


# Parameter, clause, and the key that it becomes. @0 and @1 are where a related place counts or does not.
_CHOICES: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("verb", "s.verb = ?", _iri),
    ("registration", "s.registration = ?", _registration),
    ("agent", "s.seq IN (SELECT seq FROM statement_agents WHERE agent = ? AND related IN (@0))", _agent_key),
    ("activity", "s.seq IN (SELECT seq FROM statement_activities WHERE activity = ? AND related IN (@1))", _iri),
)


def _limits(request: Request, after: int | None) -> tuple[list[str], list[int]]:
    clauses: list[str] = []
    bounds: list[int] = []
    for name, clause in (("since", "s.stored > ?"), ("until", "s.stored <= ?")):
        if name in request.query:
            clauses.append(clause)
            bounds.append(values.milliseconds(instant(request, name)))
    if after is not None:
        clauses.append("s.seq > ?" if request.flag("ascending") else "s.seq < ?")
        bounds.append(after)
    return clauses, bounds


def instant(request: Request, name: str) -> datetime:
    """The moment that a parameter names."""
    if not values.is_timestamp(request.query[name]):
        raise Refused(400, f"the parameter {name} must be an ISO 8601 date and time")
    return values.moment(request.query[name])


def http_date(stored: int) -> str:
    """Milliseconds since 1970 as HTTP writes dates, for ``Last-Modified``."""
    return format_datetime(datetime.fromtimestamp(stored // 1000, UTC), usegmt=True)


def _whole(request: Request, name: str) -> int:
    value = request.query.get(name, "0")
    # More digits than SQLite has bits for would be no smaller a wish.
    if not value.isascii() or not value.isdigit() or len(value) > 18:
        raise Refused(400, f"the parameter {name} must be a whole number, zero or more")
    return int(value)


def _check_shown(request: Request) -> None:
    if request.query.get("format", "exact") not in formats.FORMATS:
        raise Refused(400, f"the parameter format must be {', '.join(formats.FORMATS)}")
    request.flag("attachments")
