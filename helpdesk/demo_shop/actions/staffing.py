"""Who is at work in the demo, and how the chats of today came to where they are.

Colleagues who have no window open here are shown as present for one long shift, none of them
taking new chats: those go to whoever signs in. After the shift they are away, like anybody without
a desk.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from conversations.models import Assignment, Conversation, Entry, How, SessionState
from conversations.routing.deciding import decide
from conversations.routing.facts import Ask, Candidate
from helpdesk.accounts.models import Membership, Shop
from helpdesk.team.models import Group, GroupMember, MemberSkill, Presence, PresenceState, Skill

SHIFT = timedelta(hours=12)
STATES = (
    PresenceState.ACCEPTING,  # the one whom a visitor of the demo plays: really comes in
    PresenceState.BUSY,
    PresenceState.BUSY,
    PresenceState.LEAVING,
)
NOTE = "老客催物流，先查单再回"
CAPACITY = 12


def staff_shop(
    *, shop: Shop, agents: Sequence[Membership], supervisor: Membership, now: datetime
) -> None:
    """Presences of all but the first agent, two skills, two groups, a hand-over with its note."""
    for member, state in list(zip(agents, STATES, strict=False))[1:]:
        Presence.objects.create(
            shop=shop, member=member, state=state, since=now, seen_at=now + SHIFT
        )
    refunds = Skill.objects.create(shop=shop, name="退款单", words=["退款", "退货", "少发", "破了"])
    phones = Skill.objects.create(shop=shop, name="手机配件", kinds=["case"])
    pairs = [(agents[0], refunds), (agents[1], refunds), (agents[2], phones)]
    MemberSkill.objects.bulk_create(
        MemberSkill(shop=shop, member=member, skill=skill) for member, skill in pairs
    )
    for name, members in (("售前", agents[:2]), ("售后", [*agents[2:], supervisor])):
        group = Group.objects.create(shop=shop, name=name)
        GroupMember.objects.bulk_create(
            GroupMember(shop=shop, group=group, member=member) for member in members
        )
    _ways(shop, agents)
    _hand_over(shop, agents[0], supervisor)


def _ways(shop: Shop, agents: Sequence[Membership]) -> None:
    """Each chat in hand was given out by the rules, while the others could not take it."""
    hindered = ("busy", "resting", "leaving")
    in_hand = Conversation.objects.filter(shop=shop, state=SessionState.ACTIVE)
    loads: dict[int, int] = {}
    for thread in in_hand.select_related("owner__user").order_by("pk"):
        candidates = [
            Candidate(
                member=member.pk,
                name=member.public_name,
                state="accepting" if member.pk == thread.owner_id else hindered[place % 3],
                live=True,
                load=loads.get(member.pk, 0),
                capacity=CAPACITY,
            )
            for place, member in enumerate(agents)
        ]
        decision = decide(Ask(), candidates, skill_wait=60)
        loads[thread.owner_id or 0] = loads.get(thread.owner_id or 0, 0) + 1
        session = thread.sessions.get(number=thread.session_number)
        Assignment.objects.create(
            shop=shop,
            conversation=thread,
            session_number=thread.session_number,
            how=How.ROUTED,
            at=session.taken_at or session.opened_at,
            member=thread.owner,
            decision=decision.as_json(),
        )


def _hand_over(shop: Shop, receiver: Membership, sender: Membership) -> None:
    """One of the first agent's chats came from the supervisor, with a note."""
    thread = (
        Conversation.objects.filter(shop=shop, owner=receiver, unanswered_since__isnull=False)
        .order_by("-unanswered_since")
        .first()
    )
    if thread is None:
        return
    line = Entry.objects.filter(
        shop_id=shop.pk,
        conversation_id=thread.pk,
        session_number=thread.session_number,
        text="session.taken",
    )
    line.update(
        text=f"session.transferred {receiver.public_name}",
        author_id=sender.pk,
        author_name=sender.public_name,
    )
    Conversation.objects.filter(pk=thread.pk).update(
        handed={"id": sender.pk, "name": sender.public_name, "note": NOTE, "answered": True}
    )
    session = thread.sessions.get(number=thread.session_number)
    Assignment.objects.create(
        shop=shop,
        conversation=thread,
        session_number=thread.session_number,
        how=How.TRANSFERRED,
        at=session.taken_at or session.opened_at,
        member=receiver,
        previous=sender,
        by=sender,
        note=NOTE,
    )
