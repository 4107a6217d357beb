"""The verbs of this app's audit entries."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.audit import register_verb
from helpdesk.accounts.audit_labels import register_target, register_verb_group
from helpdesk.accounts.models import AuditEntry

VERBS = {
    "webhook.made": _("%(actor)s 加了推送地址 %(target)s"),
    "webhook.changed": _("%(actor)s 改了推送地址 %(target)s"),
    "webhook.paused": _("%(actor)s 暂停了推送地址 %(target)s"),
    "webhook.gone": _("%(target)s 回答不再要了（410），推送暂停"),
    "webhook.failing": _("推送地址 %(target)s 一直送不到"),
    "webhook.resumed": _("%(actor)s 恢复了推送地址 %(target)s"),
    "webhook.removed": _("%(actor)s 删掉了推送地址 %(target)s"),
    "webhook.secret_renewed": _("%(actor)s 换了推送地址 %(target)s 的密钥"),
    "webhook.tested": _("%(actor)s 给 %(target)s 试送了一条"),
    "webhook.redelivered": _("%(actor)s 重送了给 %(target)s 的 %(count)s 条"),
}


def register() -> None:
    """Tell the registry how each verb reads."""
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
    register_verb_group("webhook", pgettext_lazy("audit group", "推送"), "webhook.")
    register_target("webhookendpoint", pgettext_lazy("audit target", "推送地址"), _place_of)


def _place_of(entry: AuditEntry) -> str:
    return reverse("webhook", args=[int(entry.target_id)])
