"""`manage.py replay FILE --speed N [--chaos]`: real dialogues through real sockets."""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from conversations.replay.chaos import Chaos
from conversations.replay.dialogues import DialogueProblem, read_script
from conversations.replay.player import Performance, Player
from conversations.replay.stage import Stage, clear_stage, new_run, set_stage
from conversations.replay.verdict import judge
from helpdesk.embedded.state import read_running_demo

BAR = 30


class Command(BaseCommand):
    """Its last line is JSON; it exits non-zero unless nothing was lost, doubled or disordered."""

    help = "Play dialogues (JDDC format) into the running demo and prove that all arrived."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--speed", type=float, default=50, help="messages a second in all")
        parser.add_argument("--chaos", action="store_true", help="kill and stop things meanwhile")
        parser.add_argument("--url", help="the server's address, else the running demo's")
        parser.add_argument("--desk-url", help="another address for the agents, where they differ")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 0 < options["speed"] <= 10_000:
            raise CommandError("--speed is messages a second: above 0, at most 10000.")
        try:
            script = read_script(options["file"])
        except DialogueProblem as problem:
            raise CommandError(str(problem)) from problem
        demo = read_running_demo(settings.BASE_DIR)
        if options["chaos"] and demo is None:
            raise CommandError("--chaos kills processes of the demo: start it with `make demo`.")
        url = options["url"] or (f"http://127.0.0.1:{demo.port}" if demo else None)
        if url is None:
            raise CommandError("No demo is running here: `make demo`, or give --url.")
        stage = set_stage(new_run(), script.dialogues)
        connections.close_all()  # nothing is asked meanwhile, and Postgres may be restarted
        total = script.turns
        self.stderr.write(f"run {stage.run}: {len(stage.parts)} dialogues, {total} messages")
        chaos = Chaos(settings.BASE_DIR / ".demo", total) if options["chaos"] else None
        began = time.monotonic()
        performance = asyncio.run(self._play(stage, url, options, total, chaos))
        clear_stage(stage)
        verdict = judge(
            stage, performance, skipped=script.skipped, seconds=time.monotonic() - began
        )
        body = verdict.as_json() | ({"chaos": chaos.done} if chaos else {})
        self.stdout.write(json.dumps(body, ensure_ascii=False))
        if not verdict.clean or verdict.stored != total:
            sys.exit(1)

    async def _play(
        self, stage: Stage, url: str, options: dict[str, Any], total: int, chaos: Chaos | None
    ) -> Performance:
        bar = _Bar(total)

        def progress(acknowledged: int) -> None:
            bar.show(acknowledged)
            if chaos is not None:
                chaos.at(acknowledged)

        performance = await Player(
            stage,
            url=url,
            speed=options["speed"],
            progress=progress,
            desk_url=options["desk_url"],
        ).play()
        if chaos is not None:
            await chaos.finish()
        bar.end()
        return performance


class _Bar:
    """A progress bar on a terminal, a line every tenth elsewhere."""

    def __init__(self, total: int) -> None:
        self._total, self._began = max(total, 1), time.monotonic()
        self._live, self._shown = sys.stderr.isatty(), -1

    def show(self, count: int) -> None:
        step = count * (BAR if self._live else 10) // self._total
        if step == self._shown and count < self._total:
            return
        self._shown = step
        rate = count / max(time.monotonic() - self._began, 0.001)
        text = f"{count}/{self._total} messages, {rate:.0f} a second"
        if self._live:
            bar = "#" * (count * BAR // self._total)
            print(f"\r[{bar:<{BAR}}] {text}  ", end="", file=sys.stderr, flush=True)
        else:
            print(text, file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._live:
            print(file=sys.stderr)
