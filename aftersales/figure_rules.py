"""What a case costs a shop beyond the refund: the figures that the options are reckoned with."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from aftersales.options import Figures
from helpdesk.accounts.policies import PolicyRule, register_rule

OUT, BACK = "aftersales.cost_out", "aftersales.cost_back"
GOODS, RESALE = "aftersales.cost_goods", "aftersales.cost_resale"
PART, GOODWILL = "aftersales.part_refund", "aftersales.goodwill"

RULES = (
    PolicyRule(
        name=OUT,
        preset=8,
        unit="yuan",
        sentence=_("快递没报过价的省份，再寄一件按 %(value)s 元运费算"),
        source=_("产品默认：按您和快递谈的价改"),
        bounds=(1, 1000),
    ),
    PolicyRule(
        name=BACK,
        preset=12,
        unit="yuan",
        sentence=_("快递没报过价的省份，寄回一件按 %(value)s 元运费算"),
        source=_("产品默认：散件比店里寄出的贵，按您的情况改"),
        bounds=(1, 1000),
    ),
    PolicyRule(
        name=GOODS,
        preset=40,
        unit="%",
        sentence=_("货不回来的，货值按付款的 %(value)s%% 算"),
        source=_("产品默认：按您的进货价占售价多少改"),
        bounds=(1, 100),
    ),
    PolicyRule(
        name=RESALE,
        preset=5,
        unit="%",
        sentence=_("退回来再卖，折损按付款的 %(value)s%% 算"),
        source=_("产品默认：整理、换包装、降价卖的损失"),
        bounds=(1, 100),
    ),
    PolicyRule(
        name=PART,
        preset=20,
        unit="%",
        sentence=_("东西留给买家的，先提退 %(value)s%%，可以改"),
        source=_("产品默认：小毛病留用的常见幅度"),
        bounds=(1, 100),
    ),
    PolicyRule(
        name=GOODWILL,
        preset=5,
        unit="yuan",
        sentence=_("小额补偿，先提 %(value)s 元，可以改"),
        source=_("产品默认：客服手册只说有，没说多少"),
        bounds=(1, 1000),
    ),
)


def figures_of(policies: Mapping[str, Any], asked_fen: int | None) -> Figures:
    """The shop's figures, from all of its rules; what a courier asks for the province, if known,
    before them."""
    return Figures(
        out_fen=policies[OUT] * 100 if asked_fen is None else asked_fen,
        back_fen=policies[BACK] * 100 if asked_fen is None else asked_fen,
        goods_percent=policies[GOODS],
        resale_percent=policies[RESALE],
        part_percent=policies[PART],
        goodwill_fen=policies[GOODWILL] * 100,
    )


def register_all() -> None:
    """Called once at start."""
    for one in RULES:
        register_rule(one)
