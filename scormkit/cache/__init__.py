"""What a run need not make again: kept in the user's cache folder, which may be deleted at any time.

Nothing in it changes a byte of a result. An entry is found by the digest of everything that made it, so a stale one is
never met; it is checked when it is read, so a damaged one is as good as none; and where the folder cannot be used,
everything is simply made.
"""

from scormkit.cache.findings import jsonable_verdict, verdict_of
from scormkit.cache.folder import cache_folder
from scormkit.cache.members import Members
from scormkit.cache.outputs import Outputs
from scormkit.cache.program import program_digest
from scormkit.cache.proofs import faults
from scormkit.cache.sources import Sources
from scormkit.cache.store import NOTHING, Store, digest_of

__all__ = [
    "NOTHING",
    "Members",
    "Outputs",
    "Sources",
    "Store",
    "cache_folder",
    "digest_of",
    "faults",
    "jsonable_verdict",
    "program_digest",
    "verdict_of",
]
