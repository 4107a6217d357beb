"""What people do with follow-ups: once, on record, and never past each other."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from helpdesk.followups import errors
from helpdesk.followups.actions.handing import hand_over, take_followup
from helpdesk.followups.actions.making import Owed, make_followup
from helpdesk.followups.actions.many import each
from helpdesk.followups.actions.postponing import override_weight, postpone_followup
from helpdesk.followups.actions.settling import do_followup, drop_followup, end_by_machine
from helpdesk.followups.chaining import Step
from helpdesk.followups.models import FollowUp, FollowUpState
from helpdesk.kernel import clock
from helpdesk.kernel.errors import NotFound
from helpdesk.team.models import Group, GroupMember
from tests.cast import Cast
from tests.followups.scene import HOUR, owed, verbs


def test_done_with_an_outcome_spawns_the_next_link(cast: Cast) -> None:
    steps = [Step("noted", "答复买家", 30, "称重 0.41 kg"), Step("noted", "向圆通索赔", 60)]
    row = owed(cast.mei, "向仓库要称重", money_fen=26800, next_steps=steps)
    assert row.is_important, "¥268 is more than the rule's ¥50"
    assert [one.percent for one in row.reminders.order_by("percent")] == [50, 80, 95, 100]
    link = do_followup(actor=cast.mei, followup_id=row.pk, version=1, outcome=" 0.41 \n kg ")
    row.refresh_from_db()
    assert (row.state, row.outcome, row.version) == ("done", "0.41 kg", 2)
    assert set(row.reminders.values_list("state", flat=True)) == {"needless"}
    assert link is not None and link.previous_id == row.pk and link.owner_id == cast.mei.pk
    assert (link.title, link.money_at_risk_fen) == ("答复买家", 26800)
    assert link.due_at - link.starts_at == timedelta(minutes=30)
    last = do_followup(actor=cast.mei, followup_id=link.pk, version=1, outcome="回了")
    assert last is not None and last.title == "向圆通索赔"
    assert do_followup(actor=cast.mei, followup_id=last.pk, version=1, outcome="赔了") is None
    assert verbs(cast.mei, row) == ["followup.made", "followup.done"]


def test_who_comes_second_reads_who_was_faster(cast: Cast) -> None:
    row = owed(cast.mei)
    take_followup(actor=cast.tom, followup_id=row.pk, version=1)
    with pytest.raises(errors.FollowUpChanged) as changed:
        do_followup(actor=cast.qin, followup_id=row.pk, version=1, outcome="打了")
    assert "汤姆" in changed.value.said()
    do_followup(actor=cast.tom, followup_id=row.pk, version=2, outcome="打通了")
    with pytest.raises(errors.FollowUpEnded) as ended:
        drop_followup(actor=cast.tom, followup_id=row.pk, version=2, reason="不打了")
    assert "汤姆" in ended.value.said() and "打通了" in ended.value.said()
    assert verbs(cast.tom, row) == ["followup.made", "followup.taken", "followup.done"]


def test_whose_it_is(cast: Cast) -> None:
    group = Group.objects.create(shop=cast.shop, name="售后组")
    GroupMember.objects.create(shop=cast.shop, group=group, member=cast.tom)
    row = owed(cast.mei)
    with pytest.raises(errors.NotYours) as refused:
        do_followup(actor=cast.tom, followup_id=row.pk, version=1, outcome="做了")
    assert "小梅" in refused.value.said()
    for wrong in ({"member_id": cast.oleg.pk}, {"group": 0}, {}):
        with pytest.raises(errors.ReceiverUnknown):
            hand_over(actor=cast.mei, followup_id=row.pk, version=1, **wrong)
    hand_over(actor=cast.mei, followup_id=row.pk, version=1, group=group.pk)
    with pytest.raises(errors.NotYours) as refused:
        do_followup(actor=cast.mei, followup_id=row.pk, version=2, outcome="做了")
    assert "售后组" in refused.value.said()
    do_followup(actor=cast.tom, followup_id=row.pk, version=2, outcome="组里的，我做了")
    with pytest.raises(NotFound):
        take_followup(actor=cast.oleg, followup_id=row.pk, version=3)


def test_put_off_with_a_reason_is_reminded_anew(cast: Cast) -> None:
    row = owed(cast.mei, hours=2)
    assert row.urgent_from == row.starts_at, "two hours are less than the rule's four"
    later = clock.now() + 20 * HOUR
    with pytest.raises(errors.OutcomeMissing):
        postpone_followup(actor=cast.mei, followup_id=row.pk, version=1, due_at=later, reason=" ")
    with pytest.raises(errors.FollowUpWrong):
        postpone_followup(
            actor=cast.mei, followup_id=row.pk, version=1, due_at=clock.now(), reason="忙"
        )
    postpone_followup(
        actor=cast.mei, followup_id=row.pk, version=1, due_at=later, reason="仓库明天才上班"
    )
    row.refresh_from_db()
    assert row.due_at == later and row.urgent_from == later - 4 * HOUR
    assert row.reminders.filter(state="waiting", of_due_at=later).count() == 4
    assert row.reminders.filter(state="needless").count() == 4


def test_weight_against_the_rule_takes_a_reason_and_is_taken_back(cast: Cast) -> None:
    row = owed(cast.mei, hours=2)
    act = {"actor": cast.mei, "followup_id": row.pk}
    with pytest.raises(errors.OutcomeMissing):
        override_weight(**act, version=1, urgent=False, important=None, reason="")
    override_weight(**act, version=1, urgent=False, important=True, reason="老客户，不催")
    row.refresh_from_db()
    assert (row.urgent_from, row.is_important) == (None, True)
    override_weight(**act, version=2, urgent=None, important=None, reason="")
    row.refresh_from_db()
    assert (row.urgent_from, row.is_important, row.weight_reason) == (row.starts_at, False, "")
    assert verbs(cast.mei, row)[1:] == ["followup.weighed", "followup.weighed_by_rule"]


def test_the_same_owed_twice_is_one(cast: Cast) -> None:
    asked = Owed(kind="noted", title="答复", once="promise:1:7")
    first = make_followup(shop_id=cast.shop.pk, actor=cast.mei, owed=asked)
    assert make_followup(shop_id=cast.shop.pk, actor=cast.tom, owed=asked) == first
    assert end_by_machine(shop_id=cast.shop.pk, followup_id=first.pk, outcome="买家已收到答复")
    assert not end_by_machine(shop_id=cast.shop.pk, followup_id=first.pk, outcome="又一次")


def test_many_at_once_one_that_cannot_be_holds_up_none(cast: Cast) -> None:
    rows = [owed(cast.mei, f"第 {number} 件") for number in range(3)]
    other = owed(cast.qin, "秦越的")
    came = each(
        marks=[(row.pk, 1) for row in (*rows, other)],
        deed=lambda pk, version: do_followup(
            actor=cast.mei, followup_id=pk, version=version, outcome="都打了"
        ),
    )
    assert came.done == 3 and [pk for pk, _ in came.refused] == [other.pk]
    with pytest.raises(errors.TooMany):
        each(marks=[(number, 1) for number in range(101)], deed=lambda pk, version: None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"due_at": clock.now() - HOUR, "starts_at": clock.now()},
        {"state": FollowUpState.DONE},
        {"outcome": "做了", "state": FollowUpState.OPEN},
        {"urgent_said": True},
        {"group": 1},
    ],
)
def test_postgres_refuses_what_no_action_writes(cast: Cast, wrong: dict) -> None:
    row = owed(cast.mei)
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.filter(pk=row.pk).update(**wrong)


def test_words_that_cannot_be_kept_are_refused_in_words(cast: Cast) -> None:
    row = owed(cast.mei)
    with pytest.raises(errors.OutcomeMissing):
        do_followup(actor=cast.mei, followup_id=row.pk, version=1, outcome="做\x00了")
    with pytest.raises(errors.FollowUpWrong):
        owed(cast.mei, "回\x00电话")


def test_keys_of_another_shop_are_refused(cast: Cast) -> None:
    row, chat = owed(cast.mei), cast.thread(shop=cast.other_shop)
    for wrong in ({"owner": cast.oleg}, {"conversation": chat.pk}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FollowUp.objects.filter(pk=row.pk).update(**wrong)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
