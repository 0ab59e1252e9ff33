"""The records: one SQLite file (or memory), one connection, one writer at a time.

A preview has one browser, and SQLite writes one transaction at a time anyhow: a lock around the connection costs
nothing and makes every request see a whole state.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCHEMA_VERSION = 1

_SCHEMA = """
CREATE TABLE statements (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,  -- the order in which they were stored
    id TEXT NOT NULL UNIQUE,                -- lower case
    stored INTEGER NOT NULL,                -- milliseconds since 1970
    verb TEXT NOT NULL,
    registration TEXT,                      -- lower case
    target TEXT,                            -- the statement that a StatementRef in its object names
    voided INTEGER NOT NULL DEFAULT 0,
    text TEXT NOT NULL                      -- as received, with what the LRS added
);
CREATE INDEX statement_stored ON statements (stored);
CREATE INDEX statement_verb ON statements (verb, seq);
CREATE INDEX statement_registration ON statements (registration, seq) WHERE registration IS NOT NULL;
CREATE INDEX statement_target ON statements (target) WHERE target IS NOT NULL;
CREATE TABLE statement_agents (
    agent TEXT NOT NULL, related INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (agent, related, seq)
) WITHOUT ROWID;
CREATE TABLE statement_activities (
    activity TEXT NOT NULL, related INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (activity, related, seq)
) WITHOUT ROWID;
CREATE TABLE activities (id TEXT PRIMARY KEY, definition TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE names (agent TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (agent, name)) WITHOUT ROWID;
CREATE TABLE attachments (sha2 TEXT PRIMARY KEY, type TEXT NOT NULL, content BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    resource TEXT NOT NULL, activity TEXT NOT NULL, agent TEXT NOT NULL, registration TEXT NOT NULL, id TEXT NOT NULL,
    type TEXT NOT NULL, etag TEXT NOT NULL, updated INTEGER NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (resource, activity, agent, registration, id)
) WITHOUT ROWID;
"""


class Storage:
    """An open store. ``path`` None is memory, forgotten at :meth:`close`."""

    def __init__(self, path: Path | None) -> None:
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
        try:
            self._prepare(on_disk=path is not None)
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self, *, on_disk: bool) -> None:
        if on_disk:
            # In WAL with NORMAL a crash of the program loses nothing; a power cut may lose the last moments.
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            self._connection.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
        elif version != SCHEMA_VERSION:
            raise ValueError(f"the store was written by another version of scormkit ({version})")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, alone."""
        with self._lock:
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection in a transaction: all of it is kept, or with an exception nothing."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def close(self) -> None:
        """Waits for a request at work, then closes."""
        with self._lock:
            self._connection.close()
