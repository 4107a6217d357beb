"""Why a delivery did not arrive, as a person reads it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.integrations.models import WebhookDelivery

PROBLEMS = {
    "inside": gettext_lazy("地址指到内网去了，没有送"),
    "name": gettext_lazy("找不到这个域名"),
    "tls": gettext_lazy("对方的 https 证书不对"),
    "timeout": gettext_lazy("10 秒没有答完"),
    "closed": gettext_lazy("对方没有开着"),
    "broken": gettext_lazy("连上又断了"),
}


def said_of(delivery: WebhookDelivery) -> str:
    """What came of the latest attempt; empty before the first."""
    if delivery.problem in PROBLEMS:
        return str(PROBLEMS[delivery.problem])
    if delivery.code is None:
        return ""
    if delivery.problem == "redirect":
        return _("对方让转到别处（%(code)s），推送不跟着转") % {"code": delivery.code}
    return _("对方回答 %(code)s") % {"code": delivery.code}
