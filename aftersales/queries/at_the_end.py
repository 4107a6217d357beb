"""What happens when the time of a case's follow-up is over, by the case's own machine."""

from django.utils.translation import gettext as _

from aftersales.acting_alone import acts_alone
from aftersales.machine.table import row_of
from aftersales.machine.waiting import APPROVAL, PAY, PAY_FAILED, PLATFORM, WAITS
from aftersales.machine.words import Kind, State, Verb
from aftersales.models import Case, Deadline
from helpdesk.followups.models import FollowUp
from helpdesk.kernel.money import yuan


def at_the_end(row: FollowUp) -> str:
    """In a sentence, as the case stands now."""
    if row.kind == APPROVAL:
        return _("没人批，售后单自己的时限照走；到那时按店里的规则办。")
    if row.kind in (PAY, PAY_FAILED):
        return _("钱还没到买家手里。他可以请平台介入，法律也只给七天。")
    if row.kind == PLATFORM:
        return _("平台只凭手上的凭证判；没有店里的凭证，多半判给买家。")
    case = Case.objects.filter(shop_id=row.shop_id, pk=row.source_id or 0).first()
    wait = None if case is None else WAITS.get(State(case.state))
    if case is None or wait is None:
        return ""
    running = Deadline.objects.filter(shop_id=case.shop_id, case=case, timer=wait.timer).order_by(
        "-started_at", "-pk"
    )
    deadline = running.first()
    back = case.return_signed_at is not None
    expires = row_of(Kind(case.kind), State(case.state), Verb.EXPIRE, goods_back=back)
    if (
        expires is None
        or deadline is None
        or not acts_alone(case, deadline)
        or deadline.ended_at is not None
    ):
        return _("记成超时，买家可以请平台介入。")
    words = {
        State.REFUNDING: _("自动退 %(money)s 给买家。") % {"money": yuan(case.amount_fen)},
        State.WAIT_BUYER_SHIP: _("自动同意，买家把货寄回来。"),
        State.WAIT_SELLER_RESHIP: _("自动算货已退回，要给买家寄出。"),
        State.CLOSED: _("自动关闭。"),
        State.APPLIED: _("接着算商家答复的时间。"),
    }
    return words[expires.after]
