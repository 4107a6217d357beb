"""`manage.py load_demo_shop`: the demo's shop, people, products, buyers and chats."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from helpdesk.demo_shop.load import load_demo_shop
from helpdesk.kernel.clock import now


class Command(BaseCommand):
    """Its passwords are printed in the README, so it runs in the demo alone."""

    help = "Load the demo shop; does nothing when it is there."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo shop has well-known passwords and is loaded by `make demo` alone."
            )
        wrote = load_demo_shop(now=now())
        if options["verbosity"] > 1:
            self.stdout.write("Loaded." if wrote else "The demo shop is there already.")
