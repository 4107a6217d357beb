"""Cases whose follow-ups are not what they should be: none, when every door does its part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from aftersales.models import Case
from aftersales.queries.debts import SOURCE, debts_of
from helpdesk.followups.keeping_plan import changes_to
from helpdesk.followups.kinds import kind_named
from helpdesk.followups.models import FollowUp
from helpdesk.followups.models.followup import LIVE

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """A case, and what would have to be done, as ``make case_answer``."""

    shop_id: int
    case_id: int
    lacks: tuple[str, ...]


def unfollowed(shop_id: int | None = None) -> Iterator[Finding]:
    """Every case that is open or has a live follow-up, compared with what it owes now; some
    hundred at a time, whatever their number."""
    live = FollowUp.objects.filter(
        shop_id=OuterRef("shop_id"), source_kind=SOURCE, source_id=OuterRef("pk"), state__in=LIVE
    )
    cases = Case.objects.all() if shop_id is None else Case.objects.filter(shop_id=shop_id)
    wanted = cases.filter(is_open=True) | cases.filter(Exists(live))
    after = 0
    while some := list(wanted.filter(pk__gt=after).order_by("pk")[:AT_ONCE]):
        after = some[-1].pk
        for shop in sorted({case.shop_id for case in some}):
            yield from _compared(shop, [case for case in some if case.shop_id == shop])


def _compared(shop_id: int, cases: Sequence[Case]) -> Iterator[Finding]:
    owed = debts_of(shop_id, cases)
    rows: dict[int, dict[str, FollowUp]] = {}
    found = FollowUp.objects.filter(
        shop_id=shop_id, source_kind=SOURCE, source_id__in=list(owed), state__in=LIVE
    )
    for row in found:
        if kind_named(row.kind).is_kept:
            rows.setdefault(row.source_id or 0, {})[row.kind] = row
    for case_id, wanted in owed.items():
        changes = changes_to(rows.get(case_id, {}), wanted)
        if changes:
            lacks = tuple(f"{one.deed.value} {one.kind}" for one in changes)
            yield Finding(shop_id, case_id, lacks)
