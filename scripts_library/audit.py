"""The verbs of this app's audit entries."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.audit import register_verb
from helpdesk.accounts.audit_labels import register_target, register_verb_group
from helpdesk.accounts.models import AuditEntry

VERBS = {
    "script.written": _("%(actor)s 写了话术「%(target)s」"),
    "script.reworded": _("%(actor)s 给话术「%(target)s」写了第 %(version)s 版"),
    "script.restored": _(
        "%(actor)s 把话术「%(target)s」第 %(before)s 版拿回来，存成第 %(version)s 版"
    ),
    "script.submitted": _("%(actor)s 把话术「%(target)s」第 %(version)s 版送审"),
    "script.approved": _("%(actor)s 通过了话术「%(target)s」第 %(version)s 版"),
    "script.returned": _("%(actor)s 退回了话术「%(target)s」第 %(version)s 版：%(reason)s"),
    "script.filed": _("%(actor)s 改了话术「%(target)s」的存档信息：%(fields)s"),
    "script.retired": _("%(actor)s 停用了话术「%(target)s」"),
    "script.returned_to_use": _("%(actor)s 重新启用了话术「%(target)s」"),
    "script.folder_saved": _("%(actor)s 定了话术场景「%(target)s」"),
    "script.folder_removed": _("%(actor)s 删了话术场景「%(target)s」"),
    "script.passage_saved": _("%(actor)s 定了常用段 {%(target)s}"),
    "script.passage_removed": _("%(actor)s 删了常用段 {%(target)s}"),
    "script.imported": _(
        "%(actor)s 从表格 %(target)s 导入话术：新的 %(new)s 条，更新 %(changed)s 条"
    ),
    "script.import_taken_back": _(
        "%(actor)s 撤回了话术导入 %(target)s："
        "拿掉 %(removed)s 条，变回 %(restored)s 条，没动 %(kept)s 条"
    ),
    "script.exported": _("%(actor)s 导出了 %(count)s 条话术"),
    "script.starter_loaded": _("%(actor)s 放进了自带话术：%(count)s 条"),
}


def register() -> None:
    """Tell the registry how each verb reads."""
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
    register_verb_group("script", pgettext_lazy("audit group", "话术"), "script.")
    register_target("script", pgettext_lazy("audit target", "话术"), _script)
    for kind in ("folder", "passage", "library", "scriptimport"):
        register_target(kind, pgettext_lazy("audit target", "话术库"), _library)


def _script(entry: AuditEntry) -> str:
    return reverse("script", args=[int(entry.target_id)])


def _library(entry: AuditEntry) -> str:
    return reverse("scripts")
