"""From an HTTP request to the resource that answers it: preflight, requests in forms, key, version, CORS."""

from __future__ import annotations

import base64
import binascii
import hmac
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from scormkit.preview.xapi import lookups, queries, statements, values
from scormkit.preview.xapi.documents import ACTIVITY_PROFILE, AGENT_PROFILE, STATE
from scormkit.preview.xapi.exchange import V1, V2, Answer, Desk, Refused, Request

USER = "preview"
PREFIX = "/xapi/"

_LOG = logging.getLogger(__name__)
_V1 = re.compile(r"1\.0(?:\.\d+)?")
_V2 = re.compile(r"2\.0(?:\.\d+)?")

Handler = Callable[[Desk, Request], Answer]

RESOURCES: dict[str, dict[str, Handler]] = {
    "about": {"GET": lookups.about},
    "statements": {"GET": queries.get, "PUT": statements.put, "POST": statements.post},
    "statements/more": {"GET": queries.more},
    "activities": {"GET": lookups.activity},
    "agents": {"GET": lookups.person},
    **{
        path: {"GET": shelf.get, "PUT": shelf.put, "POST": shelf.post, "DELETE": shelf.delete}
        for path, shelf in (
            ("activities/state", STATE),
            ("activities/profile", ACTIVITY_PROFILE),
            ("agents/profile", AGENT_PROFILE),
        )
    },
}

# What a browser on another origin may send and read (Communication 1.2 and the Fetch standard).
_CORS_ASKED = {
    "Access-Control-Allow-Methods": "GET, HEAD, PUT, POST, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": (
        "Authorization, Content-Type, X-Experience-API-Version, If-Match, If-None-Match, Accept-Language"
    ),
    "Access-Control-Max-Age": "600",
}
_CORS_SHOWN = "ETag, Last-Modified, X-Experience-API-Version, X-Experience-API-Consistent-Through"

# The header fields that a form may carry instead (1.0.3 Communication 1.3); every other field is a parameter.
_TUNNELLED = (
    "authorization",
    "x-experience-api-version",
    "content-type",
    "content-length",
    "if-match",
    "if-none-match",
    "accept-language",
)


@dataclass(frozen=True, slots=True)
class Door:
    """Answers requests for one LRS. ``key`` is the password of the user ``preview``."""

    desk: Desk
    key: str

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> tuple[Request, Answer]:
        """The request as it was understood and its answer. Never raises: a bug is a 500, and in the log."""
        path, _, query = target.partition("?")
        request = Request(method, path.removeprefix(PREFIX), {}, headers, body, _spoken(headers))
        try:
            if not path.startswith(PREFIX):
                raise Refused(404, f"the LRS is at {PREFIX}")
            if method == "OPTIONS":
                return request, self._complete(request, Answer(204, b"", _preflight(headers)))
            request = _untunnelled(replace(request, query=_parameters(query)))
            answer = self._handled(request)
        except Refused as refusal:
            answer = _told(refusal.status, refusal.reason)
        except Exception as error:
            _LOG.exception("%s %s", method, path)
            answer = _told(500, f"a mistake of the LRS: {type(error).__name__}")
        return request, self._complete(request, answer)

    def _handled(self, request: Request) -> Answer:
        if request.resource not in RESOURCES:
            raise Refused(404, "there is no such resource")
        if request.resource != "about":
            self._check_key(request.headers.get("authorization", ""))
            _check_version(request.headers.get("x-experience-api-version"))
        methods = RESOURCES[request.resource]
        method = "GET" if request.method == "HEAD" else request.method
        if method not in methods:
            allowed = ", ".join([*methods, "HEAD", "OPTIONS"])
            return replace(_told(405, f"allowed here: {allowed}"), headers={"Allow": allowed})
        return methods[method](self.desk, request)

    def _check_key(self, header: str) -> None:
        scheme, _, encoded = header.partition(" ")
        try:
            given = base64.b64decode(encoded.strip(), validate=True) if scheme.lower() == "basic" else b""
        except (binascii.Error, ValueError):
            given = b""
        if not hmac.compare_digest(given, f"{USER}:{self.key}".encode()):
            raise Refused(401, "the key of this LRS is needed (HTTP Basic)")

    def _complete(self, request: Request, answer: Answer) -> Answer:
        extra = {
            "X-Experience-API-Version": request.version,
            "X-Experience-API-Consistent-Through": values.written(self.desk.now()),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        }
        if answer.status == 401:
            extra["WWW-Authenticate"] = 'Basic realm="xAPI", charset="UTF-8"'
        if "origin" in request.headers:
            # Any origin may ask: what guards the records is the key, which no browser sends on its own.
            extra["Access-Control-Allow-Origin"] = request.headers["origin"]
            extra["Access-Control-Expose-Headers"] = _CORS_SHOWN
            extra["Vary"] = "Origin"
        return replace(answer, headers={**extra, **answer.headers})


def _told(status: int, reason: str) -> Answer:
    # A reason may quote what was sent, half characters included.
    body = reason.encode("utf-8", "replace")
    return Answer(status, body + b"\n", {"Content-Type": "text/plain; charset=utf-8"})


def _preflight(headers: Mapping[str, str]) -> dict[str, str]:
    if "access-control-request-private-network" in headers:
        return {**_CORS_ASKED, "Access-Control-Allow-Private-Network": "true"}
    return _CORS_ASKED


def _spoken(headers: Mapping[str, str]) -> str:
    """The version to answer in: that of the request, else the latest."""
    return V1 if _V1.fullmatch(headers.get("x-experience-api-version", "")) else V2


def _check_version(header: str | None) -> None:
    if header is None:
        raise Refused(400, "the header X-Experience-API-Version is missing")
    if not _V1.fullmatch(header) and not _V2.fullmatch(header):
        raise Refused(400, f"X-Experience-API-Version must be 1.0.x or 2.0.x, not {header!a}")


def _parameters(query: str) -> dict[str, str]:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query), errors="strict", max_num_fields=50)
    except ValueError:
        raise Refused(400, "the parameters are not form-encoded UTF-8") from None
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refused(400, "a parameter is there twice")
    if any("\0" in value for value in found.values()):
        raise Refused(400, "a parameter has a null character")
    return found


def _untunnelled(request: Request) -> Request:
    """The request that a form stands for (1.0.3 Communication 1.3: POST with ``?method=``); 2.0 has no such thing."""
    if request.method != "POST" or "method" not in request.query:
        return request
    if len(request.query) != 1:
        raise Refused(400, "beside 'method' every parameter goes into the form")
    if request.media_type != "application/x-www-form-urlencoded":
        raise Refused(400, "a request in a form must be application/x-www-form-urlencoded")
    try:
        fields = _parameters(request.body.decode("ascii"))
    except UnicodeDecodeError:
        raise Refused(400, "the form is not percent-encoded") from None
    headers = dict(request.headers)
    for name in [name for name in fields if name.lower() in _TUNNELLED]:
        headers[name.lower()] = fields.pop(name)
    method = request.query["method"]
    if method in ("PUT", "POST") and "content" not in fields:
        raise Refused(400, "the form has no field 'content'")
    body = fields.pop("content", "").encode("utf-8")
    if headers["content-type"].startswith("application/x-www-form-urlencoded"):
        headers["content-type"] = "application/json"
    tunnelled = Request(method, request.resource, fields, headers, body, _spoken(headers))
    if tunnelled.version == V2 and "x-experience-api-version" in headers:
        raise Refused(400, "requests in forms are a part of xAPI 1.0 only")
    return tunnelled
