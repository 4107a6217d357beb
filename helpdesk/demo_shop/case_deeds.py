"""What happens to cases of the demo, each deed through an action of aftersales."""

from collections.abc import Callable
from typing import Any

from aftersales.actions.answering import agree, refuse
from aftersales.actions.appealing import appeal
from aftersales.actions.fulfilling import send
from aftersales.actions.negotiating import offer
from aftersales.actions.returning import arrive, inspect, ship_back
from aftersales.causes import Refusal
from aftersales.doer import Doer, buyer_of
from aftersales.evidence import Evidence
from aftersales.machine.words import Kind, Verb
from aftersales.models import Case

Deed = Callable[[Doer, Doer, Case], Any]
"""Owner, agent, case."""


def agreed(boss: Doer, _agent: Doer, case: Case) -> None:
    agree(doer=boss, case_id=case.pk)


def shipped(_boss: Doer, _agent: Doer, case: Case) -> None:
    waybill = f"YT72{case.pk:08}"
    ship_back(doer=buyer_of(case.shop_id), case_id=case.pk, waybill=waybill)


def arrived(_boss: Doer, agent: Doer, case: Case) -> None:
    arrive(doer=agent, case_id=case.pk)


def missed(_boss: Doer, agent: Doer, case: Case) -> None:
    inspect(doer=agent, case_id=case.pk, verb=Verb.MISS, reason="显示前台签收，仓库没见到")


def passed(_boss: Doer, agent: Doer, case: Case) -> None:
    inspect(doer=agent, case_id=case.pk, verb=Verb.PASS)


def sent(_boss: Doer, agent: Doer, case: Case) -> None:
    send(doer=agent, case_id=case.pk, waybill=f"ZT77{case.pk:08}")


def offered(boss: Doer, _agent: Doer, case: Case) -> None:
    offer(
        doer=boss,
        case_id=case.pk,
        kind=Kind.REFUND,
        amount_fen=1_500,
        reason="勾丝很小，不影响穿；您愿意留下的话，退您 15 元",
    )


def refused(_boss: Doer, agent: Doer, case: Case) -> None:
    refuse(
        doer=agent,
        case_id=case.pk,
        grounds=Refusal.NO_FAULT,
        reason="仓库同批抽了五件，没有这个问题",
        evidence=(Evidence("words", "仓库 11:20 抽检同批五件，都正常"),),
    )


def escalated(_boss: Doer, _agent: Doer, case: Case) -> None:
    appeal(doer=buyer_of(case.shop_id), case_id=case.pk, verb=Verb.ESCALATE)


def withdrawn(_boss: Doer, _agent: Doer, case: Case) -> None:
    appeal(doer=buyer_of(case.shop_id), case_id=case.pk, verb=Verb.WITHDRAW)
