"""Opening a shop from a page: the first of an installation, or another one of an owner's."""

from datetime import time

from django.db import IntegrityError, transaction

from helpdesk.accounts.actions.membership import create_shop
from helpdesk.accounts.actions.registering import register_user
from helpdesk.accounts.actions.signing_in import SignedIn, welcome
from helpdesk.accounts.errors import UsernameTaken
from helpdesk.accounts.models import Installation, Membership, Shop, User
from helpdesk.accounts.opening_errors import AddressTaken, AlreadyOpened
from helpdesk.kernel import clock


@transaction.atomic
def open_first_shop(
    *,
    username: str,
    password: str,
    display_name: str,
    name: str,
    slug: str,
    time_zone: str,
    business_day_cut: time,
    address: str,
) -> SignedIn:
    """The owner's account and the shop, all or nothing; AlreadyOpened for all but the first.

    The caller has checked the setup code, and opens the session.
    """
    if not _claim():
        raise AlreadyOpened()
    try:
        with transaction.atomic():
            owner = register_user(username=username, display_name=display_name, password=password)
    except IntegrityError as problem:
        raise UsernameTaken(username=username) from problem
    shop = open_shop(
        actor=owner,
        name=name,
        slug=slug,
        time_zone=time_zone,
        business_day_cut=business_day_cut,
    )
    member = Membership.objects.select_related("shop", "user").get(shop=shop, user=owner)
    return welcome(user=owner, address=address, membership=member)


@transaction.atomic
def open_shop(*, actor: User, name: str, slug: str, time_zone: str, business_day_cut: time) -> Shop:
    """A shop that the person owns; AddressTaken when somebody was quicker."""
    try:
        with transaction.atomic():
            return create_shop(
                actor=actor,
                name=name,
                slug=slug,
                owner=actor,
                time_zone=time_zone,
                business_day_cut=business_day_cut,
            )
    except IntegrityError as problem:
        raise AddressTaken(slug=slug) from problem


def _claim() -> bool:
    """Be the first, if nobody was: the row's lock lets one of two pass."""
    fresh = Installation.objects.filter(pk=1, opened_at=None)
    return fresh.update(opened_at=clock.now()) == 1
