"""Somebody says whether they take chats; a supervisor may say it for them, with a reason."""

from datetime import timedelta

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership
from helpdesk.accounts.policies import value_of
from helpdesk.kernel import clock
from helpdesk.team.access import locked_presence
from helpdesk.team.actions.recording import write_state
from helpdesk.team.errors import PresenceAway, ReasonMissing
from helpdesk.team.models import Presence, PresenceState
from helpdesk.team.policy_rules import REST_MINUTES


@transaction.atomic
def choose_state(
    *, shop_id: int, member_id: int, state: PresenceState, has_chats: bool
) -> PresenceState:
    """The person's own choice; the state that came of it (leaving with nothing in hand is away).

    The same state again changes nothing, except that a rest begins anew.
    """
    presence = locked_presence(shop_id, member_id)
    return _set(presence, state, has_chats=has_chats, by_id=member_id, reason="")


@transaction.atomic
def set_state_for(
    *, actor: Membership, member: Membership, state: PresenceState, reason: str, has_chats: bool
) -> PresenceState:
    """A supervisor's choice for a colleague: told with its reason, and on record.

    ReasonMissing without one; PresenceAway for somebody who has no desk open.
    """
    if not reason.strip():
        raise ReasonMissing(name=member.public_name)
    rows = Presence.objects.filter(shop_id=member.shop_id, member=member)
    if not rows.exclude(state=PresenceState.AWAY).exists():
        raise PresenceAway(name=member.public_name)
    presence = locked_presence(member.shop_id, member.pk)
    became = _set(presence, state, has_chats=has_chats, by_id=actor.pk, reason=reason.strip()[:100])
    record(
        shop_id=member.shop_id,
        actor=actor.user,
        verb="presence.set",
        target=presence,
        data={
            "target": member.user.shown_name,
            "state": str(became.label),
            "reason": reason.strip(),
        },
    )
    return became


def finish_leaving(*, shop_id: int, member_id: int) -> None:
    """Somebody who was leaving has finished their last chat; inside the caller's transaction."""
    leaving = Presence.objects.filter(
        shop_id=shop_id, member_id=member_id, state=PresenceState.LEAVING
    )
    if not leaving.exists():
        return
    presence = locked_presence(shop_id, member_id)
    if presence.state == PresenceState.LEAVING:
        write_state(presence, PresenceState.AWAY, by_id=member_id, left=True)


def _set(
    presence: Presence, state: PresenceState, *, has_chats: bool, by_id: int, reason: str
) -> PresenceState:
    if state == PresenceState.LEAVING and not has_chats:
        state = PresenceState.AWAY
    if state == presence.state != PresenceState.RESTING:
        return state
    until = None
    if state == PresenceState.RESTING:
        until = clock.now() + timedelta(minutes=value_of(presence.shop_id, REST_MINUTES))
    write_state(
        presence,
        state,
        until=until,
        by_id=by_id,
        reason=reason,
        left=state == PresenceState.AWAY,
    )
    return state
