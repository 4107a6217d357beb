"""What can go wrong with a card, in words for the side that reads them."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError, NotFound


class CardNotFound(NotFound):
    message = _("没有找到这张卡片。")
    action = _("刷新后再试。")


class OrderOnItsWay(HelpdeskError):
    code = "order_on_its_way"
    status = 409
    message = _("订单 %(tail)s 已经发货，核对地址来不及了。")
    action = _("要改派，请联系快递。")


class OrderNotGoing(HelpdeskError):
    code = "order_not_going"
    status = 409
    message = _("订单 %(tail)s %(state)s，不会再发货。")
    action = _("不用核对地址。")


class AddressMissing(HelpdeskError):
    code = "address_missing"
    status = 409
    message = _("订单 %(tail)s 没有收货地址，没法核对。")
    action = _("在会话里问买家要。")


class CardAnswered(HelpdeskError):
    code = "card_answered"
    status = 409
    message = _("这张卡片已经答过了：%(said)s。")
    action = _("有要补充的，直接发消息给店里。")


class CardSuperseded(HelpdeskError):
    code = "card_superseded"
    status = 409
    message = _("店里又发了一张新的，这张不用答了。")
    action = _("请看新的那张。")


class CardRecalled(HelpdeskError):
    code = "card_recalled"
    status = 409
    message = _("店里撤回了这张卡片。")
    action = _("不用再答；有要说的，直接发消息。")


class ChangeEmpty(HelpdeskError):
    code = "change_empty"
    message = _("还没写要改什么。")
    action = _("收货人、手机、地址，写要改的那项就行。")


class ChangeWrong(HelpdeskError):
    code = "change_wrong"
    message = _("「%(field)s」不对：%(problem)s。")
    action = _("改好再发，您写的还在。")
