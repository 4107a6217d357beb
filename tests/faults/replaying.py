"""A replay that runs beside the test, and what must be true when it has ended."""

import json
import logging
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import psycopg

from helpdesk.embedded.spawning import leashed
from tests.faults.processes import ROOT

logger = logging.getLogger(__name__)

WRITTEN = ROOT / "helpdesk/demo_shop/dialogues.tsv"
STORED_SQL = """
SELECT b.name, (e.side = 'agent')::int, e.text FROM conversations_entry e
JOIN conversations_conversation c ON c.id = e.conversation_id
JOIN commerce_buyer b ON b.id = c.buyer_id
WHERE b.visitor_key LIKE %s AND e.kind = 'message' ORDER BY b.visitor_key, e.seq"""
HOLES_SQL = """
SELECT c.id FROM conversations_conversation c JOIN commerce_buyer b ON b.id = c.buyer_id
LEFT JOIN conversations_entry e ON e.conversation_id = c.id
WHERE b.visitor_key LIKE %s GROUP BY c.id, c.last_seq
HAVING count(e.seq) <> c.last_seq OR max(e.seq) <> c.last_seq"""


def part_of(source: Path, dialogues: int, into: Path, *, skip: int = 0) -> Path:
    """The first dialogues of a file after some; kept whole and in their order."""
    lines = [line for line in source.read_text(encoding="utf-8").split("\n") if line]
    names = list(dict.fromkeys(line.split("\t", 1)[0] for line in lines))
    chosen = set(names[skip : skip + dialogues])
    part = into / f"{source.stem}-{skip}-{dialogues}.tsv"
    kept = [line for line in lines if line.split("\t", 1)[0] in chosen]
    part.write_text("\n".join(kept), encoding="utf-8")
    return part


def wanted_of(file: Path) -> list[tuple[str, int, str]]:
    """What must be stored, in order: dialogue, whether by the agent, words; no empty lines."""
    lines = file.read_text(encoding="utf-8").split("\n")
    cells = [line.split("\t", 6) for line in lines if line]
    return [(cell[0], int(cell[2]), cell[6]) for cell in cells if cell[6].strip()]


class Replay:
    """Heard through its progress."""

    def __init__(
        self, file: Path, env: dict[str, str], database_url: str, *, speed: float, args: list[str]
    ) -> None:
        self.wanted = wanted_of(file)
        self.total = len(self.wanted)
        self._database_url = database_url
        argv = [sys.executable, "manage.py", "replay", str(file), "--speed", str(speed), *args]
        self._process = subprocess.Popen(
            leashed(argv, signal.SIGKILL),
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.code = 0
        self._heard: list[str] = []
        self._news = threading.Condition()
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def wait_for(self, messages: int, patience: float = 120) -> None:
        """Until so many messages have been acknowledged."""
        with self._news:
            done = self._news.wait_for(
                lambda: self._count() >= messages or self._process.poll() is not None, patience
            )
        assert done and self._count() >= messages, "".join(self._heard)[-2000:]

    def verdict(self) -> dict[str, Any]:
        """What it says in its last line, good or bad."""
        assert self._process.stdout is not None
        out = self._process.stdout.read()
        self.code = self._process.wait(180)
        self._reader.join(10)
        assert out.strip(), "".join(self._heard)[-4000:]
        said: dict[str, Any] = json.loads(out.strip().splitlines()[-1])
        return said

    def holds(self) -> dict[str, Any]:
        """Every message once, in order, in the database and on both screens; the verdict."""
        said = self.verdict()
        assert self.code == 0, (said, "".join(self._heard)[-2000:])
        assert (said["lost"], said["duplicated"], said["disordered"]) == (0, 0, 0), said
        assert said["sent"] == said["stored"] == said["received"] == self.total, said
        self.stored_as_wanted(str(said["run"]))
        logger.info("replay %s", json.dumps(said))
        return said

    def stored_as_wanted(self, run: str) -> None:
        """Asked of Postgres past the product: every row, and numbers without a hole."""
        with psycopg.connect(self._database_url) as conn:
            stored = conn.execute(STORED_SQL, [f"{run}-%"]).fetchall()
            holes = conn.execute(HOLES_SQL, [f"{run}-%"]).fetchall()
        assert stored == self.wanted
        assert holes == [], "seq has a hole"

    def stop(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(10)

    def _listen(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            with self._news:
                self._heard.append(line)
                self._news.notify_all()
        self._process.wait(60)
        with self._news:
            self._news.notify_all()

    def _count(self) -> int:
        counts = [line.split("/")[0] for line in self._heard if " messages, " in line]
        return int(counts[-1]) if counts else 0
