"""The demo's radar: promises out of its chats, things noted, duties that come again."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from conversations.followup_kinds import PROMISE
from conversations.models import Conversation
from helpdesk.accounts.models import Membership
from helpdesk.commerce.models import Order
from helpdesk.followups.actions.duties import lay_starters
from helpdesk.followups.actions.making import Owed, make_followup
from helpdesk.followups.actions.settling import do_followup
from helpdesk.followups.actions.writing_duties import Duty, create_duty
from helpdesk.followups.chaining import Step
from helpdesk.followups.models import FollowUp
from helpdesk.followups.rhythm import Every
from helpdesk.kernel import clock

# What, why, minutes that are gone and that are left, whether the buyer's newest order is at risk.
PROMISES = (
    ("答复换大一码还有没有", "您说「两点二十前回您」", 70, 25, True),
    ("问仓库哪天补货", "您说「下午给您准信」", 130, 140, True),
    ("给快递的准信", "您说「18:00 前给您准信」", 60, 205, True),
    ("回尺码建议", "您说「一会儿回您」", 12, 18, False),
    ("确认赠品发了没有", "您说「明天上午给您答复」", 90, 1000, False),
)
NOTED = (
    ("给老周的修车铺回电话", "他白天忙，傍晚打", 60, 260),
    ("把新款的洗涤说明发给小组", "", 20, 1500),
)
CHAIN = [
    Step(PROMISE, "看称重，答复买家", 60, "仓库要给出库称重"),
    Step("noted", "同意退款后，向圆通索赔", 1440, "签收前少了东西，快递赔"),
]

CLOSING = Duty(
    title="晚班收工检查",
    because="早班一来就能接着做",
    every=Every.DAY,
    at=time(23, 30),
    lead_minutes=12 * 60,
    is_important=True,
    checks=["没答复的都写了备注", "要催的件记进待办", "打印机和灯关了"],
)


def load_followups(owner: Membership, agents: list[Membership], now: datetime) -> None:
    """Seen from now, or from the clock where the shop's chats end earlier: nothing is owed by a
    moment that is gone."""
    now = max(now, clock.now())
    chats = list(
        Conversation.objects.filter(shop_id=owner.shop_id, buyer__orders__paid_fen__gt=0)
        .order_by("-pk")
        .distinct()[: len(PROMISES) + 1]
    )
    for at, (chat, (title, because, gone, left, at_risk)) in enumerate(
        zip(chats, PROMISES, strict=False)
    ):
        agent = agents[at % len(agents)]
        _owe(agent, _about(chat, at_risk, PROMISE, title, because), now, gone, left)
    for at, (title, because, gone, left) in enumerate(NOTED):
        _owe(agents[at], Owed(kind="noted", title=title, because=because), now, gone, left)
    owed = _about(chats[-1], True, "noted", "向仓库要出库称重", "买家说是空包裹", steps=CHAIN)
    first = _owe(agents[0], owed, now, 45, 30)
    do_followup(actor=agents[0], followup_id=first.pk, version=1, outcome="出库 0.41 kg，有照片")
    lay_starters(actor=owner)
    create_duty(actor=owner, duty=CLOSING)


def _about(
    chat: Conversation,
    at_risk: bool,
    kind: str,
    title: str,
    because: str,
    steps: list[Step] | None = None,
) -> Owed:
    orders = Order.objects.filter(shop_id=chat.shop_id, buyer_id=chat.buyer_id, paid_fen__gt=0)
    order = orders.latest("created_at")
    return Owed(
        kind=kind,
        title=title,
        because=because,
        conversation=chat.pk,
        buyer_id=chat.buyer_id,
        order_id=order.pk,
        money_fen=order.paid_fen - order.refunded_fen if at_risk else 0,
        next_steps=steps or [],
    )


def _owe(agent: Membership, owed: Owed, now: datetime, gone: int, left: int) -> FollowUp:
    owed = replace(
        owed,
        owner_id=agent.pk,
        starts_at=now - timedelta(minutes=gone),
        due_at=now + timedelta(minutes=left),
    )
    return make_followup(shop_id=agent.shop_id, actor=agent, owed=owed)
