"""What other systems can hear of cases: the kinds, and what is told of one."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from aftersales.machine.words import Verb, Who
from aftersales.models import Case, Deadline, DeadlineState
from helpdesk.commerce.models import Order
from helpdesk.integrations.kinds import EventKind, register_kind
from helpdesk.kernel.clock import iso
from helpdesk.kernel.number_masks import mask_people

OPENED, MOVED, NEAR = "case.opened", "case.moved", "case.deadline_near"

EXAMPLE_CASE = {
    "case": 318,
    "number": "AS-318",
    "order": "2611220000417731",
    "kind": "return",
    "cause": "quality",
    "state": "applied",
    "amount_fen": 9000,
    "freight_payer": "seller",
    "words": "右袖口开线约三厘米",
    "lines": [1],
    "version": 1,
    "deadline": {"timer": "answer", "due_at": "2026-11-27T06:31:07.120Z"},
    "at": "2026-11-22T06:31:07.120Z",
}

KINDS = (
    EventKind(
        OPENED,
        pgettext_lazy("event kind", "售后申请"),
        _("买家申请了售后，或者店里替他开了单；带金额、原因和第一个期限"),
        {**EXAMPLE_CASE, "by": "buyer"},
    ),
    EventKind(
        MOVED,
        pgettext_lazy("event kind", "售后有进展"),
        _("售后单走了一步：从哪到哪、谁办的、现在的期限"),
        {
            **EXAMPLE_CASE,
            "verb": "agree",
            "by": "staff",
            "before": "applied",
            "state": "wait_buyer_ship",
            "version": 2,
            "deadline": {"timer": "ship_back", "due_at": "2026-11-29T06:31:07.120Z"} | {},
        },
    ),
    EventKind(
        NEAR,
        pgettext_lazy("event kind", "售后期限快到"),
        _("一个期限用掉了八成，还没有人办；每个期限只说一次"),
        EXAMPLE_CASE,
    ),
)


def register() -> None:
    """Called once at start."""
    for kind in KINDS:
        register_kind(kind)


def case_data(case: Case, order: Order, *, at: datetime) -> dict[str, Any]:
    """The case as it stands now. Nothing of the receiver; the buyer's words masked."""
    return {
        "case": case.pk,
        "number": str(case),
        "order": order.number,
        "kind": str(case.kind),
        "cause": str(case.cause),
        "state": str(case.state),
        "amount_fen": case.amount_fen,
        "freight_payer": str(case.freight_payer),
        "words": mask_people(case.words),
        "lines": sorted(case.lines.values_list("position", flat=True)),
        "version": case.version,
        "deadline": _deadline(case),
        "at": iso(at),
    }


def move_data(verb: Verb, who: Who, before: str) -> dict[str, str]:
    """Which move it was, and whose."""
    return {"verb": verb.value, "by": who.value, "before": before}


def _deadline(case: Case) -> dict[str, Any] | None:
    running = Deadline.objects.filter(
        shop_id=case.shop_id, case=case, state=DeadlineState.RUNNING
    ).first()
    if running is None:
        return None
    return {"timer": running.timer, "due_at": iso(running.due_at)}
