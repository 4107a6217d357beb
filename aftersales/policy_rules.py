"""The rules of cases beyond the platforms' deadlines, which stand in `opening_rules.py`."""

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.policies import Form, PolicyRule, register_rule

UNANSWERED = "aftersales.unanswered"
HOLIDAYS_PAUSE = "aftersales.holidays_pause"
APPROVAL_HOURS, PAY_HOURS = "aftersales.approval_hours", "aftersales.pay_hours"
PLATFORM_HOURS, RULING_DAYS = "aftersales.platform_hours", "aftersales.ruling_days"
LIMIT_BACK, LIMIT_KEEP = "aftersales.limit_back", "aftersales.limit_keep"
RETURN_ADDRESS = "aftersales.return_address"
LONGEST_ADDRESS = 200


def is_address(value: object) -> bool:
    """One line of words, or nothing yet."""
    return isinstance(value, str) and len(value) <= LONGEST_ADDRESS and value.isprintable()


def address_said(value: str) -> str:
    """The address, or that there is none."""
    return value or gettext("还没写")


TROUBLE_DAYS = "aftersales.trouble_days"
BUYER_OPENS, BUYER_TOLD = "aftersales.buyer_opens", "aftersales.buyer_told"
BUYER_LINK_DAYS = "aftersales.buyer_link_days"
BUYER_TRIES, BUYER_FILES = "aftersales.buyer_tries", "aftersales.buyer_files"

