"""Every change of a presence goes through here: row, history and announcement together."""

from datetime import datetime, timedelta

from helpdesk.followups.actions.beginning import begin_shift
from helpdesk.kernel import clock
from helpdesk.realtime.events import PresenceChanged
from helpdesk.realtime.publish import publish
from helpdesk.team.models import Presence, PresenceChange, PresenceState
from helpdesk.team.queries.places import presence_shape

COMES = (PresenceState.ACCEPTING, PresenceState.BUSY)
"""Out of being away into one of these: somebody comes to work."""

JUST_NOW = timedelta(minutes=1)
"""A presence that is younger was made by this very coming."""


def write_state(
    presence: Presence,
    state: PresenceState,
    *,
    until: datetime | None = None,
    by_id: int | None,
    reason: str = "",
    left: bool = False,
) -> None:
    """Give a locked presence another state, with its line of history and its event; whoever comes
    to work begins a shift."""
    moment = clock.now()
    comes = presence.state == PresenceState.AWAY and state in COMES
    if comes:
        was_away = moment - presence.since > JUST_NOW
        begin_shift(
            shop_id=presence.shop_id,
            member_id=presence.member_id,
            moment=moment,
            away_since=presence.since if was_away else None,
        )
    presence.state, presence.since, presence.until = state, moment, until
    presence.left = left
    presence.save(update_fields=["state", "since", "until", "left"])
    PresenceChange.objects.create(
        shop_id=presence.shop_id,
        member_id=presence.member_id,
        state=state,
        until=until,
        at=moment,
        by_id=by_id,
        reason=reason,
    )
    publish(presence.shop_id, PresenceChanged(presence=presence_shape(presence)))
