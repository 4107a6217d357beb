"""Who finds the emoji button beside the message box."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.policies import PolicyRule, register_rule
from helpdesk.realtime.shapes import Side

EMOJI = "chat.emoji"
EVERYBODY, BUYERS, NOBODY = "everybody", "buyers", "nobody"

RULE = PolicyRule(
    name=EMOJI,
    preset=EVERYBODY,
    unit="words",
    sentence=_("输入框旁边的表情按钮给：%(value)s。键盘打出来的表情照样发，一个不改"),
    source=_("产品默认：表情让回复亲切；有的店要求客服用语正式，可以只给买家"),
    choices={
        EVERYBODY: pgettext_lazy("who has emoji", "买家和客服"),
        BUYERS: pgettext_lazy("who has emoji", "只给买家"),
        NOBODY: pgettext_lazy("who has emoji", "谁都不给"),
    },
)


def register() -> None:
    """Called once at start."""
    register_rule(RULE)


def offers_emoji(policies: Mapping[str, Any], *, side: Side) -> bool:
    """Whether the page of this side shows the button."""
    return policies[EMOJI] == EVERYBODY or (policies[EMOJI] == BUYERS and side == "buyer")
