"""`manage.py learn_guard FOLDER [--turns FILE]`: the second reader, from labelled sentences."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from scripts_library.guard.learning import Example, learn, written
from scripts_library.guard.sense import FILE
from scripts_library.guard.sentences import read_sentences


class Command(BaseCommand):
    """Writes scripts_library/guard/learned.json. Run it after adding sentences."""

    help = "Learn the guard's second reader from every .tsv of a folder."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--turns", type=Path, help="ordinary turns, one a line, UTF-8")
        parser.add_argument("--flags-from", type=int, default=250)
        parser.add_argument("--clears-to", type=int, default=-250)

    def handle(self, *args: Any, **options: Any) -> None:
        files = sorted(options["folder"].glob("*.tsv"))
        if not files:
            raise CommandError(f"No .tsv with labelled sentences in {options['folder']}.")
        labelled = [one for path in files for one in read_sentences(path)]
        examples = [Example(one.text, one.about if one.bad else "") for one in labelled]
        ordinary: list[str] = []
        if options["turns"]:
            lines = options["turns"].read_text(encoding="utf-8").splitlines()
            ordinary = sorted({line for line in lines if line.strip()})
        sense = learn(
            examples,
            ordinary,
            flags_from=options["flags_from"],
            clears_to=options["clears_to"],
        )
        FILE.write_text(written(sense), encoding="utf-8")
        self.stdout.write(f"{len(sense.weights)} runs from {len(examples)} sentences")
