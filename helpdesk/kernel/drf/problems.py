"""What can be wrong with a request to the API, whatever it is about."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError, NotFound


class RequestWrong(HelpdeskError):
    """A field of body or query that does not fit; the first one found is named."""

    code = "request_wrong"
    message = _("「%(field)s」不对：%(problem)s")
    action = _("改好这一处再发，什么都没有写进去。")


class BodyUnreadable(HelpdeskError):
    code = "body_unreadable"
    message = _("请求的内容不是能读的 JSON：%(problem)s。")
    action = _("用 UTF-8 编码的 JSON，再发一次。")


class BodyTooLarge(HelpdeskError):
    code = "body_too_large"
    status = 413
    message = _("请求有 %(size)s 字节，最多 %(limit)s 字节。")
    action = _("分成几批发。")


class MethodUnknown(HelpdeskError):
    code = "method_unknown"
    status = 405
    message = _("这个地址不接受 %(method)s。")
    action = _("能用哪些方法，看 /api/docs/。")


class BodyTypeUnknown(HelpdeskError):
    code = "body_type_unknown"
    status = 415
    message = _("不认识「%(kind)s」这种请求内容。")
    action = _("写上 Content-Type: application/json。")


class AnswerTypeUnknown(HelpdeskError):
    code = "answer_type_unknown"
    status = 406
    message = _("这里只回答 JSON。")
    action = _("写上 Accept: application/json，或者不写 Accept。")


class CursorWrong(HelpdeskError):
    code = "cursor_wrong"
    message = _("「cursor」不是这个列表给出的。")
    action = _("从第一页重新开始，或者用上一页回答里的 next。")


class AddressUnknown(NotFound):
    message = _("没有这个接口地址。")
    action = _("有哪些接口，看 /api/docs/。")
