"""The verbs of what a shop knows of its goods."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.audit import register_verb
from helpdesk.accounts.audit_labels import register_target, register_verb_group
from helpdesk.accounts.models import AuditEntry

VERBS = {
    "knowledge.saved": _("%(actor)s 存了「%(target)s」的资料，第 %(version)s 版，即时生效"),
    "knowledge.proposed": _("%(actor)s 给「%(target)s」的资料提了第 %(version)s 版，等主管看"),
    "knowledge.approved": _("%(actor)s 通过了「%(target)s」的资料第 %(version)s 版"),
    "knowledge.returned": _("%(actor)s 退回了「%(target)s」的资料第 %(version)s 版：%(reason)s"),
    "knowledge.rechecked": _("%(actor)s 核实过「%(target)s」的资料，还对"),
    "knowledge.retired": _("%(actor)s 停用了「%(target)s」的一份资料"),
    "knowledge.returned_to_use": _("%(actor)s 重新启用了「%(target)s」的一份资料"),
    "knowledge.answer_written": _("%(actor)s 给「%(target)s」写了统一口径：%(question)s"),
    "knowledge.imported": _(
        "%(actor)s 导入了商品资料 %(target)s：新的 %(new)s 份，更新 %(changed)s 份"
    ),
    "knowledge.exported": _("%(actor)s 导出了%(target)s，%(count)s 行"),
    "knowledge.answer_asked": _("%(actor)s 改了「%(target)s」一条口径的问法"),
}


def register() -> None:
    """Tell the registry how each verb reads."""
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
    register_verb_group("knowledge", pgettext_lazy("audit group", "商品资料"), "knowledge.")
    register_target("sheet", pgettext_lazy("audit target", "商品资料"), _sheet)


def _sheet(entry: AuditEntry) -> str:
    return reverse("knowledge-sheet", args=[int(entry.target_id)])
