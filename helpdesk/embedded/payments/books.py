"""The books of the simulated payment service: what was paid under which key."""

import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS refunds (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    shop TEXT NOT NULL,
    order_number TEXT NOT NULL,
    fen INTEGER NOT NULL CHECK (fen > 0),
    state TEXT NOT NULL,
    problem TEXT NOT NULL DEFAULT '',
    asked INTEGER NOT NULL DEFAULT 1,
    at REAL NOT NULL
)
"""
PAGE = 200


class Books:
    """One file. A key is written once, whatever comes later under it."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._file = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._file.row_factory = sqlite3.Row
        self._file.execute(SCHEMA)

    def enter(self, asked: dict[str, Any], state: str, problem: str) -> dict[str, Any] | None:
        """The entry of a key, new or as it stands; None when the key stands with another sum."""
        with self._lock:
            self._file.execute(
                "INSERT INTO refunds (key, shop, order_number, fen, state, problem, at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET asked = asked + 1",
                (
                    asked["key"],
                    asked["shop"],
                    asked["order"],
                    asked["fen"],
                    state,
                    problem,
                    time.time(),
                ),
            )
        entry = self.of(asked["key"])
        return entry if entry is not None and entry["fen"] == asked["fen"] else None

    def of(self, key: str) -> dict[str, Any] | None:
        """What stands under a key."""
        with self._lock:
            row = self._file.execute("SELECT * FROM refunds WHERE key = ?", (key,)).fetchone()
        return None if row is None else _said(row)

    def decide(self, key: str, state: str) -> dict[str, Any] | None:
        """What was pending is paid or refused now."""
        with self._lock:
            self._file.execute(
                "UPDATE refunds SET state = ? WHERE key = ? AND state = 'pending'", (state, key)
            )
        return self.of(key)

    def page(self, since: float, after: int) -> tuple[list[dict[str, Any]], int | None]:
        """A page of the books, and where the next one begins."""
        with self._lock:
            rows = self._file.execute(
                "SELECT * FROM refunds WHERE at >= ? AND number > ? ORDER BY number LIMIT ?",
                (since, after, PAGE),
            ).fetchall()
        return [_said(row) for row in rows], rows[-1]["number"] if len(rows) == PAGE else None


def _said(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "key": row["key"],
        "shop": row["shop"],
        "order": row["order_number"],
        "fen": row["fen"],
        "state": row["state"],
        "problem": row["problem"],
        "reference": f"SIM{row['number']:08}",
        "asked": row["asked"],
    }
