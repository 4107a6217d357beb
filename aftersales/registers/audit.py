"""The verbs of the registers: the same few for each, and what only one of them knows."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from aftersales.registers.register import every_register
from helpdesk.accounts.audit import register_verb
from helpdesk.accounts.audit_labels import Place, register_target, register_verb_group
from helpdesk.accounts.models import AuditEntry

OF_EVERY = {
    "opened": _("%(actor)s 登记了{one} %(target)s"),
    "checked": _("%(actor)s 查了{one} %(target)s：%(found)s"),
    "given": _("%(actor)s 把{one} %(target)s 交给了%(name)s"),
    "closed": _("%(actor)s 给{one} %(target)s 结了案：%(outcome)s"),
}
OF_ONE: dict[str, str | Promise] = {
    "stockout.gathered": _("%(actor)s 又查了一遍等着 %(target)s 的订单"),
    "stockout.settled": _("%(actor)s 办了等着 %(target)s 的 %(count)s 单：%(how)s"),
    "stockout.moved": _("%(actor)s 改了 %(target)s 的到货日：%(day)s"),
    "complaint.stepped": _("%(actor)s 在投诉 %(target)s 里做了一步：%(step)s"),
    "complaint.asked": _("%(actor)s 把投诉 %(target)s 的疑难报给了%(name)s"),
    "complaint.answered": _("%(actor)s 答了投诉 %(target)s 的疑难：%(answer)s"),
    "problem.told": _("%(actor)s 把问题件 %(target)s 的情况告诉了买家"),
    "return.unmatched": _("%(actor)s 说退件 %(target)s 收错了，不是 %(case)s 的"),
    "return.matched": _("%(actor)s 把退件 %(target)s 对上了 %(case)s"),
}


def register() -> None:
    """Tell the registry how each verb reads."""
    for key, one in every_register().items():
        for verb, sentence in OF_EVERY.items():
            register_verb(f"{key}.{verb}", format_lazy(sentence, one=one.one))
        name = one.model._meta.model_name or ""
        register_target(name, one.one, _place(key))
    for verb, said in OF_ONE.items():
        register_verb(verb, said)
    prefixes = [f"{key}." for key in every_register()]
    register_verb_group("registers", pgettext_lazy("audit group", "售后登记"), *prefixes)


def _place(key: str) -> Place:
    def place(entry: AuditEntry) -> str:
        return reverse(f"register-{key}", args=[int(entry.target_id)])

    return place
