"""`manage.py export_guard [--check]`: the guard's rules and second reader for the browser."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from scripts_library.guard.browser import javascript, learned_javascript

FOLDER = "static/js/guard"


class Command(BaseCommand):
    """Writes both files; with --check it writes nothing and fails when one is out of date."""

    help = f"Write {FOLDER}/rules.gen.js and learned.gen.js from the guard's data."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / FOLDER
        files = {"rules.gen.js": javascript(), "learned.gen.js": learned_javascript()}
        for name, text in files.items():
            path = folder / name
            if path.exists() and path.read_text(encoding="utf-8") == text:
                continue
            if options["check"]:
                raise CommandError(f"Out of date: {FOLDER}/{name}. Run: manage.py export_guard")
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"wrote {FOLDER}/{name}")
