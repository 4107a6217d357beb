"""`manage.py open_shop`: a shop and its owner, and the one link by which the owner comes in."""

from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from helpdesk.accounts.actions.membership import create_shop
from helpdesk.accounts.actions.registering import register_user
from helpdesk.accounts.actions.reset_links import issue_reset_link
from helpdesk.accounts.mail import reset_path
from helpdesk.accounts.models import Membership


class Command(BaseCommand):
    """All or nothing: a name that is taken leaves neither a person nor a shop behind."""

    help = "Open a shop with its owner; prints a one-time link by which the owner sets a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the shop's name, as buyers see it")
        parser.add_argument("slug", help="its address: /chat/<slug>/")
        parser.add_argument("owner", help="the owner's username")
        parser.add_argument("--owner-name", default="", help="the name that colleagues see")
        parser.add_argument("--time-zone", default="Asia/Shanghai")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["time_zone"] not in available_timezones():
            raise CommandError(f"No time zone is called {options['time_zone']}.")
        try:
            with transaction.atomic():
                owner = register_user(username=options["owner"], display_name=options["owner_name"])
                shop = create_shop(
                    actor=owner,
                    name=options["name"],
                    slug=options["slug"],
                    owner=owner,
                    time_zone=options["time_zone"],
                )
                member = Membership.objects.select_related("user").get(shop=shop, user=owner)
                link = issue_reset_link(actor=owner, member=member)
        except ValidationError as problem:
            raise CommandError("Nothing was made. " + " ".join(problem.messages)) from problem
        address = settings.PUBLIC_URL.rstrip("/")
        self.stdout.write(f"{shop.name} is open.")
        self.stdout.write(f"Once, within 24 hours, for its owner: {address}{reset_path(link)}")
        self.stdout.write(f"For its buyers: {address}/chat/{shop.slug}/")
