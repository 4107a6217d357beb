"""A desk is opened, and shows that it is still there. Postgres holds the truth of both."""

from collections.abc import Collection

from django.db import transaction
from django.db.models.functions import Now
from psycopg import AsyncConnection
from psycopg.rows import DictRow

from helpdesk.accounts.models import Membership, Role
from helpdesk.kernel import clock
from helpdesk.kernel.database import in_thread, pool
from helpdesk.team.access import locked_presence
from helpdesk.team.actions.recording import write_state
from helpdesk.team.models import Presence, PresenceState
from helpdesk.team.places import state_on_arrival

SEEN_SQL = """
UPDATE team_presence SET seen_at = statement_timestamp()
WHERE shop_id = %(shop)s AND member_id = %(member)s AND state <> 'away' RETURNING state
"""

STILL_HERE_SQL = """
UPDATE team_presence SET seen_at = statement_timestamp()
WHERE member_id = ANY(%(members)s)
  AND (seen_at IS NULL OR seen_at < statement_timestamp() - interval '12 seconds')
"""


async def arrive(*, shop_id: int, member_id: int) -> None:
    """Note that a desk of this person is open; whoever was away accepts at once."""
    async with pool().connection() as conn:
        cursor = await conn.execute(SEEN_SQL, {"shop": shop_id, "member": member_id})
        known = await cursor.fetchone()
    if known is None:
        await in_thread(come_in, shop_id=shop_id, member_id=member_id)


@transaction.atomic
def come_in(*, shop_id: int, member_id: int) -> None:
    """The first desk of somebody who was away, or who was never here."""
    moment = clock.now()
    Presence.objects.get_or_create(
        shop_id=shop_id, member_id=member_id, defaults={"since": moment, "seen_at": Now()}
    )
    presence = locked_presence(shop_id, member_id)
    Presence.objects.filter(pk=presence.pk).update(seen_at=Now())
    member = Membership.objects.select_related("user").get(pk=member_id, shop_id=shop_id)
    last_login = member.user.last_login
    state = state_on_arrival(
        presence.state,
        left=presence.left,
        signed_in_since=last_login is not None and last_login > presence.since,
        leads_others=member.role != Role.AGENT and _has_agents(shop_id),
    )
    if state is not None:
        write_state(presence, PresenceState(state), by_id=member_id)


async def still_here(conn: AsyncConnection[DictRow], members: Collection[int]) -> None:
    """One write for all desks of a process; a person seen in the last 12 s costs nothing."""
    if members:
        await conn.execute(STILL_HERE_SQL, {"members": list(members)})


def _has_agents(shop_id: int) -> bool:
    return Membership.objects.filter(shop_id=shop_id, role=Role.AGENT, is_active=True).exists()
