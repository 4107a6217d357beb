"""A parcel that something is wrong with: taken up, and its buyer told."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aftersales.registers import typed
from aftersales.registers.access import RIGHT, held_row
from aftersales.registers.actions.checking import owe_check
from aftersales.registers.actions.closing import owner_named
from aftersales.registers.actions.writing import change_row, open_row
from aftersales.registers.errors import EntryWrong, ProblemOpenAlready
from aftersales.registers.models import ProblemParcel
from aftersales.registers.models.problem import Trouble
from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from helpdesk.commerce.access import order_of
from helpdesk.commerce.models import Shipment
from helpdesk.kernel import clock


@transaction.atomic
def take_up_parcel(
    *,
    actor: Membership,
    order_id: int,
    waybill: str,
    trouble: str,
    words: str = "",
    owner_id: int | None = None,
    next_at: datetime | None = None,
) -> ProblemParcel:
    """Looked after from now on. One that went to somebody else has an end of its own
    (`problems.py: misdelivered_until`). ProblemOpenAlready, EntryWrong."""
    require(actor, RIGHT)
    order = order_of(actor.shop_id, order_id)
    if trouble not in Trouble.values:
        raise EntryWrong(field=_("出了什么事"), problem=_("没有选"))
    row = ProblemParcel(
        shop_id=actor.shop_id,
        owner=owner_named(actor.shop_id, owner_id) if owner_id else actor,
        order=order,
        waybill=typed.waybill(waybill, needed=True),
        trouble=trouble,
        words=typed.line(words, _("怎么回事")),
    )
    sent = Shipment.objects.filter(shop_id=actor.shop_id, order=order, waybill=row.waybill)
    row.courier = sent.values_list("courier__name", flat=True).first() or ""
    due_at = typed.coming(next_at, _("下次什么时候看"), now=clock.now())
    try:
        with transaction.atomic():
            open_row(row, actor=actor, trouble=trouble)
    except IntegrityError:
        raise ProblemOpenAlready(waybill=row.waybill) from None
    owe_check(row, actor=actor, due_at=due_at, because=row.words)
    return row


@transaction.atomic
def told_buyer(*, actor: Membership, row_id: int, version: int) -> ProblemParcel:
    """The buyer knows: who told them, and when. Once is enough."""
    row = held_row(ProblemParcel, actor=actor, row_id=row_id, version=version)
    if row.told_at is None:
        row.told_at, row.told_by = clock.now(), actor
        change_row(row, actor=actor, verb="told")
    return row
