"""The words by which a shop knows an angry buyer: a rule with a page of its own."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from conversations.floor.anger import HARMLESS, folded_word
from conversations.floor.preset_words import COMPLAINT, PRESET, RATING, TEMPER
from helpdesk.accounts.policies import Form, PolicyRule, register_rule
from helpdesk.accounts.policy_groups import register_group
from helpdesk.kernel.text import is_blank, is_storable, listed

ANGRY_WORDS = "floor.angry_words"
LONGEST_WORD, MOST_WORDS = 20, 300
SHOWN = 4

REASONS: dict[str, str | Promise] = {
    COMPLAINT: pgettext_lazy("anger", "要投诉"),
    RATING: pgettext_lazy("anger", "要给差评"),
    TEMPER: pgettext_lazy("anger", "火气大"),
    HARMLESS: pgettext_lazy("anger", "不算数的说法"),
}


def is_lexicon(value: Any) -> bool:
    """Whether a value is a list of words for each reason, no word twice."""
    if not isinstance(value, dict) or value.keys() != PRESET.keys():
        return False
    if not all(isinstance(words, list) for words in value.values()):
        return False
    words = [word for one in value.values() for word in one]
    if len(words) > MOST_WORDS or not all(isinstance(word, str) for word in words):
        return False
    folded = [folded_word(word) for word in words]
    return len(set(folded)) == len(folded) and all(
        word and not is_blank(word) and is_storable(word) and len(word) <= LONGEST_WORD
        for word in words
    )


def lexicon_said(value: dict[str, list[str]]) -> str:
    """The first words, and how many there are."""
    words = [word for reason, one in value.items() if reason != HARMLESS for word in one]
    if not words:
        return _("还没有词")
    return _("%(words)s 等 %(count)s 个词") % {"words": listed(words[:SHOWN]), "count": len(words)}


RULE = PolicyRule(
    name=ANGRY_WORDS,
    preset=PRESET,
    unit="words",
    sentence=gettext_lazy("买家说了这些词，现场就标出来：%(value)s"),
    source=gettext_lazy("产品默认：售后课讲的情绪信号，加上买家真会说的投诉去处"),
    form=Form(is_lexicon, lexicon_said, "floor-words"),
)


def register() -> None:
    """Called once at start."""
    register_group("floor", pgettext_lazy("rule group", "现场"))
    register_rule(RULE)
