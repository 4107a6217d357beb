"""`make soak MINUTES=30`: dialogues for as long as that, while something breaks every few seconds.

What breaks when is seeded (`--seed`). One serving process is never killed, so that its memory can
be watched over the whole time. The last line is JSON; the exit code is 0 only where nothing was
lost, doubled or disordered.
"""

import argparse
import json
import logging
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from redis import Redis

from tests.faults.replaying import WRITTEN
from tests.faults.stack import Stack, stack

logger = logging.getLogger("soak")

PAUSE = (5.0, 25.0)
"""Seconds between one fault and the next."""
DOWN = (2.0, 12.0)
"""Seconds that something stays away."""
SPEED = 25
LOOK_SECONDS = 5.0
WARM_SECONDS = 60.0
COURSE_SECONDS = 180.0
SUMS = ("dialogues", "sent", "stored", "received", "reconnects", "lost", "duplicated", "disordered")


class Faults:
    """Does one thing after another to a stack, in a thread."""

    def __init__(self, broken: Stack, chance: random.Random) -> None:
        self._broken, self._chance = broken, chance
        self.done: Counter[str] = Counter()
        self.trouble: list[str] = []
        self._stopping = threading.Event()
        self._calm = threading.Lock()  # held while nothing may break
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._kinds: dict[str, Callable[[], None]] = {
            "serving process killed": broken.webs[1].kill,
            "serving process away": lambda: self._away(broken.webs[1]),
            "worker killed": lambda: chance.choice(broken.workers).kill(),
            "beat killed": lambda: chance.choice(broken.beats).kill(),
            "workers and beats away": lambda: self._away(*broken.workers, *broken.beats),
            "redis away": self._redis_away,
            "redis flushed": lambda: self._flush(),
            "postgres restarted": broken.servers.postgres.restart,
            "postgres crashed": broken.crash_postgres,
            "clock moved": lambda: broken.move_clock(chance.uniform(-7200, 7200)),
        }

    def start(self) -> None:
        self._thread.start()

    def pause(self) -> None:
        """What is broken just now is mended first; then nothing breaks: a stage is set, or a
        replay judged, and both ask Postgres themselves."""
        self._calm.acquire()

    def go_on(self) -> None:
        self._calm.release()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(60)
        self._broken.mend()

    def _run(self) -> None:
        while not self._stopping.wait(self._chance.uniform(*PAUSE)):
            with self._calm:
                self._do(self._chance.choice(list(self._kinds)))

    def _do(self, name: str) -> None:
        logger.info("%s", name)
        try:
            self._kinds[name]()
        except Exception as problem:  # a fault that could not be done is no verdict
            logger.exception("%s could not be done", name)
            self.trouble.append(f"{name}: {problem}")
        else:
            self.done[name] += 1

    def _wait(self) -> None:
        self._stopping.wait(self._chance.uniform(*DOWN))

    def _away(self, *who: Any) -> None:
        for one in who:
            one.hold()
        self._wait()
        for one in who:
            one.release()

    def _redis_away(self) -> None:
        self._broken.servers.redis.stop()
        self._wait()
        self._broken.servers.redis.start()

    def _flush(self) -> None:
        Redis.from_url(self._broken.servers.redis_url).flushall()


@dataclass
class Memory:
    """Of the serving process that is never killed: kilobytes and open files, over time."""

    broken: Stack
    began: float = field(default_factory=time.monotonic)
    looks: list[tuple[float, int, int]] = field(default_factory=list)
    _stopping: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        while not self._stopping.wait(LOOK_SECONDS):
            web = self.broken.webs[0]
            files = len(os.listdir(f"/proc/{web.pid}/fd"))  # noqa: PTH208  a folder of the kernel
            self.looks.append((time.monotonic() - self.began, web.memory_kb(), files))

    def stop(self) -> None:
        self._stopping.set()

    def told(self) -> dict[str, Any]:
        """From a minute after the start, when everything has been used once, to the end."""
        warm = [look for look in self.looks if look[0] >= WARM_SECONDS] or self.looks
        first, last = warm[0], warm[-1]
        return {
            "first_mb": round(first[1] / 1024, 1),
            "last_mb": round(last[1] / 1024, 1),
            "most_mb": round(max(look[1] for look in warm) / 1024, 1),
            "course_mb": self._course(warm),
            "first_files": first[2],
            "last_files": last[2],
            "minutes": round((last[0] - first[0]) / 60, 1),
        }

    def _course(self, looks: list[tuple[float, int, int]]) -> list[float]:
        """The last look of each stretch of `COURSE_SECONDS`: whether it levels off."""
        course = {int(at // COURSE_SECONDS): round(kb / 1024, 1) for at, kb, _ in looks}
        return list(course.values())


def soak(minutes: float, seed: int, folder: Path) -> dict[str, Any]:
    """Play until the time is up; what came of it."""
    how = {"settings": "tests.faults.moving_clock", "CLOCK_FILE": str(folder / "clock")}
    with stack(folder, webs=2, workers=2, beats=2, **how) as broken:
        memory, faults = Memory(broken), Faults(broken, random.Random(seed))
        threading.Thread(target=memory.watch, daemon=True).start()
        faults.pause()
        faults.start()
        end, sums, rounds = time.monotonic() + minutes * 60, Counter[str](), 0
        spared, slowest = broken.webs[0].deaths, 0.0
        while time.monotonic() < end:
            replay = broken.replay(WRITTEN, speed=SPEED)
            replay.wait_for(1)
            faults.go_on()
            replay.wait_for(replay.total * 9 // 10, patience=600)
            faults.pause()
            said = replay.verdict()
            sums.update({name: said[name] for name in SUMS})
            sums["lost"] += replay.total - said["stored"]
            slowest = max(slowest, said["slowest"])
            replay.stored_as_wanted(said["run"])
            rounds += 1
            logger.info("round %s: %s", rounds, json.dumps(said))
        faults.go_on()
        faults.stop()
        memory.stop()
        return {
            "minutes": minutes,
            "seed": seed,
            "rounds": rounds,
            **{name: sums[name] for name in SUMS},
            "slowest": slowest,
            "faults": dict(sorted(faults.done.items())),
            "not_done": faults.trouble,
            "memory": memory.told() | {"never_died": broken.webs[0].deaths == spared},
        }


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--minutes", type=float, default=30)
    reader.add_argument("--seed", type=int, default=20)
    chosen = reader.parse_args()
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit("The soak was stopped; nothing is left of it.")
    )
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="helpdesk-soak-") as folder:
        told = soak(chosen.minutes, chosen.seed, Path(folder))
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    return 0 if told["lost"] == told["duplicated"] == told["disordered"] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
