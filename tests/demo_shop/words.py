"""What agents of the demo shop never say."""

import re
from typing import Final

EMOJI: Final = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\u2b50]")

_TABOO: Final = (
    # rewards for reviews, begging for stars
    *("好评返", "返现", "五星", "给个好评", "改评价送", "晒图"),
    # superlatives and vows no shop may make
    *("全网最低", "史上最低", "第一品牌", "绝对", "百分百", "100%", "永不"),
    # false scarcity and hurry
    *("最后一件", "手慢无", "马上涨价", "错过就没"),
    # blame
    *("不是我们的问题", "快递的问题", "是您的问题", "您自己", "您没看", "您应该先", "人为"),
    # walls
    *("不知道", "没办法", "再等等吧", "规定就是", "不能退", "不予退", "拒绝退", "概不", "尽快"),
    # gush
    *("亲亲", "亲爱的", "亲,", "亲，", "么么", "宝贝", "哦亲"),
)
# 您自己 is blame, but these say something else.
_ALLOWED: Final = ("不用您自己对孔位", "第一次您自己来", "您要是愿意自己缝")


def taboo_in(text: str) -> list[str]:
    """The forbidden phrases in an agent's line."""
    for phrase in _ALLOWED:
        text = text.replace(phrase, "")
    return [word for word in _TABOO if word in text]
