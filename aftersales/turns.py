"""Whose turn it is in a state: what the tabs of the list are made of. Pure."""

from collections.abc import Mapping

from django.utils.translation import pgettext_lazy

from aftersales.machine.words import State, Word


class Tab(Word):
    """A tab of the list of cases. All but the last three part the open cases among them."""

    OURS = "ours", pgettext_lazy("cases tab", "等我们")
    THEIRS = "theirs", pgettext_lazy("cases tab", "等买家、平台")
    MONEY = "money", pgettext_lazy("cases tab", "退款中")
    APPROVAL = "approval", pgettext_lazy("cases tab", "等审批")
    ALL = "all", pgettext_lazy("cases tab", "没办完的")
    OVER = "over", pgettext_lazy("cases tab", "办完的")


STATES: Mapping[Tab, tuple[State, ...]] = {
    Tab.OURS: (
        State.APPLIED,
        State.WAIT_SELLER_CONFIRM,
        State.RETURN_LOST,
        State.WAIT_SELLER_RESHIP,
        State.WAIT_SELLER_ISSUE,
    ),
    Tab.THEIRS: (
        State.NEGOTIATING,
        State.REFUSED,
        State.PLATFORM,
        State.WAIT_BUYER_SHIP,
        State.IN_RETURN,
        State.WAIT_BUYER_CONFIRM,
    ),
    Tab.MONEY: (State.REFUNDING, State.REFUND_FAILED),
}
"""Every open state in exactly one of them; a case at the platform whose evidence the shop has not
handed in is the shop's turn (`queries/tabs.py`)."""
