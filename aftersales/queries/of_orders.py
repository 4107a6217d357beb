"""The cases of orders, for the panel beside the chat: how far each is, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from aftersales.machine.words import Kind, State, Timer
from aftersales.models import Case, CaseFile, CaseLine, Deadline, DeadlineState
from helpdesk.accounts.time_left import time_left
from helpdesk.commerce.order_parts import OrderPart
from helpdesk.kernel import clock
from helpdesk.kernel.money import yuan

TEMPLATE = "aftersales/_of_order.html"
OPENING_TEMPLATE = "aftersales/_open_case.html"
FILES = 4
"""Pictures of a case that stand beside the chat; the newest."""

MOST = 6
"""Of one order; the newest, and what is open before what is over."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One case in a few words."""

    id: int
    number: str
    kind: str
    state: str
    is_open: bool
    about: str
    amount: str
    opened_at: datetime
    # What it waits for, how long still, and whether that is over or stands still.
    waits_for: str = ""
    left: str = ""
    due_at: datetime | None = None
    is_late: bool = False
    is_paused: bool = False
    why: str = ""
    # What the buyer put there last.
    files: Sequence[CaseFile] = ()


def case_parts(shop_id: int, order_ids: Sequence[int]) -> dict[int, OrderPart]:
    """The cases of each order that has any; four queries, one where there are none."""
    cases = list(
        Case.objects.filter(shop_id=shop_id, order_id__in=order_ids).order_by(
            "order_id", "-is_open", "-opened_at", "-pk"
        )
    )
    if not cases:
        return {}
    ids = [case.pk for case in cases]
    titles: dict[int, list[str]] = {}
    for line in CaseLine.objects.filter(shop_id=shop_id, case_id__in=ids).order_by("position"):
        titles.setdefault(line.case_id, []).append(str(line))
    deadlines: dict[int, Deadline] = {}
    late_or_live = Deadline.objects.filter(shop_id=shop_id, case_id__in=ids).exclude(
        state__in=(DeadlineState.MET, DeadlineState.MOVED)
    )
    for deadline in late_or_live.order_by("started_at", "pk"):
        deadlines[deadline.case_id] = deadline
    files: dict[int, list[CaseFile]] = {}
    for file in CaseFile.objects.filter(shop_id=shop_id, case_id__in=ids).order_by("-pk"):
        files.setdefault(file.case_id or 0, []).append(file)
    found: dict[int, list[Shown]] = {}
    for case in cases:
        of_order = found.setdefault(case.order_id, [])
        if len(of_order) < MOST:
            shown = _shown(case, titles.get(case.pk, []), deadlines.get(case.pk))
            of_order.append(replace(shown, files=files.get(case.pk, [])[:FILES]))
    return {order: OrderPart(TEMPLATE, shown) for order, shown in found.items()}


def opening_parts(shop_id: int, order_ids: Sequence[int]) -> dict[int, OrderPart]:
    """The way from each order to the wizard; asks nothing."""
    return {order: OrderPart(OPENING_TEMPLATE, order, "acts") for order in order_ids}


def _shown(case: Case, titles: Sequence[str], deadline: Deadline | None) -> Shown:
    about = titles[0] if titles else ""
    plain = Shown(
        id=case.pk,
        number=str(case),
        kind=str(Kind(case.kind).label),
        state=str(State(case.state).label),
        is_open=case.is_open,
        about=f"{about} +{len(titles) - 1}" if len(titles) > 1 else about,
        amount=yuan(case.amount_fen) if case.amount_fen else "",
        opened_at=case.opened_at,
    )
    waits = case.is_open and deadline is not None
    if not waits or deadline is None:
        return plain
    acted = deadline.state == DeadlineState.ACTED
    if acted and not _still_waits(case, deadline):
        return plain
    left = deadline.due_at - clock.now()
    late = acted or (deadline.state == DeadlineState.RUNNING and left.total_seconds() <= 0)
    return Shown(
        **{name: getattr(plain, name) for name in PLAIN},
        waits_for=str(Timer(deadline.timer).label),
        left="" if late or deadline.left_seconds is not None else time_left(left),
        due_at=deadline.due_at,
        is_late=late,
        is_paused=deadline.state == DeadlineState.PAUSED,
        why=deadline.source,
    )


PLAIN = ("id", "number", "kind", "state", "is_open", "about", "amount", "opened_at")


def _still_waits(case: Case, deadline: Deadline) -> bool:
    """Whether what was overdue still is: the case has not moved on since."""
    waiting = {
        Timer.ANSWER: State.APPLIED,
        Timer.RESHIP: State.WAIT_SELLER_RESHIP,
        Timer.ISSUE: State.WAIT_SELLER_ISSUE,
        Timer.PROVE: State.PLATFORM if case.owes_proof else None,
    }
    return waiting.get(Timer(deadline.timer)) == case.state
