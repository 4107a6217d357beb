"""`manage.py export_guard [--check]`: the guard's rules for the browser."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from scripts_library.guard.browser import javascript

FILE = "static/js/guard/rules.gen.js"


class Command(BaseCommand):
    """Writes the file; with --check it writes nothing and fails when it is out of date."""

    help = f"Write {FILE} from the guard's rules."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / FILE
        text = javascript()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            return
        if options["check"]:
            raise CommandError(f"Out of date: {FILE}. Run: python manage.py export_guard")
        path.write_text(text, encoding="utf-8")
        self.stdout.write(f"wrote {FILE}")
