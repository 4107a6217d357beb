"""`manage.py export_cases [--check]`: the machine of cases, drawn into docs/aftersales.md."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from aftersales.machine.drawing import drawn

DOCUMENT = "docs/aftersales.md"


class Command(BaseCommand):
    """Writes what stands between the marks; with --check it only fails when that is old."""

    help = f"Draw the machine of cases into {DOCUMENT}."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / DOCUMENT
        text = fresh = path.read_text(encoding="utf-8")
        for name, words in drawn().items():
            fresh = _between(fresh, name, words)
        if fresh == text:
            return
        if options["check"]:
            raise CommandError(f"Out of date: {DOCUMENT}. Run: manage.py export_cases")
        path.write_text(fresh, encoding="utf-8")
        self.stdout.write(f"wrote {DOCUMENT}")


def _between(text: str, name: str, words: str) -> str:
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    if not pattern.search(text):
        raise CommandError(f"{DOCUMENT} has no place for the {name}")
    return pattern.sub(lambda _: f"{begin}\n{words}\n{end}", text)
