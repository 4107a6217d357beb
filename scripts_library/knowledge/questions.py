"""What a good agent asks before anybody buys, in its order, for one category. Pure."""

from collections.abc import Mapping
from secrets import token_hex
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from scripts_library.knowledge import fields

MOST_QUESTIONS, ASK, WHY = 12, 40, 80
KEY_LENGTH = 16

GIVES = {
    "": pgettext_lazy("answer", "随便什么"),
    "height": pgettext_lazy("answer", "身高 cm"),
    "weight": pgettext_lazy("answer", "体重 斤"),
}
"""What an answer may be good for: the size form takes height and weight."""


def checked(content: Mapping[str, Any]) -> dict[str, Any]:
    """Each question once, with a key that stays while it is worded anew."""
    kept: list[dict[str, str]] = []
    for one in content.get("questions", ()):
        ask = fields.line("questions", one.get("ask"), most=ASK)
        if not ask:
            continue
        if ask in [known["ask"] for known in kept]:
            raise fields.wrong("questions", _("「%(ask)s」写了两次") % {"ask": ask})
        key, gives = str(one.get("key", "")), str(one.get("gives", ""))
        if not (key.isascii() and key.isalnum() and len(key) <= KEY_LENGTH) or key in [
            known["key"] for known in kept
        ]:
            key = token_hex(4)
        if gives not in GIVES:
            raise fields.wrong("questions", _("答案能用在哪儿，从列表里选"))
        why = fields.line("questions", one.get("why"), most=WHY)
        kept.append({"key": key, "ask": ask, "why": why, "gives": gives})
    if not kept:
        raise fields.wrong("questions", _("至少写一个"))
    if len(kept) > MOST_QUESTIONS:
        raise fields.wrong("questions", _("最多 %(most)s 个") % {"most": MOST_QUESTIONS})
    return {"questions": kept}


def spoken(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a buyer comes to read, each with its field."""
    return [("questions", one["ask"]) for one in content["questions"]]
