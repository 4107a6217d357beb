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


class QuoteGone(NotFound):
    code = "quote_gone"
    message = _("引用的那条不在这个会话里。")
    action = _("去掉引用再发，写的都还在。")


class QuoteRecalled(HelpdeskError):
    code = "quote_recalled"
    status = 409
    message = _("引用的那条已经撤回了。")
    action = _("去掉引用再发，写的都还在。")


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


class OriginWrong(HelpdeskError):
    code = "origin_wrong"
    message = _("「%(typed)s」不是一个网址。")
    action = _("照浏览器地址栏里的样子写，比如 https://www.example.com。")


class OriginPath(HelpdeskError):
    code = "origin_path"
    message = _("只要网站的地址，不要后面的路径。")
    action = _("写 %(origin)s 就行，它下面的每一页都能用。")


class OriginTwice(HelpdeskError):
    code = "origin_twice"
    status = 409
    message = _("%(origin)s 已经在里面了。")
    action = _("不用再加。")


class OriginsFull(HelpdeskError):
    code = "origins_full"
    status = 409
    message = _("最多写 %(most)s 个网站。")
    action = _("先拿掉一个不用的，再加。")


class ColourPale(HelpdeskError):
    code = "colour_pale"
    message = _("这个颜色上的白字看不清：对比度 %(contrast)s，要 4.5 以上。")
    action = _("选深一点的。")


class LookWrong(HelpdeskError):
    code = "look_wrong"
    message = _("这里有一项填得不对。")
    action = _("颜色从色板里选，问好不超过 80 个字。")


class CustomerWrong(HelpdeskError):
    code = "customer_wrong"
    status = 401
    message = _("网站给的会员编号或名字不合格式。")
    action = _("编号 1 到 64 个字，不含竖线；名字最多 64 个字。先按访客接待，说过的话都在。")


class CustomerHashWrong(HelpdeskError):
    code = "customer_hash_wrong"
    status = 401
    message = _("网站给的会员签名不对。")
    action = _("核对密钥和签名的写法，「网站挂件」设置页上有。先按访客接待，说过的话都在。")


class CustomerOld(HelpdeskError):
    code = "customer_expired"
    status = 401
    message = _("网站给的会员签名过期了。")
    action = _("每次打开网页时重新签一个。先按访客接待，说过的话都在。")


class CustomerLong(HelpdeskError):
    code = "customer_too_long"
    status = 401
    message = _("网站给的会员签名有效期超过 31 天。")
    action = _("签短一点，一般一小时就够。先按访客接待，说过的话都在。")


class PageNotYours(HelpdeskError):
    code = "page_not_yours"
    status = 403
    message = _("这一页不在店铺允许的网站里。")
    action = _("在「设置」的「网站挂件」里把它的网站加上。")


class ReceiverUnknown(NotFound):
    message = _("没有找到要转给的人。")
    action = _("重新打开转接，选名单里的人。")


class GroupUnknown(NotFound):
    message = _("没有找到这个客服组。")
    action = _("重新打开转接，选名单里的组。")


class ReceiverIsHolder(HelpdeskError):
    code = "receiver_is_holder"
    status = 409
    message = _("这个会话已经在 %(name)s 手上。")
    action = _("不用再转；要留话，转给别人时写。")


class ReceiverAway(HelpdeskError):
    code = "receiver_away"
    status = 409
    message = _("没转：%(name)s 现在不接新的（%(state)s）。会话还在原来的人手上。")
    action = _("能接的人：%(others)s。")


class ReceiverFull(HelpdeskError):
    code = "receiver_full"
    status = 409
    message = _("没转：%(name)s 满了，手上 %(load)s / %(capacity)s。会话还在原来的人手上。")
    action = _("能接的人：%(others)s。")


class NobodyOfGroup(HelpdeskError):
    code = "nobody_of_group"
    status = 409
    message = _("没转：「%(group)s」这会儿没有人能接。会话还在原来的人手上。")
    action = _("组外能接的人：%(others)s。")


class NoteTooLong(HelpdeskError):
    code = "note_too_long"
    message = _("留言最多 %(most)s 个字，多了 %(over)s 个。")
    action = _("删短些再转，写的都还在。")
