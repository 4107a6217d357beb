"""The rules that every shop starts with."""

from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.policies import PolicyRule, register_rule

RULES = (
    PolicyRule(
        name="chat.wait_steps",
        preset=[30, 90, 180],
        unit="s",
        sentence=_("买家等了 %(value)s 秒，等待时间逐级变醒目"),
        source=_("产品默认：平台考核 3 分钟回复率，前两级用来提前提醒"),
        bounds=(5, 3600),
    ),
    PolicyRule(
        name="chat.recall_seconds",
        preset=120,
        unit="s",
        sentence=_("消息发出 %(value)s 秒内可以撤回"),
        source=_("产品默认：和常用聊天软件一样是 2 分钟"),
        bounds=(10, 3600),
    ),
    PolicyRule(
        name="chat.message_rate",
        preset={"burst": 20, "per_second": 5},
        unit="messages",
        sentence=_("一个人可以连发 %(burst)s 条，之后每秒最多 %(per_second)s 条"),
        source=_("产品默认：比最快的打字员快，比刷屏的机器慢"),
        bounds=(1, 200),
    ),
    PolicyRule(
        name="sign_in.session_hours",
        preset=12,
        unit="h",
        sentence=_("一次登录管 %(value)s 小时，到时要重新登录"),
        source=_("产品默认：覆盖一个最长的班次"),
        bounds=(1, 72),
    ),
    PolicyRule(
        name="people.invitation_hours",
        preset=72,
        unit="h",
        sentence=_("邀请链接发出 %(value)s 小时后失效"),
        source=_("产品默认：够过一个周末，又不会一直开着"),
        bounds=(1, 720),
    ),
    PolicyRule(
        name="api.requests_per_minute",
        preset=600,
        unit="per_minute",
        sentence=_("一条接口密钥一分钟最多 %(value)s 次请求"),
        source=_("产品默认：每秒 10 次，够 ERP 同步，一个出错的程序也拖不慢客服"),
        bounds=(10, 60_000),
    ),
    PolicyRule(
        name="api.pushes_per_minute",
        preset=120,
        unit="per_minute",
        sentence=_("一个来源一分钟最多推送订单 %(value)s 次"),
        source=_("产品默认：每次最多 500 单，一分钟就是 6 万单"),
        bounds=(1, 6000),
    ),
)


def register_all() -> None:
    """Called once at start."""
    for one in RULES:
        register_rule(one)
