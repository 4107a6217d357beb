"""Taking invitations back: one by hand, or all of somebody who may no longer invite."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from helpdesk.accounts.audit import record
from helpdesk.accounts.errors import InvitationNotOpen
from helpdesk.accounts.models import Invitation, User
from helpdesk.kernel import clock


@transaction.atomic
def withdraw_invitation(*, actor: User | None, invitation: Invitation) -> None:
    """Take an open link back; InvitationNotOpen when somebody was quicker."""
    now = clock.now()
    if _open(now).filter(pk=invitation.pk).update(withdrawn_at=now) == 0:
        raise InvitationNotOpen(name=invitation.name)
    record(
        shop_id=invitation.shop_id,
        actor=actor,
        verb="people.invitation_withdrawn",
        target=invitation,
        data={"target": invitation.name},
    )


def withdraw_all_of(*, actor: User | None, shop_id: int, issuer: User) -> None:
    """Whoever may no longer invite leaves no door open; inside the caller's transaction, which
    holds the shop's lock, so that nobody comes in between the two statements."""
    for invitation in _open(clock.now()).filter(shop_id=shop_id, issued_by=issuer).order_by("pk"):
        withdraw_invitation(actor=actor, invitation=invitation)


def _open(now: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=now)
