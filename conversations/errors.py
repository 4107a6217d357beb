"""What can go wrong in a chat, in words."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError, NotFound


class ConversationNotFound(NotFound):
    message = _("没有找到这个会话。")
    action = _("刷新列表再试；它可能不在您的店铺里。")


class ShopNotFound(NotFound):
    message = _("没有找到这家店。")
    action = _("请核对网址。")


class HeldByOther(HelpdeskError):
    code = "held_by_other"
    status = 409
    message = _("这个会话在 %(holder)s 手上。")
    action = _("请对方处理，或请主管接过来。您写的还在输入框里。")


class NotTaken(HelpdeskError):
    code = "not_taken"
    status = 409
    message = _("这个会话还没有人接。")
    action = _("先接待，再结束。")


class SessionOver(HelpdeskError):
    code = "session_over"
    status = 409
    message = _("这次接待已经结束。")
    action = _("直接发消息，会开始新的一次接待。")


class ClientIdTaken(HelpdeskError):
    code = "client_id_taken"
    status = 409
    message = _("这个编号已经用在别的消息上了。")
    action = _("再发一次，页面会换一个新编号。")


class EntryNotFound(NotFound):
    message = _("没有找到这条消息。")
    action = _("刷新后再试。")


class RecallNotYours(HelpdeskError):
    code = "recall_not_yours"
    status = 403
    message = _("只能撤回自己发的消息。")
    action = _("请发的人自己撤回。")


class RecallTooLate(HelpdeskError):
    code = "recall_too_late"
    status = 409
    message = _("发出超过 %(seconds)s 秒，不能撤回了。")
    action = _("可以再发一条说明。")


class TokenInvalid(HelpdeskError):
    code = "token_invalid"
    status = 401
    message = _("这个页面的访问凭证不对。")
    action = _("页面会自动换一个新的，没发出去的话都在。")


class TokenExpired(HelpdeskError):
    code = "token_expired"
    status = 401
    message = _("这个页面的访问凭证过期了。")
    action = _("页面会自动换一个新的，没发出去的话都在。")


class HelloFirst(HelpdeskError):
    code = "hello_first"
    status = 401
    message = _("还没有报到。")
    action = _("刷新页面再试。")
