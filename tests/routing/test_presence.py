"""States of people, their history, and what time does to them."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from conversations.actions.sessions import finish_session, take_session
from conversations.models import Assignment
from helpdesk.accounts.models import AuditEntry, Membership, Shop
from helpdesk.kernel.clock import now
from helpdesk.kernel.errors import NotFound
from helpdesk.team.actions.arranging import (
    remove_group,
    remove_skill,
    save_group,
    save_skill,
    set_place,
)
from helpdesk.team.actions.arriving import come_in
from helpdesk.team.actions.choosing_state import choose_state, set_state_for
from helpdesk.team.actions.peaking import end_peak, start_peak
from helpdesk.team.actions.settling import settle_presences
from helpdesk.team.errors import (
    ArrangementWrong,
    NameTaken,
    PeakRunning,
    PeakTooLong,
    PresenceAway,
    ReasonMissing,
)
from helpdesk.team.forms import SkillForm, checked
from helpdesk.team.models import Group, MemberSkill, PeakMode, Presence, PresenceChange, Skill
from helpdesk.team.models import PresenceState as State
from helpdesk.team.queries.places import places_of
from tests.cast import Cast, agent, route
from tests.routing.people import at_work


def come(member: Membership) -> str:
    come_in(shop_id=member.shop_id, member_id=member.pk)
    return state_of(member)


def state_of(member: Membership) -> str:
    return Presence.objects.get(member=member).state


def pick(member: Membership, state: State, *, has_chats: bool = False) -> str:
    return choose_state(
        shop_id=member.shop_id, member_id=member.pk, state=state, has_chats=has_chats
    )


def test_an_agent_who_signs_in_accepts_at_once_and_those_who_lead_look_first(cast: Cast) -> None:
    assert come(cast.mei) == "accepting"
    assert come(cast.qin) == "busy"
    assert come(cast.oleg) == "accepting"  # alone in his shop: who else would


def test_a_reload_changes_no_state(cast: Cast) -> None:
    come(cast.mei)
    pick(cast.mei, State.BUSY)
    assert come(cast.mei) == "busy"
    assert PresenceChange.objects.filter(member=cast.mei).count() == 2


def test_whoever_went_home_stays_away_until_the_next_sign_in(cast: Cast) -> None:
    come(cast.mei)
    assert pick(cast.mei, State.LEAVING) == "away"
    assert come(cast.mei) == "away"
    cast.mei.user.last_login = now() + timedelta(seconds=1)
    cast.mei.user.save(update_fields=["last_login"])
    assert come(cast.mei) == "accepting"


def test_leaving_ends_with_the_last_chat(cast: Cast) -> None:
    come(cast.mei)
    thread = cast.thread()
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    assert pick(cast.mei, State.LEAVING, has_chats=True) == "leaving"
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    presence = Presence.objects.get(member=cast.mei)
    assert (presence.state, presence.left) == ("away", True)


def test_a_rest_ends_by_itself(cast: Cast) -> None:
    route(cast.shop, team__rest_minutes=10)
    come(cast.mei)
    pick(cast.mei, State.RESTING)
    until = Presence.objects.get(member=cast.mei).until
    assert until is not None and timedelta(minutes=9) < until - now() <= timedelta(minutes=10)
    settle_presences()
    assert state_of(cast.mei) == "resting"
    Presence.objects.filter(member=cast.mei).update(until=now())
    settle_presences()
    assert state_of(cast.mei) == "accepting"
    assert PresenceChange.objects.filter(member=cast.mei, by=None).count() == 1


def test_no_sign_of_life_is_away_after_the_shops_seconds(cast: Cast) -> None:
    route(cast.shop, team__away_seconds=90)
    come(cast.mei)
    Presence.objects.filter(member=cast.mei).update(seen_at=now() - timedelta(seconds=80))
    settle_presences()
    assert state_of(cast.mei) == "accepting"
    Presence.objects.filter(member=cast.mei).update(seen_at=now() - timedelta(seconds=91))
    settle_presences()
    assert state_of(cast.mei) == "away"
    assert come(cast.mei) == "accepting"


def test_history_can_only_grow(cast: Cast) -> None:
    come(cast.mei)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        PresenceChange.objects.filter(member=cast.mei).update(state="busy")


def test_the_database_refuses_a_presence_of_two_shops(cast: Cast) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Presence.objects.create(shop=cast.shop, member=cast.oleg, since=now())
        from django.db import connection

        connection.check_constraints()


def test_a_supervisor_sets_a_state_with_a_reason_on_record(cast: Cast) -> None:
    with pytest.raises(PresenceAway):
        set_for(cast, "吃饭")
    come(cast.mei)
    with pytest.raises(ReasonMissing):
        set_for(cast, "  ")
    set_for(cast, "去仓库帮忙")
    assert state_of(cast.mei) == "busy"
    told = AuditEntry.objects.get(shop=cast.shop, verb="presence.set")
    assert (told.data["target"], told.data["reason"]) == ("小梅", "去仓库帮忙")
    change = PresenceChange.objects.filter(member=cast.mei).last()
    assert change is not None and (change.by_id, change.reason) == (cast.qin.pk, "去仓库帮忙")


def set_for(cast: Cast, reason: str) -> None:
    set_state_for(actor=cast.qin, member=cast.mei, state=State.BUSY, reason=reason, has_chats=False)


def test_peak_mode_raises_everybodys_number_but_ones_own_and_ends_by_itself(cast: Cast) -> None:
    at_work(cast.mei, cast.tom)
    set_place(actor=cast.qin, member=cast.tom, capacity=8, skills=[])

    def numbers() -> dict[str, int]:
        return {one.name: one.capacity for one in places_of(cast.shop.pk, now=now())}

    assert numbers() == {"小梅": 12, "汤姆": 8}
    with pytest.raises(PeakTooLong):
        start_peak(actor=cast.qin, hours=25)
    start_peak(actor=cast.qin, hours=2)
    assert numbers() == {"小梅": 15, "汤姆": 8}
    with pytest.raises(PeakRunning):
        start_peak(actor=cast.qin, hours=1)
    earlier = now() - timedelta(hours=3)
    PeakMode.objects.update(started_at=earlier, until=earlier + timedelta(hours=2))
    assert numbers() == {"小梅": 12, "汤姆": 8}
    settle_presences()
    assert PeakMode.objects.get(shop=cast.shop).ended_at is not None
    verbs = AuditEntry.objects.filter(shop=cast.shop, verb__startswith="peak.").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["peak.started", "peak.ended"]
    start_peak(actor=cast.qin, hours=1)
    end_peak(actor=cast.qin)
    end_peak(actor=cast.qin)
    assert numbers() == {"小梅": 12, "汤姆": 8}


def test_skills_and_groups_are_data_with_names_of_their_own(cast: Cast) -> None:
    one = {"words": ["退款"], "platforms": [], "kinds": []}
    refunds = save_skill(actor=cast.qin, skill=None, name="退款单", **one)
    with pytest.raises(NameTaken):
        save_skill(actor=cast.qin, skill=None, name="退款单", **one)
    set_place(actor=cast.qin, member=cast.mei, capacity=9, skills=[refunds])
    set_place(actor=cast.qin, member=cast.mei, capacity=9, skills=[])
    assert not MemberSkill.objects.filter(member=cast.mei).exists()
    group = save_group(actor=cast.qin, group=None, name="售后", members=[cast.mei, cast.tom])
    save_group(actor=cast.qin, group=group, name="售后", members=[cast.tom])
    assert [one.member_id for one in group.places.all()] == [cast.tom.pk]
    remove_group(actor=cast.qin, group=group)
    assert not Group.objects.filter(shop=cast.shop).exists()


@pytest.mark.parametrize("typed", ["退\x00款", "\x00", "词、" * 551])
def test_words_that_cannot_be_kept_are_refused(cast: Cast, typed: str) -> None:
    for field in ("words", "kinds"):
        with pytest.raises(ArrangementWrong):
            checked(SkillForm({"name": "退款单", field: typed}))


def test_somebody_who_never_came_has_no_state_to_choose(cast: Cast) -> None:
    with pytest.raises(NotFound):
        pick(cast.tom, State.BUSY)


def test_what_a_colleague_removed_meanwhile_is_not_made_again(cast: Cast) -> None:
    """Two supervisors have the page open: one removes, the other saves what they still see."""
    one = {"words": ["退款"], "platforms": [], "kinds": []}
    skill = save_skill(actor=cast.qin, skill=None, name="退款单", **one)
    group = save_group(actor=cast.qin, group=None, name="售后", members=[cast.mei])
    seen, listed = Skill.objects.get(pk=skill.pk), Group.objects.get(pk=group.pk)
    remove_skill(actor=cast.lan, skill=skill)
    remove_group(actor=cast.lan, group=group)
    with pytest.raises(NotFound):
        save_skill(actor=cast.qin, skill=seen, name="退款", **one)
    with pytest.raises(NotFound):
        save_group(actor=cast.qin, group=listed, name="售后组", members=[cast.tom])
    with pytest.raises(NotFound):
        remove_skill(actor=cast.qin, skill=seen)
    with pytest.raises(NotFound):
        remove_group(actor=cast.qin, group=listed)
    set_place(actor=cast.qin, member=cast.mei, capacity=9, skills=[seen])
    assert not Skill.objects.filter(shop=cast.shop).exists()
    assert not Group.objects.filter(shop=cast.shop).exists()
    assert not MemberSkill.objects.filter(shop=cast.shop).exists()


def test_until_when_somebody_rests_is_kept_by_the_shops_clock(cast: Cast) -> None:
    """Also where the sweep decides, which no shop's page runs."""
    Shop.objects.filter(pk=cast.shop.pk).update(time_zone="Pacific/Kiritimati")
    route(cast.shop)
    until = now() + timedelta(minutes=5)
    at_work(cast.mei)
    at_work(cast.tom, state="resting", until=until)
    thread = cast.thread()
    decision = Assignment.objects.get(conversation=thread).decision or {}
    (said,) = (one["facts"]["until"] for one in decision["verdicts"] if one["code"] == "resting")
    assert said == f"{until.astimezone(ZoneInfo('Pacific/Kiritimati')):%H:%M}"
