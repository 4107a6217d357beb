"""The classes of wording, their levels, and what a rule is."""

from dataclasses import dataclass, field

OK, HINT, WARN, BLOCK = "ok", "hint", "warn", "block"
LEVELS = (OK, HINT, WARN, BLOCK)

PLAIN, TIGHT, SOUND = "plain", "tight", "sound"

CLASSES: dict[str, tuple[str, str]] = {
    "blame": ("指责推诿", "blame"),
    "taboo": ("服务禁忌语", "taboo phrase"),
    "quarrel": ("争辩质问", "quarrel"),
    "coldness": ("冷淡敷衍", "coldness"),
    "absolute": ("绝对化用语", "absolute claim"),
    "promise": ("没有时间的承诺", "promise without a time"),
    "review_reward": ("好处换评价", "reward for a review"),
    "pity_threat": ("诉苦或威胁", "pity or threat"),
    "off_platform": ("平台外交易", "off-platform trade"),
    "personal_data": ("他人信息、密码验证码", "personal data, passwords, codes"),
    "stock": ("未核实的库存、虚假紧迫", "unverified stock, false scarcity"),
    "refusal": ("违法的拒绝", "unlawful refusal"),
    "slang": ("网络用语", "slang"),
    "self": ("「我」太多", "too much “I”"),
}
"""Identifier on the wire: name in Chinese and in English."""


@dataclass(frozen=True)
class Rule:
    """One way in which a sentence goes wrong.

    ``pattern`` is looked for in ``view``; nothing is said where one of ``unless`` is found in the
    same sentence, or one of ``unless_anywhere`` in the whole message. ``reason`` names an entry of
    ``reasons.py``, ``kinder`` one of ``kinder.py``; ``put`` replaces only what matched, where the
    rest of the sentence can stay. A rule that a shop wrote has its own words in ``why`` (in place of
    the reason) and in ``said`` (in place of the kinder sentence).
    """

    name: str
    about: str
    level: str
    pattern: str
    reason: str
    kinder: str
    view: str = PLAIN
    unless: tuple[str, ...] = field(default=())
    unless_anywhere: tuple[str, ...] = field(default=())
    put: str | None = None
    why: str = ""
    said: str = ""
