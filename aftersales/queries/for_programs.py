"""Cases for programs: narrowed, and each with its lines, what runs, and what happened."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet

from aftersales.access import case_of
from aftersales.models import Case, CaseEvent, CaseLine, Deadline
from aftersales.models.deadline import LIVE, DeadlineState

EXACTLY = ("kind", "state")


def cases_narrowed(shop_id: int, asked: Mapping[str, Any]) -> QuerySet[Case]:
    """The shop's cases of this kind, in no order yet."""
    rows = Case.objects.filter(shop_id=shop_id)
    rows = rows.filter(**{name: asked[name] for name in EXACTLY if name in asked})
    if "order" in asked:
        rows = rows.filter(order__number=asked["order"], order__shop_id=shop_id)
    if "buyer" in asked:
        rows = rows.filter(buyer_id=asked["buyer"])
    if asked.get("open") is not None:
        rows = rows.filter(is_open=asked["open"])
    if "platform" in asked:
        rows = rows.filter(order__platform=asked["platform"])
    if "opened_from" in asked:
        rows = rows.filter(opened_at__gte=asked["opened_from"])
    if "opened_to" in asked:
        rows = rows.filter(opened_at__lt=asked["opened_to"])
    return whole(rows)


def whole(rows: QuerySet[Case]) -> QuerySet[Case]:
    """With order, lines and what runs: three queries, however many rows."""
    lines = Prefetch("lines", CaseLine.objects.order_by("position"), to_attr="lines_shown")
    live = Prefetch(
        "deadlines",
        Deadline.objects.filter(state__in=LIVE).order_by("state"),
        to_attr="live",
    )
    return rows.select_related("order").prefetch_related(lines, live)


def whole_case(shop_id: int, case_id: int) -> Case:
    """One of the shop's, or CaseNotFound."""
    return whole(Case.objects.filter(pk=case_of(shop_id, case_id).pk)).get()


def told(case: Case, *, events: Sequence[CaseEvent] | None = None) -> dict[str, Any]:
    """What `CaseShown` shows of it; with ``events`` what `CaseWhole` does."""
    names = [field.attname for field in Case._meta.concrete_fields]
    live: list[Deadline] = case.live  # type: ignore[attr-defined]
    running = [one for one in live if one.state == DeadlineState.RUNNING] or live
    offer = {"kind": case.offer_kind, "amount_fen": case.offer_fen} if case.offer_kind else None
    return {
        **{name: getattr(case, name) for name in names},
        "pk": case.pk,
        "__str__": str(case),
        "order": case.order,
        "offer": offer,
        "lines": case.lines_shown,  # type: ignore[attr-defined]
        "deadline": _deadline(running[0]) if running else None,
        **({} if events is None else {"events": events}),
    }


def events_of(case: Case) -> list[CaseEvent]:
    """All that happened, the oldest first."""
    return list(CaseEvent.objects.filter(shop_id=case.shop_id, case=case).order_by("version"))


def _deadline(one: Deadline) -> dict[str, Any]:
    return {
        "timer": one.timer,
        "due_at": one.due_at,
        "paused": one.state == DeadlineState.PAUSED,
        "rule": one.rule,
        "source": one.source,
    }
