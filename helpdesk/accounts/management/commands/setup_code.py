"""`manage.py setup_code`: the code by which the first shop is opened, while there is none."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from helpdesk.accounts.queries.opening import is_opened
from helpdesk.accounts.setup_code import setup_code


class Command(BaseCommand):
    """Says nothing secret once there is a shop: the code opens nothing more."""

    help = "Print the code that the page of the first run asks for."

    def handle(self, *args: Any, **options: Any) -> None:
        if is_opened():
            self.stdout.write("There is a shop already: no code is needed, sign in.")
            return
        address = settings.PUBLIC_URL.rstrip("/") or "http://<this desk>"
        self.stdout.write(f"Open {address}{reverse('setup')} and type this code: {setup_code()}")
