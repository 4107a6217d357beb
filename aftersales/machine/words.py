"""The words of the machine: kinds, states, verbs, who moves, what a move needs, what is timed.

Pure. Every word is stored and compared by its code and shown by its label.
"""

from enum import StrEnum
from typing import Self

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


class Word(StrEnum):
    """A code with the words for it."""

    label: str | Promise

    def __new__(cls, code: str, label: str | Promise = "") -> Self:
        word = str.__new__(cls, code)
        word._value_ = code
        word.label = label
        return word

    @classmethod
    def choices(cls) -> list[tuple[str, str | Promise]]:
        """As a model's field takes them."""
        return [(word.value, word.label) for word in cls]

    @classmethod
    def codes(cls) -> list[str]:
        return [word.value for word in cls]


class Kind(Word):
    """What the buyer is to get."""

    REFUND = "refund", pgettext_lazy("case kind", "仅退款")  # money, the goods stay
    RETURN = "return", pgettext_lazy("case kind", "退货退款")  # money for goods sent back
    EXCHANGE = "exchange", pgettext_lazy("case kind", "换货")  # another piece for this one
    RESHIP = "reship", pgettext_lazy("case kind", "补发")  # what was missing or lost, again
    REPAIR = "repair", pgettext_lazy("case kind", "维修")  # this piece, mended
    PRICE = "price", pgettext_lazy("case kind", "退差价")  # the price fell after buying
    GOODWILL = "goodwill", pgettext_lazy("case kind", "补偿")  # a small sum for the trouble
    INVOICE = "invoice", pgettext_lazy("case kind", "开发票")  # paper, no goods and no money


class State(Word):
    """How far a case has come, and whose turn it is."""

    APPLIED = "applied", pgettext_lazy("case state", "待商家答复")
    NEGOTIATING = "negotiating", pgettext_lazy("case state", "待买家回应方案")
    REFUSED = "refused", pgettext_lazy("case state", "已拒绝，待买家")
    PLATFORM = "platform", pgettext_lazy("case state", "平台介入")
    WAIT_BUYER_SHIP = "wait_buyer_ship", pgettext_lazy("case state", "待买家寄回")
    IN_RETURN = "in_return", pgettext_lazy("case state", "寄回途中")
    WAIT_SELLER_CONFIRM = "wait_seller_confirm", pgettext_lazy("case state", "待验货")
    RETURN_LOST = "return_lost", pgettext_lazy("case state", "签收未见货")
    WAIT_SELLER_RESHIP = "wait_seller_reship", pgettext_lazy("case state", "待商家寄出")
    WAIT_BUYER_CONFIRM = "wait_buyer_confirm", pgettext_lazy("case state", "待买家收货")
    WAIT_SELLER_ISSUE = "wait_seller_issue", pgettext_lazy("case state", "待开发票")
    REFUNDING = "refunding", pgettext_lazy("case state", "退款中")
    REFUND_FAILED = "refund_failed", pgettext_lazy("case state", "退款没成")
    DONE = "done", pgettext_lazy("case state", "已完成")
    CLOSED = "closed", pgettext_lazy("case state", "已关闭")
    CANCELLED = "cancelled", pgettext_lazy("case state", "买家已撤销")


TERMINAL = frozenset({State.DONE, State.CLOSED, State.CANCELLED})
"""Nothing leads out of these: who wants more opens a new case."""


