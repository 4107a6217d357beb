"""A stored decision as people read it: "why did this come to me?", "why is it still waiting?"."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.kernel.text import listed, quoted

REASONS: dict[str, str | Promise] = {
    "owner": gettext_lazy("上次就是 %(name)s 接待这位买家。"),
    "skill": gettext_lazy("这位要会%(needs)s的人，会的人里 %(name)s 最空。"),
    "least_load": gettext_lazy("接待中的人里，%(name)s 手上最空。"),
    "longest_idle": gettext_lazy("几位一样空，%(name)s 最久没来新的。"),
    "only_one": gettext_lazy("能接的只有 %(name)s。"),
    "nobody_here": gettext_lazy("现在没有人在上班，先让买家留言。"),
    "nobody_free": gettext_lazy("在上班的人这会儿都接不了新的，一有空位就派。"),
    "skill_wait": gettext_lazy("这位要会%(needs)s的人，会的人马上能空出来，先等一等。"),
}

VERDICTS: dict[str, str | Promise] = {
    "chosen": gettext_lazy("派给了他，当时手上 %(load)s / %(capacity)s"),
    "away": gettext_lazy("不在"),
    "busy": gettext_lazy("忙，不接新的"),
    "resting": gettext_lazy("小休"),
    "leaving": gettext_lazy("在收尾，不接新的"),
    "full": gettext_lazy("满了，手上 %(load)s / %(capacity)s"),
    "late": gettext_lazy("手上有 %(late)s 位等过了头，回完才派新的"),
    "barred": gettext_lazy("这次已经轮过他"),
    "elsewhere": gettext_lazy("不在这个客服组"),
    "unskilled": gettext_lazy("不会这一项"),
    "behind": gettext_lazy("也能接，手上 %(load)s / %(capacity)s，排在后面"),
}


@dataclass(frozen=True, slots=True)
class Explained:
    """The answer in a sentence, and a line for every candidate."""

    answer: str
    lines: tuple[tuple[str, str], ...]


def explained(decision: Mapping[str, Any]) -> Explained:
    """The words for a decision in its stored form (`Decision.as_json`)."""
    chosen = decision.get("member")
    verdicts = decision.get("verdicts", ())
    name = next((one["name"] for one in verdicts if one["member"] == chosen), "")
    answer = answered(decision.get("reason", ""), name=name, needs=decision.get("needs", ()))
    return Explained(answer, tuple((one["name"], _line(one)) for one in verdicts))


def answered(reason: str, *, name: str, needs: Iterable[str]) -> str:
    """The answer alone, for a reason of `routing.facts.Decision`."""
    facts = {"name": name, "needs": listed(map(quoted, needs))}
    sentence = REASONS.get(reason)
    return str(sentence) % facts if sentence is not None else ""


def _line(verdict: Mapping[str, Any]) -> str:
    facts: Mapping[str, Any] = verdict["facts"]
    if verdict["code"] == "resting" and facts.get("until"):
        return str(_("小休，%(until)s 回来")) % facts
    words = str(VERDICTS[verdict["code"]])
    return words % facts
