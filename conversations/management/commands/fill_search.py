"""`manage.py fill_search`: bring into the search what was stored past it."""

from typing import Any

from django.core.management.base import BaseCommand

from conversations.actions.filling_search import fill_search


class Command(BaseCommand):
    help = "Brings entries into the search that are not there; safe beside people who chat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many were missing."""
        added = sum(fill_search())
        self.stdout.write(f"Entries brought into the search: {added}.")
