"""A complaint is put down, and goes its six steps; a hard question goes to a supervisor today."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aftersales.reasons import HARD
from aftersales.registers import titles, typed
from aftersales.registers.access import RIGHT, held_row
from aftersales.registers.actions.checking import owe_check, settle_checks
from aftersales.registers.actions.closing import owner_named
from aftersales.registers.actions.writing import change_row, close_row, open_row
from aftersales.registers.complaints import COMPLAINTS, HARD_QUESTION
from aftersales.registers.errors import EntryWrong, StepsMissing
from aftersales.registers.models import Complaint, ComplaintStep
from aftersales.registers.models.complaint import Grievance, Step
from aftersales.registers.policy_rules import REVISIT_HOUR
from aftersales.registers.queries.supervisors import supervisors_of
from conversations.models import Conversation
from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from helpdesk.accounts.policies import value_of
from helpdesk.commerce.access import order_of
from helpdesk.kernel import clock
from helpdesk.kernel.errors import NotFound
from helpdesk.kernel.text import listed


@transaction.atomic
def open_complaint(
    *,
    actor: Membership,
    grievance: str,
    words: str,
    conversation_id: int | None = None,
    order_id: int | None = None,
    owner_id: int | None = None,
) -> Complaint:
    """Put down, from a chat or from an order; whoever puts it down looks after it unless they say
    who does. EntryWrong; not-found for what is not this shop's."""
    require(actor, RIGHT)
    if grievance not in Grievance.values:
        raise EntryWrong(field=_("投诉什么"), problem=_("没有选"))
    order = None if order_id is None else order_of(actor.shop_id, order_id)
    chat = None if conversation_id is None else _chat(actor.shop_id, conversation_id)
    row = Complaint(
        shop_id=actor.shop_id,
        owner=owner_named(actor.shop_id, owner_id) if owner_id else actor,
        buyer_id=chat.buyer_id if chat else order.buyer_id if order else None,
        conversation=None if chat is None else chat.pk,
        order=order,
        grievance=grievance,
        words=typed.line(words, _("他怎么说"), needed=True),
    )
    open_row(row, actor=actor, grievance=grievance)
    owe_check(row, actor=actor, because=row.words)
    return row


@transaction.atomic
def tick_step(
    *, actor: Membership, row_id: int, version: int, step: str, note: str = ""
) -> Complaint:
    """A step is done, once. When the buyer has agreed, the next thing owed is the revisit; what it
    showed has to be written down."""
    row = held_row(Complaint, actor=actor, row_id=row_id, version=version)
    if step not in Step.values:
        raise EntryWrong(field=_("哪一步"), problem=_("没有选"))
    words = typed.line(note, Step(step).label, needed=step == Step.REVISIT)
    there = row.steps.filter(step=step).exists()
    if there:
        return row
    ComplaintStep.objects.create(
        shop_id=row.shop_id,
        complaint=row,
        step=step,
        note=words,
        done_by=actor,
        done_at=clock.now(),
    )
    if step == Step.AGREE:
        last = settle_checks(row, actor=actor, outcome=_("方案他同意了"), kind=COMPLAINTS.key)
        owe_check(row, actor=actor, due_at=_revisit(row.shop_id), previous=last)
    change_row(row, actor=actor, verb="stepped", step=str(Step(step).label))
    return row


@transaction.atomic
def ask_supervisor(
    *, actor: Membership, row_id: int, version: int, question: str, member_id: int | None = None
) -> Complaint:
    """Brought before a supervisor, who owes the answer before the day is over. EntryWrong where it
    was asked before, or nobody here may be asked."""
    row = held_row(Complaint, actor=actor, row_id=row_id, version=version)
    if row.question and not row.answer:
        raise EntryWrong(field=_("难在哪"), problem=_("已经报过了，主管还没答"))
    row.question = typed.line(question, _("难在哪"), needed=True)
    row.asked_at, row.answer, row.answered_by = clock.now(), "", None
    people = supervisors_of(row.shop_id)
    first = people[0] if people else None
    asked = next((one for one in people if one.pk == member_id), first)
    if asked is None:
        raise EntryWrong(field=_("报给谁"), problem=_("店里没有在职的主管"))
    owe_check(
        row,
        actor=actor,
        kind=HARD_QUESTION,
        title=str(titles.HARD) % {"question": row.question},
        because=str(HARD) % {"name": actor.user.shown_name, "complaint": row},
        due_at=end_of_day(clock.now()),
        owner_id=asked.pk,
    )
    change_row(row, actor=actor, verb="asked", name=asked.user.shown_name)
    return row


@transaction.atomic
def answer_question(*, actor: Membership, row_id: int, version: int, answer: str) -> Complaint:
    """What the supervisor says."""
    row = held_row(Complaint, actor=actor, row_id=row_id, version=version)
    require(actor, "followups.arrange")
    row.answer, row.answered_by = typed.outcome(answer, _("答复")), actor
    if not row.question:
        raise EntryWrong(field=_("答复"), problem=_("没有报上来的疑难"))
    settle_checks(row, actor=actor, outcome=row.answer, kind=HARD_QUESTION)
    change_row(row, actor=actor, verb="answered", answer=row.answer)
    return row


@transaction.atomic
def close_complaint(*, actor: Membership, row_id: int, version: int, outcome: str) -> Complaint:
    """All six steps are done, and this came of it. StepsMissing."""
    row = held_row(Complaint, actor=actor, row_id=row_id, version=version)
    done = set(row.steps.values_list("step", flat=True))
    missing = [str(one.label) for one in Step if one not in done]
    if missing:
        raise StepsMissing(steps=listed(missing))
    outcome = typed.outcome(outcome, _("结果"))
    settle_checks(row, actor=actor, outcome=outcome)
    close_row(row, actor=actor, outcome=outcome)
    return row


def end_of_day(moment: datetime) -> datetime:
    """A minute before the shop's midnight; in the last minutes of a day, a few minutes on."""
    local = timezone.localtime(moment)
    end = local.replace(hour=23, minute=59, second=0, microsecond=0)
    return max(end, local + timedelta(minutes=5))


def _revisit(shop_id: int) -> datetime:
    hour: int = value_of(shop_id, REVISIT_HOUR)
    local = timezone.localtime(clock.now()) + timedelta(days=1)
    return local.replace(hour=hour, minute=0, second=0, microsecond=0)


def _chat(shop_id: int, conversation_id: int) -> Conversation:
    found = Conversation.objects.filter(shop_id=shop_id, pk=conversation_id).first()
    if found is None:
        raise NotFound()
    return found
