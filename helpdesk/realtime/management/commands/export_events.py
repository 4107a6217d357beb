"""`manage.py export_events [--check]`: the catalogue for browsers and readers."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from helpdesk.realtime.catalogue import asyncapi, javascript


class Command(BaseCommand):
    """Writes both files; with --check it writes nothing and fails when one is out of date."""

    help = "Write static/js/realtime/events.gen.js and docs/asyncapi.json from the catalogue."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        files = {
            root / "static/js/realtime/events.gen.js": javascript(),
            root / "docs/asyncapi.json": asyncapi(),
        }
        stale = [path for path, text in files.items() if _read(path) != text]
        if options["check"]:
            if stale:
                names = ", ".join(str(path.relative_to(root)) for path in stale)
                raise CommandError(f"Out of date: {names}. Run: python manage.py export_events")
            return
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], encoding="utf-8")
            self.stdout.write(f"wrote {path.relative_to(root)}")


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None
