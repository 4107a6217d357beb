"""How response figures read: seconds, shares, what each counts and why something is left out."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from conversations import response_rules as rules
from conversations.queries.response_figures import Average, ResponseFigures, Share
from helpdesk.accounts.policies import rule

LEFT_OUT: dict[str, str | Promise] = {
    "own_account": pgettext_lazy("left out", "店里自己的号"),
    "unanswered": pgettext_lazy("left out", "没人回，接待就结束了"),
    "zero_seconds": pgettext_lazy("left out", "不到 1 秒，不像人回的"),
    "another_day": pgettext_lazy("left out", "隔了一天才回"),
}

LISTED: dict[str, str | Promise] = {
    "all": gettext_lazy("全部"),
    "received": gettext_lazy("回过的买家，各列最后一次"),
    "first": gettext_lazy("算进首次响应的"),
    "average": gettext_lazy("算进平均响应的"),
    "reached": gettext_lazy("算进回复率的"),
    "missed": gettext_lazy("没按时回的"),
    "first_reached": gettext_lazy("算进首响达标率的"),
    "first_missed": gettext_lazy("首响没达标的"),
    **LEFT_OUT,
}


@dataclass(frozen=True, slots=True)
class FigureCard:
    """One figure on the page: it opens what it is made of; ``missed`` opens what fell short."""

    key: str
    label: str
    value: str
    counted: str
    rule: str
    missed_key: str = ""
    missed: str = ""


def seconds_words(seconds: float | None) -> str:
    """8.4 秒, 1 分 20 秒, or a dash where there is nothing to count."""
    if seconds is None:
        return "—"
    if seconds < 60:
        return _("%s 秒") % f"{seconds:.1f}".removesuffix(".0")
    minutes, rest = divmod(round(seconds), 60)
    return _("%(minutes)s 分 %(seconds)s 秒") % {"minutes": minutes, "seconds": rest}


def percent_words(share: Share) -> str:
    """97.4%, or a dash where there is nothing to count."""
    return "—" if share.percent is None else f"{share.percent:.1f}%"


def cards_of(figures: ResponseFigures, policies: dict[str, Any]) -> list[FigureCard]:
    """The four figures with the rule that each follows."""

    def said(name: str) -> str:
        return rule(name).said(policies[name])

    return [
        FigureCard(
            "first",
            _("平均首次响应"),
            seconds_words(figures.first.seconds),
            _counted(figures.first),
            _("买家开口的接待里，第一句人工回复用了多久。机器人说的不算，不到 1 秒的不算。"),
        ),
        FigureCard(
            "average",
            _("平均响应"),
            seconds_words(figures.average.seconds),
            _counted(figures.average),
            said(rules.CAP_SECONDS),
        ),
        FigureCard(
            "reached",
            _("按时回复率"),
            percent_words(figures.reached),
            _counted(figures.reached),
            f"{said(rules.REACHED_SECONDS)} · {said(rules.COUNTED_HOURS)}",
            "missed",
            _missed(figures.reached),
        ),
        FigureCard(
            "first_reached",
            _("首响达标率"),
            percent_words(figures.first_reached),
            _counted(figures.first_reached),
            f"{said(rules.FIRST_REACHED_SECONDS)} · {said(rules.COUNTED_HOURS)}",
            "first_missed",
            _missed(figures.first_reached),
        ),
    ]


def _counted(figure: Average | Share) -> str:
    count = figure.counted
    return ngettext("算了 %s 次", "算了 %s 次", count) % count


def _missed(share: Share) -> str:
    count = share.counted - share.reached
    return ngettext("%s 次没达到", "%s 次没达到", count) % count if count else ""
