"""The sentences under which after-sales owes something, beside the rules' own."""

from django.utils.translation import gettext_lazy as _

from helpdesk.followups.reasons import know_reason

SERVICE_SAID = _("支付渠道说：%(problem)s")
BY_HAND = _("没有接支付渠道，退了再回来填上号码")
FIND_OUT = _("交给支付渠道以后渠道断开了，要店长去那边查了来记")
CLAIM = _("%(case)s 签收了没找到货。买家的钱照法定期限退，这笔向快递要。")
HARD = _("%(name)s 报上来的，当天答复：%(complaint)s")


def register() -> None:
    """Called once at start."""
    for one in (SERVICE_SAID, BY_HAND, FIND_OUT, CLAIM, HARD):
        know_reason(one)
