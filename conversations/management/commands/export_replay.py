"""`manage.py export_replay RUN`: what is stored, to be held against the input."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from conversations.models import Entry, EntryKind, EntrySide
from conversations.replay.stage import threads_of_run


class Command(BaseCommand):
    """One tab-separated line a message, in stored order: dialogue, is_agent (0 or 1), text."""

    help = "Print the stored messages of a replay: dialogue, is_agent, text."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("run")

    def handle(self, *args: Any, **options: Any) -> None:
        threads = threads_of_run(options["run"])
        if not threads:
            raise CommandError(f"No replay is called {options['run']}.")
        for thread in threads:
            messages = Entry.objects.filter(
                shop_id=thread.shop_id, conversation_id=thread.pk, kind=EntryKind.MESSAGE
            ).order_by("seq")
            for side, text in messages.values_list("side", "text"):
                is_agent = int(side == EntrySide.AGENT)
                sys.stdout.buffer.write(f"{thread.buyer.name}\t{is_agent}\t{text}\n".encode())
