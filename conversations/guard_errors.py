"""Words that the guard keeps from a buyer: what was found, why, a kinder wording, what to do."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError
from scripts_library.guard.verdict import Verdict


class GuardStopped(HelpdeskError):
    """Nothing was sent; what reads the error as data has every hit under ``guard``."""

    status = 422
    message = _("没有发出。「%(text)s」：%(why)s")

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        first = verdict.hits[0]
        super().__init__(text=first.text, why=first.why, rewrite=first.rewrite)

    def as_json(self) -> dict[str, Any]:
        """With the verdict's hits beside the sentence."""
        return {**super().as_json(), "guard": self.verdict.as_json()}


class GuardWarned(GuardStopped):
    code = "guard_warned"
    action = _("可以换成：%(rewrite)s 一定要这样说，确认后照样发，会记录。")


class GuardBlocked(GuardStopped):
    code = "guard_blocked"
    action = _("可以换成：%(rewrite)s 觉得拦错了，请主管看看。")


class SettingBlocked(HelpdeskError):
    """Words of a setting that would go out by themselves."""

    code = "guard_setting_blocked"
    status = 422
    message = _("「%(text)s」不能发给买家：%(why)s")
    action = _("可以换成：%(rewrite)s 改好再存，您写的都还在页面上。")


class NothingToAppeal(HelpdeskError):
    code = "guard_nothing_to_appeal"
    status = 409
    message = _("这句现在没有被拦，规则可能刚改过。")
    action = _("直接发就好。")


class VerdictMissing(HelpdeskError):
    code = "guard_verdict_missing"
    message = _("没选拦得对还是拦错了。")
    action = _("选一个再存。")
