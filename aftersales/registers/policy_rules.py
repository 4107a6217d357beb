"""How often each register is looked at, and the hours of its fixed deadlines."""

from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.policies import PolicyRule, register_rule

UNCLAIMED_HOURS = "aftersales.unclaimed_hours"
CLAIM_HOURS = "aftersales.courier_claim_hours"
PROBLEM_HOURS = "aftersales.problem_parcel_hours"
COMPLAINT_HOURS = "aftersales.complaint_hours"
REVISIT_HOUR = "aftersales.revisit_hour"
STOCK_HOURS = "aftersales.stock_out_hours"
CHASE_HOURS = "aftersales.reship_chase_hours"
MISDELIVERED_HOUR = "aftersales.misdelivered_hour"

RULES = (
    PolicyRule(
        name=UNCLAIMED_HOURS,
        preset=24,
        unit="h",
        sentence=_("对不上的退件，每 %(value)s 小时找一次主人，直到对上"),
        source=_("产品默认：一天，买家多半当天会来问"),
        bounds=(1, 168),
    ),
    PolicyRule(
        name=CLAIM_HOURS,
        preset=24,
        unit="h",
        sentence=_("退件签收了没找到，%(value)s 小时内向快递索赔"),
        source=_("产品默认：一天；退款照法定期限走，不等快递"),
        bounds=(1, 168),
    ),
    PolicyRule(
        name=PROBLEM_HOURS,
        preset=36,
        unit="h",
        sentence=_("问题件每 %(value)s 小时查一次，直到结案"),
        source=_("产品默认：一周查四五次"),
        bounds=(1, 168),
    ),
    PolicyRule(
        name=MISDELIVERED_HOUR,
        preset=18,
        unit="clock hour",
        sentence=_("派错的件，到第二天 %(value)s 点快递还没改派，就用顺丰补发，运费店里出"),
        source=_("产品默认：当天催快递改派，第二天下班前给准信"),
        bounds=(0, 23),
    ),
    PolicyRule(
        name=COMPLAINT_HOURS,
        preset=2,
        unit="h",
        sentence=_("投诉每 %(value)s 小时办一步，直到买家同意方案"),
        source=_("产品默认：生气的人等不过半天"),
        bounds=(1, 72),
    ),
    PolicyRule(
        name=REVISIT_HOUR,
        preset=11,
        unit="clock hour",
        sentence=_("投诉办好后，第二天 %(value)s 点回访"),
        source=_("产品默认：上午忙完，买家也醒了"),
        bounds=(9, 20),  # nobody is rung up from 21:00 to 9:00
    ),
    PolicyRule(
        name=STOCK_HOURS,
        preset=24,
        unit="h",
        sentence=_("缺货的，每 %(value)s 小时问一次哪天到货"),
        source=_("产品默认：一天一问，发货时限多是两天"),
        bounds=(1, 168),
    ),
    PolicyRule(
        name=CHASE_HOURS,
        preset=12,
        unit="h",
        sentence=_("要补发的，每 %(value)s 小时催一次，直到寄出"),
        source=_("产品默认：一天催两次，上午和傍晚"),
        bounds=(1, 72),
    ),
)


def register_all() -> None:
    """Called once at start."""
    for one in RULES:
        register_rule(one)
