"""`manage.py measure_guard FOLDER [--check]`: the figures of docs/guard.md."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from scripts_library.guard.checking import built_in
from scripts_library.guard.figures import table, with_table
from scripts_library.guard.sentences import read_sentences

DOCUMENT = "docs/guard.md"


class Command(BaseCommand):
    """Measures every .tsv of the folder and writes the table; --check fails if it is another."""

    help = f"Precision and recall of the guard on labelled sentences, into {DOCUMENT}."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        files = sorted(options["folder"].glob("*.tsv"))
        if not files:
            raise CommandError(f"No .tsv with labelled sentences in {options['folder']}.")
        sentences = [one for path in files for one in read_sentences(path)]
        path = Path(settings.BASE_DIR) / DOCUMENT
        document = path.read_text(encoding="utf-8")
        new = with_table(document, table(built_in(), sentences))
        if new == document:
            return
        if options["check"]:
            raise CommandError(f"Out of date: {DOCUMENT}. Run: manage.py measure_guard")
        path.write_text(new, encoding="utf-8")
        self.stdout.write(f"wrote {DOCUMENT}")
