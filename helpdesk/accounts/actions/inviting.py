"""Inviting a colleague by a one-time link, and coming in by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from helpdesk.accounts.actions.membership import add_member
from helpdesk.accounts.actions.registering import register_user
from helpdesk.accounts.actions.signing_in import SignedIn, welcome
from helpdesk.accounts.audit import record
from helpdesk.accounts.errors import (
    AlreadyMember,
    InvitationUsed,
    RoleUnknown,
    UsernameTaken,
)
from helpdesk.accounts.models import Invitation, Membership, Role, Shop, User
from helpdesk.accounts.policies import value_of
from helpdesk.accounts.queries.invitations import invitation_behind
from helpdesk.accounts.queries.memberships import active_memberships
from helpdesk.kernel import clock
from helpdesk.kernel.locks import locked

INVITABLE = (Role.AGENT, Role.SUPERVISOR)
"""What a link may give: an owner is made inside the shop, by name and password."""


@transaction.atomic
def invite_member(*, actor: User, shop: Shop, name: str, role: Role, alias: str = "") -> Invitation:
    """A fresh link for one person, open for the shop's ``people.invitation_hours``."""
    if role not in INVITABLE:
        raise RoleUnknown()
    now = clock.now()
    hours = int(value_of(shop.pk, "people.invitation_hours"))
    invitation = Invitation.objects.create(
        shop=shop,
        name=name,
        role=role,
        alias=alias,
        issued_by=actor,
        issued_at=now,
        expires_at=now + timedelta(hours=hours),
    )
    record(
        shop_id=shop.pk,
        actor=actor,
        verb="people.invited",
        target=invitation,
        data={
            "target": name,
            "role": str(Role(role).label),
            "expires_at": invitation.expires_at.isoformat(),
        },
    )
    return invitation


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody to be invited."""

    name: str
    role: Role


@transaction.atomic
def invite_members(*, actor: User, shop: Shop, people: Sequence[Invitee]) -> list[Invitation]:
    """A link for each, or none at all."""
    return [invite_member(actor=actor, shop=shop, name=one.name, role=one.role) for one in people]


@transaction.atomic
def join_with_new_account(
    *, token: str, username: str, password: str, alias: str, address: str
) -> SignedIn:
    """Make the account and come in, once; UsernameTaken leaves the link open."""
    invitation = invitation_behind(token)
    try:
        with transaction.atomic():
            user = register_user(username=username, display_name=invitation.name, password=password)
    except IntegrityError as problem:
        raise UsernameTaken(username=username) from problem
    member = _come_in(invitation=invitation, user=user, alias=alias)
    return welcome(user=user, address=address, membership=member)


@transaction.atomic
def join_as(*, actor: User, token: str) -> Membership:
    """Come in with the account one has; AlreadyMember leaves the link open."""
    invitation = invitation_behind(token)
    if active_memberships(actor.pk).filter(shop_id=invitation.shop_id).exists():
        raise AlreadyMember(shop=invitation.shop.name)
    return _come_in(invitation=invitation, user=actor, alias=invitation.alias)


def _come_in(*, invitation: Invitation, user: User, alias: str) -> Membership:
    # Shop before invitation, as when an owner is put out: the two never wait for each other.
    locked(Shop.objects.filter(pk=invitation.shop_id)).get()
    if not _claim(invitation.pk, user, clock.now()):
        raise InvitationUsed()
    member = add_member(
        actor=invitation.issued_by,
        shop=invitation.shop,
        user=user,
        role=Role(invitation.role),
        alias=alias,
    )
    record(
        shop_id=invitation.shop_id,
        actor=user,
        verb="people.invitation_used",
        target=invitation,
        data={"target": user.shown_name},
    )
    return member


def _claim(invitation_id: int, user: User, now: datetime) -> bool:
    """Mark the link used, if it is still open: the row's lock lets one of two pass."""
    is_open = Invitation.objects.filter(
        pk=invitation_id, used_at=None, withdrawn_at=None, expires_at__gt=now
    )
    return is_open.update(used_at=now, used_by=user) == 1
