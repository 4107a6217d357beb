"""The verbs of this app's audit entries."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.audit import register_verb
from helpdesk.accounts.audit_labels import register_target, register_verb_group
from helpdesk.accounts.models import AuditEntry


def register() -> None:
    """Tell the registry how each verb reads."""
    register_verb("session.taken", _("%(actor)s 接待了会话 %(target)s"))
    register_verb("session.finished", _("%(actor)s 结束了会话 %(target)s 的接待"))
    register_verb("session.routed", _("系统把会话 %(target)s 派给了 %(to)s"))
    register_verb("session.moved", _("会话 %(target)s 没人回，系统从 %(before)s 换给了 %(to)s"))
    register_verb("session.queued", _("%(before)s 不在，系统把会话 %(target)s 放回排队"))
    register_verb("session.escalated", _("会话 %(target)s 在 %(name)s 手上没人回，系统请主管看"))
    register_verb("session.transferred", _("%(actor)s 把会话 %(target)s 转给了 %(to)s"))
    register_verb(
        "message.recalled", _("%(actor)s 撤回了会话 %(target)s 的一条消息"), hidden="text"
    )
    register_verb("address.asked", _("%(actor)s 请买家核对订单 %(order)s 的地址"))
    register_verb("address.confirmed", _("%(actor)s 说订单 %(order)s 的地址没错"))
    register_verb("address.change_asked", _("%(actor)s 说订单 %(order)s 的地址要改"))
    register_verb("address.change_handled", _("%(actor)s 处理了买家要改的地址（订单 %(order)s）"))
    register_verb(
        "session.taken_over", _("%(actor)s 从 %(before)s 手上接走了会话 %(target)s：%(reason)s")
    )
    register_verb("chat.watched", _("%(actor)s 静看了会话 %(target)s"))
    register_verb("chat.whispered", _("%(actor)s 在会话 %(target)s 里对 %(to)s 说了悄悄话"))
    register_verb("chat.anger_seen", _("%(actor)s 看过了会话 %(target)s 里的火气：%(words)s"))
    register_verb(
        "guard.sent_anyway", _("%(actor)s 看过用词提醒，会话 %(target)s 里的一条照样发了")
    )
    register_verb("guard.blocked", _("%(actor)s 在会话 %(target)s 里的一条被用词把关拦下"))
    register_verb("guard.appealed", _("%(actor)s 就会话 %(target)s 里拦下的一条请主管看"))
    register_verb("guard.released", _("%(actor)s 让会话 %(target)s 里拦下的一条照原话发一次"))
    register_verb(
        "guard.sent_released", _("%(actor)s 经主管同意，在会话 %(target)s 里发了拦下的一条")
    )
    register_verb("guard.judged", _("%(actor)s 看了会话 %(target)s 里的用词记录：%(verdict)s"))
    register_verb("floor.word_added", _("%(actor)s 在「%(reason)s」里加了词「%(target)s」"))
    register_verb("floor.word_removed", _("%(actor)s 从「%(reason)s」里拿掉了词「%(target)s」"))
    register_verb("widget.changed", _("%(actor)s 改了网站挂件的样子"))
    register_verb("widget.origin_allowed", _("%(actor)s 让 %(origin)s 可以挂客服"))
    register_verb("widget.origin_dropped", _("%(actor)s 不再让 %(origin)s 挂客服"))
    register_verb("widget.secret_renewed", _("%(actor)s 换了会员签名的密钥"))
    register_verb("visitor.identified", _("访客登录成了会员 %(actor)s"))
    _register_inside()
    register_verb_group(
        "chat", pgettext_lazy("audit group", "会话"), "session.", "message.", "address.", "guard."
    )
    register_verb_group("floor", pgettext_lazy("audit group", "现场"), "chat.", "floor.")
    register_verb_group(
        "inside", pgettext_lazy("audit group", "备注、标签、黑名单"), *INSIDE_PREFIXES
    )
    register_verb_group("widget", pgettext_lazy("audit group", "网站挂件"), "widget.", "visitor.")
    register_target("conversation", pgettext_lazy("audit target", "会话"), _place_of)


INSIDE_PREFIXES = (
    "note.",
    "tag.",
    "buyer.blocked",
    "buyer.unblocked",
    "buyer.block_ended",
    "buyer.profiled",
    "rating.",
    "ending.",
    "question.",
)


def _register_inside() -> None:
    register_verb("question.asked", _("%(actor)s 在会话 %(target)s 里问过：%(ask)s"))
    register_verb("question.put_back", _("%(actor)s 把会话 %(target)s 的一问放回没问：%(ask)s"))
    register_verb("note.edited", _("%(actor)s 改了会话 %(target)s 的一条内部备注"), hidden="text")
    register_verb("note.deleted", _("%(actor)s 删了会话 %(target)s 的一条内部备注"), hidden="text")
    register_verb("tag.put", _("%(actor)s 给会话 %(target)s 加了标签「%(tag)s」"))
    register_verb("tag.taken", _("%(actor)s 去掉了会话 %(target)s 的标签「%(tag)s」"))
    register_verb("tag.made", _("%(actor)s 新建了标签「%(target)s」"))
    register_verb("tag.renamed", _("%(actor)s 把标签「%(before)s」改名为「%(target)s」"))
    register_verb(
        "tag.merged", _("%(actor)s 把标签「%(before)s」并到「%(target)s」，%(threads)s 个会话")
    )
    register_verb("tag.retired", _("%(actor)s 停用了标签「%(target)s」"))
    register_verb("tag.restored", _("%(actor)s 重新启用了标签「%(target)s」"))
    register_verb("session.staged", _("%(actor)s 把会话 %(target)s 从%(before)s改成%(after)s"))
    register_verb("session.snoozed", _("%(actor)s 把会话 %(target)s 放到稍后：%(until)s"))
    register_verb("session.unsnoozed", _("%(actor)s 把会话 %(target)s 从稍后拿回来"))
    register_verb("session.reopened", _("%(actor)s 撤回了会话 %(target)s 的结束"))
    register_verb("session.idle_finished", _("%(actor)s 结束了会话 %(target)s：很久没人说话"))
    register_verb("buyer.blocked", _("%(actor)s 拉黑了 %(target)s：%(reason)s"))
    register_verb("buyer.unblocked", _("%(actor)s 解除了对 %(target)s 的拉黑"))
    register_verb("buyer.block_ended", _("%(target)s 的拉黑到期了"))
    register_verb("rating.given", _("%(actor)s 给会话 %(target)s 评了「%(words)s」"))
    register_verb("ending.changed", _("%(actor)s 改了结束接待的做法"))


def _place_of(entry: AuditEntry) -> str:
    return reverse("desk-conversation", args=[int(entry.target_id)])
