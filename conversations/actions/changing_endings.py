"""How the shop ends its receptions: closing line, invitation, reasons why nothing was bought."""

from collections.abc import Sequence

from django.db import transaction

from conversations.actions.guarding import guard_setting
from conversations.inside_errors import ClosingTooLong, InvitationUnknown, ReasonsWrong
from conversations.models import EndingSettings, Invitation
from conversations.models.ending import CLOSING_LENGTH, REASON_LENGTH, REASONS_MOST
from conversations.queries.ending import ending_of
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Shop, User
from helpdesk.kernel.locks import locked


@transaction.atomic
def change_endings(
    *, actor: User, shop_id: int, closing_line: str, invitation: str, reasons: Sequence[str]
) -> EndingSettings:
    """All three at once; the same again changes nothing.

    Raises ClosingTooLong, InvitationUnknown, ReasonsWrong, SettingBlocked.
    """
    words = " ".join(closing_line.replace("\x00", "").split())
    if len(words) > CLOSING_LENGTH:
        raise ClosingTooLong(length=len(words), limit=CLOSING_LENGTH)
    if invitation not in Invitation.values:
        raise InvitationUnknown()
    listed = [" ".join(one.replace("\x00", "").split()) for one in reasons]
    listed = [one for one in listed if one]
    fits = all(len(one) <= REASON_LENGTH for one in listed) and len(set(listed)) == len(listed)
    if not fits or not 1 <= len(listed) <= REASONS_MOST:
        raise ReasonsWrong(most=REASONS_MOST, limit=REASON_LENGTH)
    locked(Shop.objects.all()).get(pk=shop_id)
    held = ending_of(shop_id)
    before = (held.closing_line, held.invitation, held.not_bought_reasons)
    if before == (words, invitation, listed):
        return held
    guard_setting(shop_id, words)
    held.closing_line, held.invitation, held.not_bought_reasons = words, invitation, listed
    held.save()
    record(
        shop_id=shop_id,
        actor=actor,
        verb="ending.changed",
        data={"closing_line": words, "invitation": invitation, "reasons": listed},
    )
    return held
