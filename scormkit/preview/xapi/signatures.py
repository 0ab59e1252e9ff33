"""Signed statements (Data 2.6): that a signature has the form which the standard asks for.

Whether the key behind it is anybody's is not looked at: that takes a trust store, which a preview has not.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping
from typing import Any

from scormkit.preview.xapi import jsontext
from scormkit.preview.xapi.exchange import Refused

SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"
_ALGORITHMS = ("RS256", "RS384", "RS512")


def check(attachments: Iterable[Mapping[str, Any]], contents: Mapping[str, bytes]) -> None:
    """Refuses a signature that is no JSON Web Signature over a statement. ``contents``: files by their SHA-2."""
    for attachment in attachments:
        if attachment["usageType"] != SIGNATURE:
            continue
        if attachment["contentType"] != "application/octet-stream":
            raise Refused(400, "a signature must be of type application/octet-stream")
        if (content := contents.get(attachment["sha2"].lower())) is not None:
            _check_signature(content)


def _check_signature(content: bytes) -> None:
    parts = content.strip().split(b".")
    if len(parts) != 3:
        raise Refused(400, "a signature must be a JSON Web Signature in compact form")
    header, payload = (jsontext.read(jsontext.text_of(_decoded(part))) for part in parts[:2])
    if not isinstance(header, dict) or header.get("alg") not in _ALGORITHMS:
        raise Refused(400, f"a signature must use {', '.join(_ALGORITHMS)}")
    if not isinstance(payload, dict):
        raise Refused(400, "a signature must be over a statement")


def _decoded(part: bytes) -> bytes:
    try:
        return base64.b64decode(part + b"=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        raise Refused(400, "a signature must be base64url") from None
