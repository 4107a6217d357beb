"""The rules of automatic answers that every shop starts with: their words, and when they hold."""

from typing import Any

from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from conversations.automatic.choosing import Answer
from conversations.automatic.presets import WORDS
from conversations.automatic.reasons import NAMES
from conversations.automatic.wording import flaw_of
from helpdesk.accounts.policies import Form, PolicyRule, register_rule, switch_words
from helpdesk.accounts.policy_groups import register_group
from helpdesk.kernel.text import quoted

ON = "automatic.on"
STILL_SECONDS = "automatic.still_seconds"
QUIET_MINUTES = "automatic.quiet_minutes"
MOST_AGAIN = 24 * 60

ZH, EN = "zh", "en"
LANGUAGES = {ZH: "zh-hans", EN: "en"}
"""In which of ours the variables of a text are written."""

AGAIN: dict[Answer, int] = {
    Answer.GREETING: 0,
    Answer.BUSY: 30,
    Answer.CLOSED: 240,
    Answer.LEAVE: 240,
    Answer.STILL: 10,
}
"""How soon each may be said again, in minutes; 0 is once a reception."""

PRESETS: dict[Answer, dict[str, Any]] = {
    answer: {"on": True, "again": AGAIN[answer], ZH: chinese, EN: english}
    for answer, (chinese, english) in WORDS.items()
}


def name_of(answer: Answer) -> str:
    """The name of the rule that holds an answer's words."""
    return f"automatic.{answer}"


def is_answer(value: Any) -> bool:
    """Whether a value is the words of one answer: its texts without a flaw, the Chinese one
    written wherever it is on."""
    if not isinstance(value, dict) or value.keys() != {"on", "again", ZH, EN}:
        return False
    again, texts = value["again"], [value[ZH], value[EN]]
    if not isinstance(value["on"], bool) or not all(isinstance(one, str) for one in texts):
        return False
    if not isinstance(again, int) or isinstance(again, bool) or not 0 <= again <= MOST_AGAIN:
        return False
    if value["on"] and not value[ZH]:
        return False
    return all(not one or flaw_of(one) is None for one in texts)


def answer_said(value: Any) -> str:
    """The words of one answer with its switch and its limit."""
    words = quoted(value[ZH])
    if value[EN]:
        words += gettext("，英文「%(words)s」") % {"words": value[EN]}
    on = switch_words(value["on"])
    return pgettext("between parts of a line", "，").join([on, again_said(value["again"]), words])


def again_said(minutes: int) -> str:
    """How soon it may be said again."""
    if minutes == 0:
        return gettext("一次接待说一次")
    return gettext("%(minutes)s 分钟内不重复") % {"minutes": minutes}


RULES = (
    PolicyRule(
        name=ON,
        preset=True,
        unit="switch",
        sentence=_("自动回复：%(value)s"),
        source=_("产品默认：黄金 6 秒里先应一声，标着「自动」，不算客服的回复"),
    ),
    *(
        PolicyRule(
            name=name_of(answer),
            preset=preset,
            unit="words",
            sentence=sentence,
            source=_("产品默认：店名必须有，真人跟着来"),
            form=Form(is_answer, answer_said, "opening-automatic"),
        )
        for (answer, preset), sentence in zip(
            PRESETS.items(),
            (
                _("欢迎语：%(value)s"),
                _("忙线时：%(value)s"),
                _("休息时：%(value)s"),
                _("没人在时：%(value)s"),
                _("久等时：%(value)s"),
            ),
            strict=True,
        )
    ),
    PolicyRule(
        name=STILL_SECONDS,
        preset=60,
        unit="s",
        sentence=_("买家等了 %(value)s 秒没有客服回，自动说一声还在"),
        source=_("产品默认：过了首响 30 秒，离平台的 3 分钟还早"),
        bounds=(10, 1800),
    ),
    PolicyRule(
        name=QUIET_MINUTES,
        preset=30,
        unit="min",
        sentence=_("客服说过话 %(value)s 分钟内，不自动说休息和留言"),
        source=_("产品默认：晚班聊到最后一位，机器不插嘴"),
        bounds=(1, 240),
    ),
)


def register_all() -> None:
    """Called once at start."""
    register_group("automatic", pgettext_lazy("rule group", "自动回复"))
    assert NAMES.keys() == PRESETS.keys()
    for one in RULES:
        register_rule(one)
