"""To whom a chat can be handed just now: people with state, load and skills, and groups."""

from dataclasses import dataclass

from django.utils.functional import Promise

from conversations.models import Conversation
from conversations.queries.routing import candidates_of
from conversations.routing.facts import Candidate
from helpdesk.accounts.policies import policies_of
from helpdesk.kernel.clock import now
from helpdesk.kernel.text import listed
from helpdesk.team.models import PresenceState, Skill
from helpdesk.team.queries.places import groups_of


@dataclass(frozen=True, slots=True)
class Receiver:
    """A line of the dialog; ``why_not`` is empty where the chat can be handed to them."""

    id: int
    name: str
    state: str
    state_label: str | Promise
    load: int
    capacity: int
    skills: str
    may: bool


@dataclass(frozen=True, slots=True)
class ReceivingGroup:
    """A group and who of it could take the chat."""

    id: int
    name: str
    free: str
    may: bool


def can_take(one: Candidate, *, ignore_load: bool = False) -> bool:
    """Whether a chat may be handed to this person just now."""
    room = ignore_load or one.load < one.capacity
    return one.live and one.state == PresenceState.ACCEPTING and room


def receivers_of(
    conversation: Conversation, *, asker_id: int
) -> tuple[list[Receiver], list[ReceivingGroup]]:
    """Whoever can take it first, the least busy on top; the asker and the holder are left out."""
    shop_id = conversation.shop_id
    names = dict(Skill.objects.filter(shop_id=shop_id).values_list("pk", "name"))
    everyone = candidates_of(shop_id, now=now(), policies=policies_of(shop_id))
    sender = (conversation.handed or {}).get("id")
    others = [one for one in everyone if one.member not in {conversation.owner_id, asker_id}]
    receivers = [_receiver(one, names, is_sender=one.member == sender) for one in others]
    receivers.sort(
        key=lambda one: (
            not one.may,
            one.state != PresenceState.ACCEPTING,
            one.load / one.capacity,
            one.name,
        )
    )
    free = {one.member: one.name for one in others if can_take(one)}
    groups = [
        ReceivingGroup(
            id=group.pk,
            name=group.name,
            free=listed(free[one] for one in members if one in free),
            may=any(one in free for one in members),
        )
        for group, members in groups_of(shop_id)
    ]
    return receivers, groups


def _receiver(one: Candidate, names: dict[int, str], *, is_sender: bool) -> Receiver:
    state = PresenceState(one.state if one.live else PresenceState.AWAY)
    back = is_sender and state != PresenceState.AWAY
    return Receiver(
        id=one.member,
        name=one.name,
        state=state.value,
        state_label=state.label,
        load=one.load,
        capacity=one.capacity,
        skills=listed(names[skill] for skill in sorted(one.skills) if skill in names),
        may=back or can_take(one),
    )
