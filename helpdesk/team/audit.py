"""The verbs of this app's audit entries."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.audit import register_verb
from helpdesk.accounts.audit_labels import register_target, register_verb_group
from helpdesk.accounts.models import AuditEntry


def register() -> None:
    """Tell the registry how each verb reads."""
    register_verb("presence.set", _("%(actor)s 把 %(target)s 改成「%(state)s」：%(reason)s"))
    register_verb("team.capacity_set", _("%(actor)s 把 %(target)s 的接待上限改成%(capacity)s"))
    register_verb("team.skills_set", _("%(actor)s 改了 %(target)s 的技能：%(skills)s"))
    register_verb("team.skill_saved", _("%(actor)s 定了技能「%(target)s」"))
    register_verb("team.skill_removed", _("%(actor)s 拿掉了技能「%(target)s」"))
    register_verb("team.group_saved", _("%(actor)s 定了客服组「%(target)s」：%(members)s"))
    register_verb("team.group_removed", _("%(actor)s 拿掉了客服组「%(target)s」"))
    register_verb("peak.started", _("%(actor)s 开了高峰模式，到 %(until)s"))
    register_verb("peak.ended", _("%(actor)s 关了高峰模式"))
    register_verb_group(
        "team", pgettext_lazy("audit group", "接待安排"), "presence.", "team.", "peak."
    )
    for kind in ("presence", "skill", "group", "peakmode"):
        register_target(kind, pgettext_lazy("audit target", "接待安排"), _reception)


def _reception(entry: AuditEntry) -> str:
    return reverse("reception")
