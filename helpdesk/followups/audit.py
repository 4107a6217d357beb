"""The verbs of this app's audit entries."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.audit import register_verb
from helpdesk.accounts.audit_labels import register_target, register_verb_group
from helpdesk.accounts.models import AuditEntry

VERBS = {
    "followup.made": _("%(actor)s 记下一件待办「%(target)s」，%(due)s 到时"),
    "followup.taken": _("%(actor)s 把「%(target)s」接到自己名下"),
    "followup.handed_over": _("%(actor)s 把「%(target)s」转给 %(receiver)s"),
    "followup.done": _("%(actor)s 做完了「%(target)s」：%(outcome)s"),
    "followup.dropped": _("%(actor)s 决定不做「%(target)s」：%(outcome)s"),
    "followup.postponed": _("%(actor)s 把「%(target)s」从 %(before)s 推到 %(due)s：%(reason)s"),
    "followup.weighed": _("%(actor)s 改了「%(target)s」的轻重缓急：%(reason)s"),
    "followup.weighed_by_rule": _("%(actor)s 让「%(target)s」的轻重缓急照店里的规则"),
    "followup.moved": _("「%(target)s」改到 %(due)s 到时，因为它说的那件事的时限变了"),
    "followup.paused": _("「%(target)s」停着，等别人；时间不走"),
    "followup.resumed": _("「%(target)s」又接着走，%(due)s 到时"),
    "followup.restated": _("「%(target)s」跟着它说的那件事改了内容"),
    "followup.duties_late": _("例行事项「%(target)s」有 %(count)s 次隔得太久，没有补排"),
    "followup.retried": _("%(actor)s 让没提醒成的 %(count)s 条再来一次"),
    "followup.starters_laid": _("%(actor)s 用上了 %(count)s 件例行事项"),
    "followup.duty_made": _("%(actor)s 排了例行事项「%(target)s」：%(rhythm)s"),
    "followup.duty_changed": _("%(actor)s 改了例行事项「%(target)s」：%(rhythm)s"),
    "followup.duty_ended": _("%(actor)s 结束了例行事项「%(target)s」"),
    "followup.ticked": _("%(actor)s 在「%(target)s」里勾了：%(words)s"),
    "followup.unticked": _("%(actor)s 在「%(target)s」里去掉了：%(words)s"),
    "followup.duty_switched": _("%(actor)s 把例行事项「%(target)s」改成%(state)s"),
}


def register() -> None:
    """Tell the registry how each verb reads."""
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
    register_verb_group("followup", pgettext_lazy("audit group", "待办"), "followup.")
    register_target("followup", pgettext_lazy("audit target", "待办"), _place_of)


def _place_of(entry: AuditEntry) -> str:
    return reverse("todo-one", args=[int(entry.target_id)])