RULES = (
    PolicyRule(
        name=UNANSWERED,
        preset="agree",
        unit="choice",
        sentence=_("申请到时没答复：%(value)s"),
        source=_("淘宝、京东、拼多多规则：超时自动同意，第三方整理"),
        choices={
            "agree": pgettext_lazy("unanswered", "自动同意"),
            "wait": pgettext_lazy("unanswered", "不自动办，标成超时"),
        },
    ),
    PolicyRule(
        name=HOLIDAYS_PAUSE,
        preset=False,
        unit="switch",
        sentence=_("全天休息的假期不计入时限，法定的退款期限除外：%(value)s"),
        source=_("产品默认：平台没有公告，假期照算"),
    ),
    PolicyRule(
        name=LIMIT_BACK,
        preset={"agent": 100, "supervisor": 1000},
        unit="yuan",
        sentence=_("货退回来的，客服一单最多退 %(agent)s 元，主管 %(supervisor)s 元，再多要店长批"),
        source=_("产品默认：各角色的额度由店里定"),
        bounds=(1, 1_000_000),
    ),
    PolicyRule(
        name=LIMIT_KEEP,
        preset={"agent": 50, "supervisor": 150},
        unit="yuan",
        sentence=_("货不退回的，客服一单最多退 %(agent)s 元，主管 %(supervisor)s 元，再多要店长批"),
        source=_("产品默认：货款两空的，额度更小"),
        bounds=(1, 1_000_000),
    ),
    PolicyRule(
        name=APPROVAL_HOURS,
        preset=2,
        unit="h",
        sentence=_("送审的，%(value)s 小时内批；售后单自己先到时的，在那之前"),
        source=_("产品默认：买家还等着，主管一个班里看得到几次"),
        bounds=(1, 72),
    ),
    PolicyRule(
        name=PAY_HOURS,
        preset=24,
        unit="h",
        sentence=_("退款没成，或要自己去平台退的，%(value)s 小时内办"),
        source=_("产品默认：一天；法律给七天，从收到退货算"),
        bounds=(1, 168),
    ),
    PolicyRule(
        name=PLATFORM_HOURS,
        preset=48,
        unit="h",
        sentence=_("平台介入后，%(value)s 小时内把凭证交给平台"),
        source=_("产品默认：拼多多 1 到 3 天判，第三方整理；以平台发来的通知为准"),
        bounds=(1, 720),
    ),
    PolicyRule(
        name=RULING_DAYS,
        preset=3,
        unit="d",
        sentence=_("凭证交了以后，%(value)s 天看一次平台判了没有"),
        source=_("产品默认：拼多多 1 到 3 天判，淘宝旧页最长 30 天，第三方整理"),
        bounds=(1, 30),
    ),
    PolicyRule(
        name="aftersales.offer_hours",
        preset=48,
        unit="h",
        sentence=_("提了别的方案，买家 %(value)s 小时内回应；到时接着算我们的时限"),
        source=_("产品默认：两天，期间我们的时限停着"),
        bounds=(1, 168),
    ),
    PolicyRule(
        name="aftersales.after_refusal_days",
        preset=7,
        unit="d",
        sentence=_("拒绝后，买家 %(value)s 天内可以改申请或请平台介入；到时关闭"),
        source=_("微信规则：7 天；淘宝旧页 15 天，新的 5 到 7 天，请核对"),
        bounds=(1, 30),
    ),
    PolicyRule(
        name="aftersales.return_travel_days",
        preset=10,
        unit="d",
        sentence=_("买家寄出 %(value)s 天还没签收，按丢件查，退款期限开始算"),
        source=_("淘宝规则：快递 10 天，第三方整理"),
        bounds=(1, 30),
    ),
    PolicyRule(
        name="aftersales.reship_hours",
        preset=48,
        unit="h",
        sentence=_("要补发、换新、修好的，%(value)s 小时内寄出"),
        source=_("产品默认：和平台的发货时限一样"),
        bounds=(1, 720),
    ),
    PolicyRule(
        name="aftersales.buyer_receives_days",
        preset=10,
        unit="d",
        sentence=_("寄出 %(value)s 天后买家没说什么，算收到"),
        source=_("淘宝规则：快递 10 天自动确认，第三方整理"),
        bounds=(1, 30),
    ),
    PolicyRule(
        name="aftersales.invoice_days",
        preset=5,
        unit="d",
        sentence=_("答应开的发票，%(value)s 天内开好"),
        source=_("产品默认：请按您平台的规则改"),
        bounds=(1, 30),
    ),
    PolicyRule(
        name=RETURN_ADDRESS,
        preset="",
        unit="words",
        sentence=_("买家退货寄到：%(value)s"),
        source=_("店里自己的仓库"),
        form=Form(is_address, address_said, "return-address"),
    ),
    PolicyRule(
        name=TROUBLE_DAYS,
        preset=30,
        unit="d",
        sentence=_("开售后单时，看这款商品近 %(value)s 天卖了多少、因为什么来售后"),
        source=_("产品默认：一个月，看得出一批货的毛病"),
        bounds=(7, 90),
    ),
    PolicyRule(
        name=BUYER_OPENS,
        preset=True,
        unit="switch",
        sentence=_("买家能在聊天的订单卡片上自己申请售后：%(value)s"),
        source=_("产品默认：少等一句话；平台订单照样可以在平台申请"),
    ),
    PolicyRule(
        name=BUYER_TOLD,
        preset=True,
        unit="switch",
        sentence=_("售后有进展时，在聊天里自动告诉买家：%(value)s"),
        source=_("产品默认：标着「自动」，不算客服的回复"),
    ),
    PolicyRule(
        name=BUYER_LINK_DAYS,
        preset=30,
        unit="d",
        sentence=_("买家的售后页面链接 %(value)s 天后失效，从聊天里再点会换新的"),
        source=_("产品默认：比一次退货走完的时间长，转出去的不会一直能用"),
        bounds=(1, 180),
    ),
    PolicyRule(
        name=BUYER_TRIES,
        preset={"burst": 20, "per_minute": 10},
        unit="times",
        sentence=_("一个售后页面连着交 %(burst)s 次不用等，之后每分钟 %(per_minute)s 次"),
        source=_("产品默认：正常填写远用不到"),
        bounds=(1, 600),
    ),
    PolicyRule(
        name=BUYER_FILES,
        preset=30,
        unit="files",
        sentence=_("一个售后单买家最多放 %(value)s 张照片、文件"),
        source=_("产品默认：够拍清楚，刷不满硬盘"),
        bounds=(1, 200),
    ),
)


def register_all() -> None:
    """Called once at start."""
    for one in RULES:
        register_rule(one)
