"""What a buyer's page cannot do, in words for the buyer; the shop's own errors as told to them."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError, NotFound


class AddressUnknown(NotFound):
    code = "case_address_unknown"
    message = _("这个链接打不开，可能没有复制全。")
    action = _("回到和店里的聊天，再点一次那张卡片；或者请客服重新发给您。")


class AddressStale(HelpdeskError):
    code = "case_address_stale"
    status = 410
    message = _("这个链接过期了。您的申请还在，照常在办。")
    action = _("回到和店里的聊天，再点一次那张卡片，就会换一个新的；或者请客服重新发给您。")


class OpeningOff(HelpdeskError):
    code = "case_opening_off"
    status = 409
    message = _("这个订单现在不能在这里申请售后。")
    action = _("直接在聊天里告诉店里，客服替您办。")


class AppliedAlready(HelpdeskError):
    """Another application about what one is open about: the first stands."""

    code = "case_applied_already"
    status = 409
    message = _("这件商品已经申请过%(what)s，还在办。这一次的没有收下，原来的照旧。")
    action = _("要改，打开下面「这个订单申请过的」那一个，点「改申请」。")


class TriesUsed(HelpdeskError):
    code = "case_tries_used"
    status = 429
    message = _("交得太快了，这一次没有收下。")
    action = _("您写的先留着，过一分钟再交。")


class FormTooLarge(HelpdeskError):
    """More than a form may bring at once: nothing of it was read."""

    code = "case_form_too_large"
    status = 413
    message = _("这次交的照片一共太大了，没有收下：一次最多 %(limit)s MB。之前交的都在。")
    action = _("少选几张，或者分几次交；写的字也请再写一遍。")


class Unfilled(HelpdeskError):
    """Something of the form is missing or cannot be."""

    code = "case_form_unfilled"
    message = _("还差一点：%(what)s。")
    action = _("补上再交；您写的都在，照片要重新选。")


MOVED_ON = _("情况刚有变化，您这一步没有做。下面是最新的，看一眼再定。")
TOLD = {
    "case_moved": MOVED_ON,
    "case_move_impossible": MOVED_ON,
    "case_not_yours": MOVED_ON,
    "case_open_already": _("这件商品已经有一个没办完的申请，不能再开一个。请在那个申请里改。"),
    "case_lacking": _("还没有写，也没有照片。写一句，或放一张照片再交。"),
}
"""What the desk's own errors say to a buyer, where the desk's words or numbers stand in them."""


def told_to_buyer(problem: HelpdeskError) -> str:
    """One sentence or two, without the words and numbers of the desk."""
    told = TOLD.get(problem.code)
    return problem.told() if told is None else str(told)
