"""The demo's rules of wording, and what they stopped: an appeal that waits, one answered."""

from dataclasses import replace

from conversations.actions.appealing import appeal_block, give_verdict
from conversations.models import Entry
from conversations.speaker import agent_of
from helpdesk.accounts.models import Membership
from helpdesk.demo_shop.actions.going_past import go_past
from scripts_library.actions.guarding import save_guard_rule, write_guard_rule
from scripts_library.guard_drafts import Draft

CALLED = Draft(
    kind="words", about="slang", level="hint", words=("亲亲", "宝子"), exceptions=("母亲",),
    why="本店称呼买家用您", rewrite="您",
)  # fmt: skip
PRICE = Draft(
    kind="pattern", about="promise", level="block", pattern="保价.{0,4}天", whole=True,
    why="保价天数看平台页面，客服不能另外答应", source="platform", source_text="价保服务规则",
    rewrite="能保价多久，商品页面上写着，您点开就能看到。",
)  # fmt: skip
ALLOWED = Draft(kind="allow", words=("第一批货", "绝绝子香皂"), why="是我们的商品名和到货批次")
SOFTER = Draft(kind="level", about="self", level="hint", why="先提示两周，看大家习惯再说")
ANSWERED, WAITING = "我们给您保价 30 天", "这款是国家级非遗传承人做的，详情页有证书"


def load_guard(supervisor: Membership, agents: list[Membership]) -> None:
    """A few rules with a history, and a list that somebody has to answer."""
    mei, *others = agents
    rule = write_guard_rule(actor=supervisor, draft=CALLED)
    price = write_guard_rule(actor=supervisor, draft=PRICE)
    for draft in (ALLOWED, SOFTER):
        write_guard_rule(actor=supervisor, draft=draft)
    firmer = replace(CALLED, level="warn", why="本店称呼买家用您，客户投诉过两次")
    save_guard_rule(actor=supervisor, rule_id=rule.pk, draft=firmer, seen=rule.latest)
    go_past(mei)
    thread = Entry.objects.filter(shop_id=mei.shop_id).order_by("-at").values("conversation_id")
    first, second = (one["conversation_id"] for one in thread.distinct()[:2])
    one = appeal_block(speaker=agent_of(mei), conversation_id=first, text=ANSWERED)
    give_verdict(
        actor=supervisor,
        record_id=one.record_id,
        verdict="right",
        answer=f"见规则 {price.pk}：页面上是 15 天。",
    )
    asker = others[0] if others else mei
    appeal_block(speaker=agent_of(asker), conversation_id=second, text=WAITING)
