"""`manage.py check_cases [--mend]`: whether every case that waits for the shop is on the radar."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from aftersales.actions.mending import mend_all
from aftersales.queries.unfollowed import unfollowed


class Command(BaseCommand):
    """Says what is not as it should be, and fails when there is any; with --mend it mends it."""

    help = "Compare what cases owe with their follow-ups."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mend", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        found = mend_all() if options["mend"] else list(unfollowed())
        for one in found:
            self.stdout.write(f"shop {one.shop_id} AS-{one.case_id}: {', '.join(one.lacks)}")
        if not found:
            self.stdout.write("Every case that waits for the shop has its follow-up.")
        elif not options["mend"]:
            raise CommandError(f"{len(found)} cases differ; --mend puts them right")
