"""`manage.py export_openapi [--check]`: docs/openapi.json from the endpoints."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from helpdesk.api_docs.description import DescriptionProblem, openapi


class Command(BaseCommand):
    """Writes the file in English; with --check it writes nothing and fails when it is old."""

    help = "Write docs/openapi.json from the endpoints of the API."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "openapi.json"
        try:
            text = openapi("en")
        except DescriptionProblem as problem:
            raise CommandError(f"The API cannot be described:\n{problem}") from problem
        if path.exists() and path.read_text(encoding="utf-8") == text:
            return
        if options["check"]:
            raise CommandError(
                "Out of date: docs/openapi.json. Run: python manage.py export_openapi"
            )
        path.write_text(text, encoding="utf-8")
        self.stdout.write("wrote docs/openapi.json")
