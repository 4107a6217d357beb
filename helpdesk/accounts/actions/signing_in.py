"""Signing in and out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import authenticate
from django.db import transaction

from helpdesk.accounts import policies
from helpdesk.accounts.actions.guarding import forget_failures, reserve_attempt
from helpdesk.accounts.audit import record
from helpdesk.accounts.errors import SignInFailed
from helpdesk.accounts.models import Membership, User
from helpdesk.accounts.queries.memberships import active_memberships, shop_ids_of
from helpdesk.accounts.queries.people import user_named
from helpdesk.kernel import clock
from helpdesk.realtime.publish import close_sockets


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who it is, where their session works, and when it ends whatever happens."""

    user: User
    membership: Membership | None
    until: datetime


def sign_in(*, username: str, password: str, address: str) -> SignedIn:
    """Check name and password under the guard; the caller opens the session.

    SignInFailed says the same for every reason; SignInBlocked and AddressBlocked say how long.
    """
    is_last = reserve_attempt(username=username, address=address)
    user = authenticate(username=username, password=password)
    if not isinstance(user, User):
        _record_failure(username=username, address=address, begins_rest=is_last)
        raise SignInFailed()
    return welcome(user=user, address=address)


@transaction.atomic
def welcome(*, user: User, address: str, membership: Membership | None = None) -> SignedIn:
    """Note that the person is in, in this place or their first; the caller opens the session."""
    forget_failures(username=user.username)
    membership = membership or active_memberships(user.pk).first()
    shop_id = membership.shop_id if membership else None
    record(
        shop_id=shop_id,
        actor=user,
        verb="sign_in.succeeded",
        target=user,
        data={"address": address},
    )
    return SignedIn(user, membership, clock.now() + _session_length(shop_id))


def _session_length(shop_id: int | None) -> timedelta:
    name = "sign_in.session_hours"
    hours = policies.rule(name).preset if shop_id is None else policies.value_of(shop_id, name)
    return timedelta(hours=hours)


@transaction.atomic
def _record_failure(*, username: str, address: str, begins_rest: bool) -> None:
    known = user_named(username)
    shops: list[int | None] = [None]
    if known is not None:
        shops = [*shop_ids_of(known.pk)] or shops
    # An unknown name may be a password typed into the wrong field: only its start is kept.
    shown = known.username if known else f"{username[:2]}…"
    for shop_id in shops:
        for verb in ["sign_in.failed", *(["sign_in.blocked"] if begins_rest else [])]:
            record(
                shop_id=shop_id,
                actor=None,
                actor_name=shown,
                verb=verb,
                target=known,
                data={"target": shown, "address": address},
            )


@transaction.atomic
def sign_out(*, actor: User, shop_id: int | None, session_key: str | None) -> None:
    """Note it and close this session's sockets; the caller ends the session itself."""
    shops = shop_ids_of(actor.pk)
    if shop_id not in shops:
        shop_id = next(iter(shops), None)
    record(shop_id=shop_id, actor=actor, verb="sign_in.ended", target=actor)
    if session_key:
        close_sockets(session_key=session_key)
