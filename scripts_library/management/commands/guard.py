"""`manage.py guard FILE`: one sentence a line in, one JSON line each out."""

import json
import sys
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from scripts_library.guard.checking import built_in


class Command(BaseCommand):
    """Reads a file or, for ``-``, what is piped in. Asks no database."""

    help = "Judge sentences by the guard's built-in rules: one a line in, one JSON line each out."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="UTF-8, one sentence a line; - reads standard input")
        parser.add_argument("--language", choices=("zh", "en"), default="zh", help="of the reasons")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["file"] == "-":
            self._judge(sys.stdin.buffer, "standard input", options["language"])
            return
        try:
            with Path(options["file"]).open("rb") as lines:
                self._judge(lines, options["file"], options["language"])
        except OSError as problem:
            raise CommandError(f"{options['file']} cannot be read: {problem.strerror}") from problem

    def _judge(self, lines: BinaryIO, name: str, language: str) -> None:
        guard = built_in()
        for number, line in enumerate(lines, start=1):
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            except UnicodeDecodeError as problem:
                raise CommandError(
                    f"{name}, line {number}: not UTF-8 (byte {problem.start + 1} of the line). "
                    "Save the file as UTF-8; the lines before it are judged above."
                ) from problem
            verdict = guard.check(text, language=language)
            sys.stdout.buffer.write(
                json.dumps(verdict.as_json(), ensure_ascii=False).encode() + b"\n"
            )
        sys.stdout.buffer.flush()