class Verb(Word):
    """What somebody does to a case."""

    OPEN = "open", pgettext_lazy("case verb", "申请")
    EDIT = "edit", pgettext_lazy("case verb", "修改申请")
    AGREE = "agree", pgettext_lazy("case verb", "同意")
    REFUSE = "refuse", pgettext_lazy("case verb", "拒绝")
    OFFER = "offer", pgettext_lazy("case verb", "提另一个方案")
    ACCEPT = "accept", pgettext_lazy("case verb", "接受方案")
    DECLINE = "decline", pgettext_lazy("case verb", "不接受方案")
    ESCALATE = "escalate", pgettext_lazy("case verb", "请平台介入")
    PROVE = "prove", pgettext_lazy("case verb", "凭证交给了平台")
    RULE_BUYER = "rule_buyer", pgettext_lazy("case verb", "平台支持买家")
    RULE_SELLER = "rule_seller", pgettext_lazy("case verb", "平台支持商家")
    SHIP_BACK = "ship_back", pgettext_lazy("case verb", "寄回")
    ARRIVE = "arrive", pgettext_lazy("case verb", "退件签收")
    NOT_YET = "not_yet", pgettext_lazy("case verb", "收错件，还在途中")
    NOT_SENT = "not_sent", pgettext_lazy("case verb", "收错件，还没寄回")
    MISS = "miss", pgettext_lazy("case verb", "签收了没找到")
    FIND = "find", pgettext_lazy("case verb", "退件找到了")
    PASS = "pass", pgettext_lazy("case verb", "验货通过")
    BEAR_LOSS = "bear_loss", pgettext_lazy("case verb", "不等了，先办")
    SEND = "send", pgettext_lazy("case verb", "寄出")
    PAY_INSTEAD = "pay_instead", pgettext_lazy("case verb", "改成退款")
    CONFIRM = "confirm", pgettext_lazy("case verb", "确认收到")
    ISSUE = "issue", pgettext_lazy("case verb", "发票已开")
    PAID = "paid", pgettext_lazy("case verb", "退款到账")
    PAY_REFUSED = "pay_refused", pgettext_lazy("case verb", "支付渠道没退")
    PAY_AGAIN = "pay_again", pgettext_lazy("case verb", "重新退款")
    PAY_OUTSIDE = "pay_outside", pgettext_lazy("case verb", "已在别处退款")
    FOUND_PAID = "found_paid", pgettext_lazy("case verb", "查实退了")
    FOUND_UNPAID = "found_unpaid", pgettext_lazy("case verb", "查实没退")
    WITHDRAW = "withdraw", pgettext_lazy("case verb", "撤销申请")
    CLOSE = "close", pgettext_lazy("case verb", "关闭")
    ADD = "add", pgettext_lazy("case verb", "补充说明")
    EXPIRE = "expire", pgettext_lazy("case verb", "到时自动办")
    OVERDUE = "overdue", pgettext_lazy("case verb", "过了时限")


SAID_TO_BUYER = (Verb.REFUSE, Verb.OFFER)
"""Their reason is written for the buyer to read; the reasons of the rest are the shop's own."""


class Who(Word):
    """Whose deed a move is."""

    BUYER = "buyer", pgettext_lazy("case who", "买家")  # or staff for them, with their words
    STAFF = "staff", pgettext_lazy("case who", "客服")
    TIME = "time", pgettext_lazy("case who", "到时")
    MONEY = "money", pgettext_lazy("case who", "支付渠道")


class Need(Word):
    """What a move is not made without."""

    REASON = "reason", pgettext_lazy("case need", "理由")
    EVIDENCE = "evidence", pgettext_lazy("case need", "凭证")
    WAYBILL = "waybill", pgettext_lazy("case need", "运单号")
    REFERENCE = "reference", pgettext_lazy("case need", "号码")
    LAWFUL = "lawful", pgettext_lazy("case need", "法律不禁止")
    LIMIT = "limit", pgettext_lazy("case need", "额度之内或有人批")
    SENIOR = "senior", pgettext_lazy("case need", "主管或店长")
    OWNER = "owner", pgettext_lazy("case need", "店长")
    EDITS = "edits", pgettext_lazy("case need", "还能改")
    OWN = "own", pgettext_lazy("case need", "店里自己开的")
    UNSENT = "unsent", pgettext_lazy("case need", "钱没交给支付渠道")
    CUT = "cut", pgettext_lazy("case need", "支付渠道断开了")


class Timer(Word):
    """What a case waits for, and until when. How long: `timers.py`."""

    ANSWER = "answer", pgettext_lazy("case timer", "商家答复")
    OFFER = "offer", pgettext_lazy("case timer", "买家回应方案")
    REFUSAL = "refusal", pgettext_lazy("case timer", "买家回应拒绝")
    SHIP_BACK = "ship_back", pgettext_lazy("case timer", "买家寄回")
    TRAVEL = "travel", pgettext_lazy("case timer", "退件在途")
    CONFIRM = "confirm", pgettext_lazy("case timer", "验货退款")
    RESHIP = "reship", pgettext_lazy("case timer", "商家寄出")
    RECEIVE = "receive", pgettext_lazy("case timer", "买家收货")
    ISSUE = "issue", pgettext_lazy("case timer", "开发票")
    PROVE = "prove", pgettext_lazy("case timer", "凭证交给平台")


class Clock(Word):
    """What a move does to the timers other than starting one."""

    STOP = "stop", "stop"  # what ran is over
    KEEP = "keep", "keep"  # what ran runs on
    PAUSE = "pause", "pause"  # what ran stands still until it is resumed
    RESUME = "resume", "resume"  # what stood still runs on
