"""The verbs of this app's audit entries."""

from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.audit import register_verb


def register() -> None:
    """Tell the registry how each verb reads."""
    register_verb("session.taken", _("接待了会话 %(target)s"))
    register_verb("session.finished", _("结束了会话 %(target)s 的接待"))
    register_verb("message.recalled", _("撤回了会话 %(target)s 的一条消息"))
