"""Which invitation a token opens, why it may open nothing, and those that are still open."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from helpdesk.accounts.errors import (
    InvitationExpired,
    InvitationProblem,
    InvitationUsed,
    InvitationWithdrawn,
)
from helpdesk.accounts.invitation_token import nonce_in
from helpdesk.accounts.models import Invitation, Role
from helpdesk.accounts.time_left import time_left
from helpdesk.accounts.when import moment_said
from helpdesk.kernel import clock


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """One line of the list; ``share`` is how much of its time is used up, in percent."""

    id: int
    name: str
    alias: str
    role_label: str | Promise
    issued_by: str
    issued_said: str
    expires_at: datetime
    left: str
    share: int


def invitation_behind(token: str) -> Invitation:
    """The open invitation with its shop, or InvitationProblem, -Used, -Withdrawn, -Expired."""
    nonce = nonce_in(token)
    rows = Invitation.objects.select_related("shop", "issued_by")
    found = rows.filter(nonce=nonce).first() if nonce else None
    if found is None:
        raise InvitationProblem()
    if found.used_at is not None:
        raise InvitationUsed()
    if found.withdrawn_at is not None:
        raise InvitationWithdrawn()
    if found.expires_at <= clock.now():
        raise InvitationExpired()
    return found


def open_invitations(shop_id: int) -> list[OpenInvitation]:
    """What has been sent and not been used, newest first."""
    rows = Invitation.objects.select_related("issued_by").filter(
        shop_id=shop_id, used_at=None, withdrawn_at=None, expires_at__gt=clock.now()
    )
    return [in_words(row) for row in rows.order_by("-pk")]


def in_words(row: Invitation) -> OpenInvitation:
    """The invitation as pages show it."""
    now = clock.now()
    life = (row.expires_at - row.issued_at).total_seconds() or 1
    used = (now - row.issued_at).total_seconds() / life
    return OpenInvitation(
        id=row.pk,
        name=row.name,
        alias=row.alias,
        role_label=Role(row.role).label,
        issued_by=row.issued_by.shown_name,
        issued_said=moment_said(row.issued_at),
        expires_at=row.expires_at,
        left=time_left(row.expires_at - now),
        share=max(0, min(100, round(used * 100))),
    )
