"""`manage.py rotate_personal_data_keys`: seal everything with the newest keys."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from helpdesk.commerce.actions.resealing import outdated, reseal_receivers
from helpdesk.commerce.imports.queries.sealed_tables import tables_with_older_keys
from helpdesk.commerce.sealed_places import sealed_places
from helpdesk.kernel.sealing import Unreadable


class Command(BaseCommand):
    """Put the new key before the old one in the variable, restart, run this, drop the old one."""

    help = (
        "Open what older keys sealed and seal it with the newest: orders' receivers and the hashes "
        "that find them. Safe to stop and to repeat. --status only counts."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--status", action="store_true", help="count and change nothing")
        parser.add_argument("--at-once", type=int, default=500, help="orders a transaction")

    def handle(self, *args: Any, **options: Any) -> None:
        """Batch by batch, each committed; a missing key ends it with a sentence."""
        if not options["status"]:
            self._rotate(max(1, options["at_once"]))
        orders, tables = outdated().count(), tables_with_older_keys()
        others = {place.name: place.outdated() for place in sealed_places()}
        for name, count in others.items():
            print(f"{count} {name} still need an older key.")
        print(f"{orders} orders and {tables} uploaded tables still need an older key.")
        if tables:
            print("Uploaded tables are deleted 30 days after they came, and need no step of yours.")
        if not orders and not tables and not any(others.values()):
            print("The older keys are no longer needed.")

    def _rotate(self, at_once: int) -> None:
        after, done = 0, 0
        while True:
            try:
                batch = reseal_receivers(after=after, at_once=at_once)
            except Unreadable as problem:
                raise CommandError(
                    f"An order after id {after} cannot be opened ({problem.code}): the key that "
                    "sealed it is not in PERSONAL_DATA_KEYS, or the row was changed by hand. "
                    f"{done} orders were sealed anew and stay so; nothing else was changed."
                ) from problem
            if batch.after is None:
                break
            after, done = batch.after, done + batch.orders
            print(f"{done} orders sealed anew", end="\r", flush=True)
        print(f"{done} orders sealed anew.")
        for place in sealed_places():
            try:
                print(f"{place.reseal()} {place.name} sealed anew.")
            except Unreadable as problem:
                raise CommandError(
                    f"One of the {place.name} cannot be opened ({problem.code}): the key that "
                    "sealed it is not in PERSONAL_DATA_KEYS, or the row was changed by hand. "
                    "What was sealed anew stays so; nothing else was changed."
                ) from problem
