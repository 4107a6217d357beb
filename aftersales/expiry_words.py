"""What happens by itself when a deadline is over, in words. The table says what; this says it."""

from django.utils.translation import gettext as _

from aftersales.acting_alone import acts_alone
from aftersales.machine.table import row_of
from aftersales.machine.words import Kind, State, Timer, Verb
from aftersales.models import Case, Deadline
from helpdesk.kernel.money import yuan


def ends_words(case: Case, deadline: Deadline) -> str:
    """「自动同意，退 ¥159.00」 for a deadline that runs."""
    kind, state = Kind(case.kind), State(case.state)
    row = row_of(kind, state, Verb.EXPIRE, goods_back=case.return_signed_at is not None)
    if row is None or not acts_alone(case, deadline):
        return _("不自动办，标成超时")
    match Timer(deadline.timer), row.after:
        case Timer.ANSWER, State.REFUNDING:
            return _("自动同意，退 %(amount)s") % {"amount": yuan(case.amount_fen)}
        case Timer.ANSWER, State.CLOSED:
            return _("自动关闭")
        case Timer.ANSWER, State.WAIT_BUYER_SHIP:
            return _("自动同意，等买家寄回")
        case Timer.ANSWER, _after:
            return _("自动同意，等我们寄出")
        case Timer.OFFER, _after:
            return _("算买家没回应，接着算我们的时限")
        case Timer.TRAVEL, _after:
            return _("按丢件查，退款期限开始算")
        case Timer.RECEIVE, _after:
            return _("算买家收到了，这单办完")
        case _timer, State.REFUNDING:
            return _("自动退 %(amount)s") % {"amount": yuan(case.amount_fen)}
        case _timer, State.WAIT_SELLER_RESHIP:
            return _("算验货通过，等我们寄出")
    return _("自动关闭")
