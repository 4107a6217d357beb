"""How a case reads to its buyer: no word of the desk, no approval, no limit. Pure."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from aftersales.causes import Cause, Payer
from aftersales.machine.table import row_of
from aftersales.machine.words import Kind, State, Timer, Verb

Words = str | Promise

HEADS: dict[State, tuple[Words, Words]] = {
    State.APPLIED: (_("申请交上去了"), _("等店里答复。")),
    State.NEGOTIATING: (_("店里提了另一个办法"), _("您看看，接受或不接受都可以。")),
    State.REFUSED: (_("店里没有同意"), _("您可以改了申请再交，或者请平台介入。")),
    State.PLATFORM: (_("平台正在看"), _("平台看双方的说法和凭证，照它的决定办。")),
    State.WAIT_BUYER_SHIP: (_("同意了，请把商品寄回"), _("寄出后，把运单号填在下面。")),
    State.IN_RETURN: (_("退件在路上"), _("店里收到后会验货。")),
    State.WAIT_SELLER_CONFIRM: (_("店里收到了退件"), _("正在验货。")),
    State.RETURN_LOST: (_("店里在找您的退件"), _("签收了，还没见到货。找不找得到，都照样给您办。")),
    State.WAIT_SELLER_RESHIP: (_("等店里寄出"), _("寄出后，运单号会写在这里。")),
    State.WAIT_BUYER_CONFIRM: (_("店里寄出了，等您收货"), _("收到后在这里点一下。")),
    State.WAIT_SELLER_ISSUE: (_("等店里开发票"), _("开好后，这里会写上号码。")),
    State.REFUNDING: (_("正在退款"), _("钱按原路退回给您，不用您做什么。")),
    State.REFUND_FAILED: (_("这次退款没成"), _("店里在重新办，不用您做什么。")),
    State.DONE: (_("办好了"), ""),
    State.CLOSED: (_("这个申请关闭了"), _("还有问题，可以在聊天里告诉店里。")),
    State.CANCELLED: (_("申请撤销了"), _("改主意了，可以重新申请。")),
}
"""A state as its headline, and what it means."""

PAID: tuple[Words, Words] = (
    _("钱退给您了"),
    _("到账快慢看付款方式；过几天还没到，在聊天里告诉店里。"),
)
"""The same of a case that is done and sent money back."""

WAITS: dict[Timer, Words] = {
    Timer.ANSWER: pgettext_lazy("buyer waits", "店里答复"),
    Timer.OFFER: pgettext_lazy("buyer waits", "您来选"),
    Timer.REFUSAL: pgettext_lazy("buyer waits", "您来选"),
    Timer.SHIP_BACK: pgettext_lazy("buyer waits", "您寄回"),
    Timer.TRAVEL: pgettext_lazy("buyer waits", "退件在路上"),
    Timer.CONFIRM: pgettext_lazy("buyer waits", "店里验货"),
    Timer.RESHIP: pgettext_lazy("buyer waits", "店里寄出"),
    Timer.RECEIVE: pgettext_lazy("buyer waits", "您收货"),
    Timer.ISSUE: pgettext_lazy("buyer waits", "店里开发票"),
}
"""What a buyer waits for. A timer that is not here is between the shop and the platform."""

CAUSES: dict[Cause, Words] = {
    Cause.DISLIKE: pgettext_lazy("buyer's cause", "不喜欢、不合适"),
    Cause.QUALITY: pgettext_lazy("buyer's cause", "质量有问题"),
    Cause.WRONG: pgettext_lazy("buyer's cause", "发错了"),
    Cause.SHORT: pgettext_lazy("buyer's cause", "少发了、没收到东西"),
    Cause.DAMAGED: pgettext_lazy("buyer's cause", "收到时破了"),
    Cause.CANNOT_USE: pgettext_lazy("buyer's cause", "不会用、装不上"),
    Cause.LATE: pgettext_lazy("buyer's cause", "发得晚、到得晚"),
    Cause.LOST: pgettext_lazy("buyer's cause", "快递弄丢了"),
    Cause.MISDELIVERED: pgettext_lazy("buyer's cause", "送错地方了"),
    Cause.PRICE_DROPPED: pgettext_lazy("buyer's cause", "买了以后降价"),
    Cause.MISTAKEN: pgettext_lazy("buyer's cause", "多拍、拍错、地址写错"),
    Cause.OTHER: pgettext_lazy("buyer's cause", "其他"),
}

PAYERS: dict[Payer, Words] = {
    Payer.SELLER: pgettext_lazy("buyer's freight", "店里出"),
    Payer.BUYER: pgettext_lazy("buyer's freight", "您出"),
    Payer.COURIER: pgettext_lazy("buyer's freight", "店里先出"),
    Payer.NOBODY: pgettext_lazy("buyer's freight", "没有运费"),
}

DID: dict[Verb, Words] = {
    Verb.OPEN: pgettext_lazy("buyer's case", "申请了售后"),
    Verb.EDIT: pgettext_lazy("buyer's case", "改了申请"),
    Verb.AGREE: pgettext_lazy("buyer's case", "同意了"),
    Verb.REFUSE: pgettext_lazy("buyer's case", "没有同意"),
    Verb.OFFER: pgettext_lazy("buyer's case", "提了另一个办法"),
    Verb.ACCEPT: pgettext_lazy("buyer's case", "接受了店里的办法"),
    Verb.DECLINE: pgettext_lazy("buyer's case", "没有接受店里的办法"),
    Verb.ESCALATE: pgettext_lazy("buyer's case", "请平台介入"),
    Verb.RULE_BUYER: pgettext_lazy("buyer's case", "平台支持您的申请"),
    Verb.RULE_SELLER: pgettext_lazy("buyer's case", "平台没有支持这个申请"),
    Verb.SHIP_BACK: pgettext_lazy("buyer's case", "寄回了商品"),
    Verb.ARRIVE: pgettext_lazy("buyer's case", "收到了退件"),
    Verb.NOT_YET: pgettext_lazy("buyer's case", "之前收错了件，您的退件还没到"),
    Verb.NOT_SENT: pgettext_lazy("buyer's case", "之前收错了件，等您寄回"),
    Verb.PASS: pgettext_lazy("buyer's case", "验货通过"),
    Verb.BEAR_LOSS: pgettext_lazy("buyer's case", "不等退件，先给您办"),
    Verb.SEND: pgettext_lazy("buyer's case", "寄出了"),
    Verb.PAY_INSTEAD: pgettext_lazy("buyer's case", "改成退款"),
    Verb.CONFIRM: pgettext_lazy("buyer's case", "收到了"),
    Verb.ISSUE: pgettext_lazy("buyer's case", "开好了发票"),
    Verb.PAID: pgettext_lazy("buyer's case", "退款完成"),
    Verb.PAY_OUTSIDE: pgettext_lazy("buyer's case", "退款完成"),
    Verb.FOUND_PAID: pgettext_lazy("buyer's case", "退款完成"),
    Verb.WITHDRAW: pgettext_lazy("buyer's case", "撤销了申请"),
    Verb.CLOSE: pgettext_lazy("buyer's case", "关闭了"),
    Verb.ADD: pgettext_lazy("buyer's case", "补充了说明"),
    Verb.EXPIRE: pgettext_lazy("buyer's case", "到时自动办了"),
}
"""What stands in the buyer's timeline; what is not here is the shop's own business."""

_ANSWERED = {
    State.REFUNDING: _("到时没有答复，自动退款给您。"),
    State.WAIT_BUYER_SHIP: _("到时没有答复，算店里同意，您把商品寄回就行。"),
    State.WAIT_SELLER_RESHIP: _("到时没有答复，算店里同意，给您寄出。"),
    State.CLOSED: _("到时没有答复，这个申请关闭。"),
}
_CHECKED = {
    State.REFUNDING: _("到时没办完，自动退款给您。"),
    State.WAIT_SELLER_RESHIP: _("到时没办完，算验货通过，店里给您寄出。"),
}
_THEN: dict[State, dict[State, Words]] = {
    State.APPLIED: dict(_ANSWERED),
    State.NEGOTIATING: {State.APPLIED: _("到时您没有选，算没接受，店里接着处理原来的申请。")},
    State.REFUSED: {State.CLOSED: _("到时您没有选，这个申请关闭。")},
    State.WAIT_BUYER_SHIP: {State.CLOSED: _("到时没有寄回，这个申请关闭。")},
    State.IN_RETURN: {State.RETURN_LOST: _("到时还没签收，店里去查快递，不用您等。")},
    State.WAIT_SELLER_CONFIRM: dict(_CHECKED),
    State.RETURN_LOST: dict(_CHECKED),
    State.WAIT_BUYER_CONFIRM: {State.DONE: _("到时您没说什么，算收到了。")},
}
URGE = _("到时还没办，您可以在聊天里催店里。")
APPEAL = _("到时还没答复，您可以请平台介入。")


def then(kind: Kind, state: State, *, acts: bool, goods_back: bool) -> Words:
    """What happens at the end of the time that runs, as the machine has it."""
    row = row_of(kind, state, Verb.EXPIRE, goods_back=goods_back) if acts else None
    if row is None:
        return APPEAL if state is State.APPLIED else URGE
    return _THEN[state][row.after]
