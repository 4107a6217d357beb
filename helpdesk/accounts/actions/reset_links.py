"""One-time links by which a person sets a new password."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.functions import Lower

from helpdesk.accounts.actions.passwords import store_password
from helpdesk.accounts.audit import record
from helpdesk.accounts.errors import MemberInactive, ResetLinkUsed
from helpdesk.accounts.models import Membership, ResetLink, User
from helpdesk.accounts.queries.memberships import shop_ids_of
from helpdesk.accounts.queries.reset_links import link_behind
from helpdesk.accounts.tasks import email_reset_link
from helpdesk.kernel import clock
from helpdesk.kernel.locks import locked
from helpdesk.realtime.publish import close_sockets

LIFE = timedelta(hours=24)

BETWEEN_LETTERS = timedelta(minutes=10)
"""Asking for a letter again within this time sends none: nobody can flood a mailbox, or keep
replacing the link that an owner has just handed over."""

SAME_ADDRESS = 5
"""People who may share one address and all get a letter."""


@transaction.atomic
def issue_reset_link(*, actor: User, member: Membership) -> ResetLink:
    """A fresh link for a colleague; older ones are over. MemberInactive for one switched off."""
    if not (member.is_active and member.user.is_active):
        raise MemberInactive(name=member.user.shown_name)
    link = _issue(user=member.user, issued_by=actor)
    record(
        shop_id=member.shop_id,
        actor=actor,
        verb="people.reset_link_issued",
        target=member,
        data={"target": member.user.shown_name, "expires_at": link.expires_at.isoformat()},
    )
    return link


@transaction.atomic
def request_reset_link(*, email: str) -> None:
    """Send a link to everyone active who has this address. Says nothing about whether any do."""
    wanted = User.objects.alias(lowered=Lower("email")).filter(
        lowered=email.strip().lower(), is_active=True
    )
    for user in wanted.order_by("pk")[:SAME_ADDRESS]:
        if _has_recent_link(user, clock.now() - BETWEEN_LETTERS):
            continue
        link = _issue(user=user, issued_by=None)
        shops: list[int | None] = [*shop_ids_of(user.pk)]
        for shop_id in shops or [None]:
            record(
                shop_id=shop_id,
                actor=None,
                verb="password.link_requested",
                target=user,
                data={"target": user.shown_name},
            )
        _send_after_commit(link.pk)


@transaction.atomic
def use_reset_link(*, token: str, new_password: str) -> User:
    """Set the password by a link, once: of two who come at the same moment one is told Used."""
    link = link_behind(token)
    # Person before link, as in `_issue`: the two can never wait for each other.
    locked(User.objects.filter(pk=link.user_id)).get()
    if not _claim(link.pk, clock.now()):
        raise ResetLinkUsed()
    store_password(user=link.user, new_password=new_password, verb="password.reset")
    close_sockets(user_id=link.user_id)
    return link.user


def void_links(*, user: User, at: datetime) -> None:
    """End the person's open links; inside the caller's transaction."""
    ResetLink.objects.filter(user=user, used_at=None, expires_at__gt=at).update(expires_at=at)


def _claim(link_id: int, now: datetime) -> bool:
    """Mark the link used, if nobody has: the row's lock lets one of two pass."""
    open_link = ResetLink.objects.filter(pk=link_id, used_at=None, expires_at__gt=now)
    return open_link.update(used_at=now) == 1


def _issue(*, user: User, issued_by: User | None) -> ResetLink:
    now = clock.now()
    locked(User.objects.filter(pk=user.pk)).get()
    void_links(user=user, at=now)
    return ResetLink.objects.create(
        user=user, issued_by=issued_by, issued_at=now, expires_at=now + LIFE
    )


def _has_recent_link(user: User, since: datetime) -> bool:
    return ResetLink.objects.filter(user=user, used_at=None, issued_at__gt=since).exists()


def _send_after_commit(link_id: int) -> None:
    transaction.on_commit(lambda: email_reset_link.delay(link_id), robust=True)
