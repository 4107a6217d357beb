"""What is owed about the rows of the registers, in the sentences that a to-do is headed by."""

from django.utils.translation import gettext_lazy as _

from aftersales.registers.models.complaint import Grievance
from aftersales.registers.models.problem import Trouble
from helpdesk.followups.titles import know_title

TAKE_IN = _("退件 %(parcel)s 等着入 %(case)s")
WHOSE = _("找退件 %(parcel)s 的主人")
CLAIM = _("向快递索赔：退件 %(waybill)s")
CLAIMED = _("问快递赔到了没有")
CHECK = _("查问题件 %(courier)s %(parcel)s：%(trouble)s")
CHECK_UNKNOWN = _("查问题件 %(parcel)s：%(trouble)s")
SEE_TO = _("办投诉：%(complaint)s")
ASK_AGAIN = _("回访投诉：%(complaint)s")
HARD = _("疑难：%(question)s")
STOCK = _("问到货：%(goods)s")
CHASE = _("催补发：%(what)s")

COMPLAINT = {"complaint": tuple(Grievance.labels)}


def register() -> None:
    """Called once at start; the kinds are those of `registering.py`."""
    for sentence in (TAKE_IN, WHOSE):
        know_title(sentence, "return")
    for sentence in (CLAIM, CLAIMED):
        know_title(sentence, "courier_claim")
    for sentence in (CHECK, CHECK_UNKNOWN):
        know_title(sentence, "problem", words={"trouble": tuple(Trouble.labels)})
    know_title(SEE_TO, "complaint", words=COMPLAINT)
    know_title(ASK_AGAIN, "complaint", "complaint_revisit", words=COMPLAINT)
    know_title(HARD, "hard_question")
    know_title(STOCK, "stockout")
    know_title(CHASE, "reship", "case_send")
