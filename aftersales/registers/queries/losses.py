"""Lost parcels as a colleague may deal with them: within their limit, or sent for approval."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from aftersales.actions.allowing import losses_above
from aftersales.doer import Doer
from aftersales.models import Approval
from aftersales.registers.queries.lines import CaseLineShown


def within_limits(doer: Doer, lines: Sequence[CaseLineShown]) -> list[CaseLineShown]:
    """The same lines; what is above the limit says so, and whether it may still be asked for."""
    ids = [one.case.pk for one in lines]
    waiting = Approval.objects.filter(shop_id=doer.shop_id, case_id__in=ids, state="waiting")
    asked = set(waiting.values_list("case_id", flat=True))
    above = losses_above(doer=doer, cases=[one.case for one in lines])
    found = []
    for one in lines:
        if one.case.pk in asked:
            one = replace(one, locked=_("已经送审，等结果"))
        elif (problem := above.get(one.case.pk)) is not None:
            one = replace(one, locked=problem.said(), may_ask=True)
        found.append(one)
    return found
