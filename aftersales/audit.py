"""The verbs of this app's audit entries: one for each verb of the machine, and a few more."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from aftersales.machine.words import Verb
from helpdesk.accounts.audit import register_verb
from helpdesk.accounts.audit_labels import register_verb_group


def register() -> None:
    """Tell the registry how each verb reads."""
    for verb in Verb:
        register_verb(
            f"case.{verb.value}",
            format_lazy(_("%(actor)s 在售后单 %(target)s：{deed}"), deed=verb.label),
        )
    register_verb("case.approval_asked", _("%(actor)s 把售后单 %(target)s 送审：%(reason)s"))
    register_verb("case.approval_granted", _("%(actor)s 批了售后单 %(target)s，%(asked)s 送审的"))
    register_verb("case.approval_denied", _("%(actor)s 没批售后单 %(target)s：%(reason)s"))
    register_verb("case.approval_taken_back", _("%(actor)s 撤回了售后单 %(target)s 的送审"))
    register_verb("case.deadline_moved", _("%(actor)s 改了售后单 %(target)s 的期限：%(reason)s"))
    register_verb("case.refund_asked", _("%(actor)s 让系统现在去问售后单 %(target)s 的退款"))
    register_verb("case.followups_mended", _("核对补上了售后单 %(target)s 的待办：%(reason)s"))
    register_verb("refund.discrepancy", _("对账发现售后单 %(target)s 的退款对不上：%(reason)s"))
    register_verb("refund.unknown", _("支付渠道里有一笔我们不认识的退款：%(target)s"))
    register_verb_group("cases", pgettext_lazy("audit group", "售后"), "case.", "refund.")
