"""What can go wrong with webhooks, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError


class AddressWrong(HelpdeskError):
    code = "webhook_address_wrong"
    message = _("这不是能收推送的地址。")
    action = _("写完整的网址，比如 https://erp.example.com/helpdesk，里面不带用户名和密码。")


class AddressNotSecure(HelpdeskError):
    code = "webhook_address_not_secure"
    message = _("推送只走 https，不然买家的话路上谁都看得见。")
    action = _("换成 https:// 开头的地址。")


class AddressInside(HelpdeskError):
    code = "webhook_address_inside"
    message = _("%(host)s 是内网的地址，推送只送到公网上。")
    action = _("换成从外面能打开的域名。")


class PortNotAllowed(HelpdeskError):
    code = "webhook_port_not_allowed"
    message = _("推送不能送到 %(port)s 端口。")
    action = _("用 443，或者 1024 以上的端口。")


class KindsMissing(HelpdeskError):
    code = "webhook_kinds_missing"
    message = _("还没有选要推送什么。")
    action = _("至少勾一样。")


class DescriptionWrong(HelpdeskError):
    code = "webhook_description_wrong"
    message = _("备注最多 %(most)s 个字，不能有换行。")
    action = _("写短一点，比如「发货系统」。")


class EndpointsFull(HelpdeskError):
    code = "webhook_endpoints_full"
    message = _("一家店最多 %(most)s 个推送地址。")
    action = _("先删掉不用的。")


class EndpointNotListening(HelpdeskError):
    code = "webhook_paused"
    status = 409
    message = _("这个推送地址暂停着，送不了。")
    action = _("先恢复推送，再来送。")


class TryingTooFast(HelpdeskError):
    code = "webhook_trying_too_fast"
    status = 429
    message = _("刚试过好几条了。")
    action = _("过一分钟再试，前面几条的结果在推送记录里。")
