"""How credentials look: keys, tokens, passwords. A pattern here is one that ordinary text does not meet."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as NoBase64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit.traces import NAMES_OF_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYED = (
    r"[?&](?i:auth|authorization|access_token|api_?key|client_secret|secret|password|passwd|pwd|"
    r"x-amz-signature|x-api-key)=[^&\s\"'<>)\]]{8,}"
)
KINDS = (
    ("a private key", "PRIVATE KEY", r"-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----"),
    ("an AWS access key", "AKIA", r"\bAKIA[0-9A-Z]{16}\b"),
    ("an AWS access key", "ASIA", r"\bASIA[0-9A-Z]{16}\b"),
    ("a GitHub token", "_", r"gh(?<!\wgh)[pousr]_[A-Za-z0-9]{36,}"),
    ("a GitHub token", "github_pat_", r"\bgithub_pat_[A-Za-z0-9_]{40,}"),
    ("a GitLab token", "glpat-", r"\bglpat-[A-Za-z0-9_-]{20,}"),
    ("a Google API key", "AIza", r"\bAIza[0-9A-Za-z_-]{35}\b"),
    ("a Slack token", "xox", r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
    ("a Stripe key", "k_", r"[rs]k_(?<!\w[rs]k_)(?:live|test)_[A-Za-z0-9]{16,}"),
    ("a SendGrid key", "SG.", r"\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}"),
    ("a JSON web token", "eyJ", r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}"),
    (
        "an address with a password",
        "@",
        r"://[^\s/:@<>\"'|]{1,60}:[^\s/@<>\"'|]{1,80}@[A-Za-z0-9.-]+",
    ),
    (
        "an address with a key",
        "=",
        KEYED,
    ),
    ("a bearer token", "Bearer", r"\bBearer[ \t]+(?=[A-Za-z._~+/-]*[0-9])[A-Za-z0-9._~+/-]{20,}={0,2}"),
)
"""What is looked for: its name, letters without which it cannot be there, and how it looks.

The patterns of this room are texts: ``re`` compiles one where its letters are found, and few ever are."""
BASIC = r"\bBasic[ \t]+([A-Za-z0-9+/]{12,}={0,2})"
NAMED = (
    r"(?<![^\W_])(?i:password|passwd|pwd|secret|api[ _-]?key|access[ _-]?key|client[ _-]?secret|auth[ _-]?token|"
    r"access[ _-]?token|lrs[ _-]?(?:key|secret|auth))\b[\"']?[ \t]*(?:=|:|(?i:is))[ \t]*[\"'`]?([^\s\"'`<>,;|]{8,120})"
)
MARKS = "\u2060"


@dataclass(frozen=True, slots=True)
class Secret:
    """Something that looks like a credential: what kind, and where in the line. What it says is never repeated."""

    kind: str
    start: int


def secrets_in(line: str) -> Iterator[Secret]:
    """Everything in a line that looks like a credential."""
    for kind, needle, pattern in KINDS:
        if needle in line:
            yield from (Secret(kind, match.start()) for match in re.finditer(pattern, line))
    if "Basic" in line:
        basic = "a password for Basic authentication"
        yield from (Secret(basic, match.start()) for match in re.finditer(BASIC, line) if _pair(match[1]))
    small = line.lower()
    if any(name in small for name in NAMES_OF_KEYS):
        named = "a password or key"
        yield from (
            Secret(named, match.start()) for match in re.finditer(NAMED, line) if _random(match[1].rstrip(".:)"))
        )


def _pair(encoded: str) -> bool:
    """Whether Base64 holds a name and a password, as Basic authentication writes them (RFC 7617)."""
    try:
        pair = b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except (NoBase64, ValueError):
        return False
    return b":" in pair and pair.isascii() and pair.decode("ascii").isprintable()


def _random(value: str) -> bool:
    """Whether a value looks made up: letters and digits or signs mixed, and no word, date or address."""
    kinds = (
        any(sign.islower() for sign in value),
        any(sign.isupper() for sign in value),
        any(sign.isdigit() for sign in value),
    )
    signs = any(not sign.isalnum() for sign in value.strip("*._-"))
    plain = "://" in value or MARKS in value or value.startswith(("{", "[", "(", "<", "$")) or "***" in value
    return len(value) >= 8 and sum(kinds) + signs >= 3 and not plain
