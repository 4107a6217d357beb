"""Why a chat is where it is: the answer, what was found of everybody, and the way it went."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conversations.models import Assignment, Conversation, How, SessionState
from conversations.queries.routing import ask_of, candidates_of, steps_by_session
from conversations.routing.deciding import decide
from conversations.routing.words import Explained, explained
from conversations.routing_rules import AUTOMATIC, MODE, SKILL_SECONDS
from helpdesk.accounts.policies import policies_of
from helpdesk.kernel.clock import now

STEPS: dict[str, str | Promise] = {
    How.ROUTED: gettext_lazy("自动派给 %(to)s"),
    How.TAKEN: gettext_lazy("%(to)s 自己接的"),
    How.TRANSFERRED: gettext_lazy("%(by)s 转给 %(to)s"),
    How.MOVED: gettext_lazy("%(before)s 没回，换给 %(to)s"),
    How.QUEUED: gettext_lazy("%(before)s 不在，放回排队"),
    How.ESCALATED: gettext_lazy("%(to)s 没回，请主管看"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reception."""

    said: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Why:
    """What `templates/desk/_why.html` shows."""

    title: str
    answer: str
    lines: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    # When it was decided; None for how things stand at this moment.
    decided_at: datetime | None


def why_of(conversation: Conversation) -> Why:
    """For a waiting chat, why it still waits at this moment; else why it is with its owner."""
    steps = steps_by_session(conversation)[conversation.session_number]
    told = tuple(_step(one) for one in reversed(steps))
    if conversation.state == SessionState.WAITING:
        found = _as_it_stands(conversation)
        return Why(_("为什么还在排？"), found.answer, found.lines, told, None)
    last = next((one for one in steps if one.how != How.ESCALATED), None)
    name = conversation.owner.public_name if conversation.owner else ""
    title = _("为什么在 %(name)s 手上？") % {"name": name} if name else _("这次接待是怎么走的？")
    if last is None:
        return Why(title, _("这次接待早于派单记录，不知道是怎么来的。"), (), told, None)
    words = explained(last.decision) if last.decision else Explained(_step(last).said, ())
    return Why(title, words.answer or _step(last).said, words.lines, told, last.at)


def _as_it_stands(conversation: Conversation) -> Explained:
    policies = policies_of(conversation.shop_id)
    if policies[MODE] != AUTOMATIC:
        return Explained(_("店里的规则是大家自己接：谁点接待，就是谁的。"), ())
    moment = now()
    decision = decide(
        ask_of(conversation, now=moment, policies=policies),
        candidates_of(conversation.shop_id, now=moment, policies=policies),
        skill_wait=policies[SKILL_SECONDS],
    )
    if decision.member is not None:
        found = explained(decision.as_json())
        return Explained(_("马上就派：先来的先派，轮到就走。"), found.lines)
    return explained(decision.as_json())


def _step(step: Assignment) -> Step:
    facts = {
        "to": step.member.public_name if step.member else "",
        "before": step.previous.public_name if step.previous else "",
        "by": step.by.public_name if step.by else _("系统"),
    }
    said = str(STEPS[step.how]) % facts
    if step.group_name:
        said = _("%(said)s（客服组「%(group)s」）") % {"said": said, "group": step.group_name}
    return Step(said, step.note, step.at)
