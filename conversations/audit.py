"""The verbs of this app's audit entries."""

from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.audit import register_verb


def register() -> None:
    """Tell the registry how each verb reads."""
    register_verb("session.taken", _("%(actor)s 接待了会话 %(target)s"))
    register_verb("session.finished", _("%(actor)s 结束了会话 %(target)s 的接待"))
    register_verb("message.recalled", _("%(actor)s 撤回了会话 %(target)s 的一条消息"))
