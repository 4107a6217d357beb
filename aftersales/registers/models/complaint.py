"""A complaint: who, about what, how far along the six steps, and what a supervisor was asked."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from aftersales.registers.models.row import WORDS_LENGTH, RegisterRow
from helpdesk.commerce.models import Buyer, Order


class Grievance(models.TextChoices):
    """What a buyer complains about."""

    SERVICE = "service", pgettext_lazy("complaint", "服务态度")  # how they were spoken to
    SLOW_ANSWER = "slow_answer", pgettext_lazy("complaint", "回得慢")  # waited too long
    QUALITY = "quality", pgettext_lazy("complaint", "质量")  # the goods are not good
    NOT_AS_SAID = "not_as_said", pgettext_lazy("complaint", "和描述不符")  # colour, size, words
    LATE = "late", pgettext_lazy("complaint", "发货慢、到得慢")  # later than was promised
    WRONG = "wrong", pgettext_lazy("complaint", "发错、少发")  # another thing, or not all of it
    DAMAGED = "damaged", pgettext_lazy("complaint", "收到就坏了")  # on the way
    AFTER_SALES = "after_sales", pgettext_lazy("complaint", "退换难")  # promises not kept
    PRICE = "price", pgettext_lazy("complaint", "买完就降价")  # cheaper a day later
    OTHER = "other", pgettext_lazy("complaint", "别的")  # see the words


class Step(models.TextChoices):
    """The six steps, in their order."""

    LISTEN = "listen", pgettext_lazy("complaint step", "先听他说完")
    APOLOGISE = "apologise", pgettext_lazy("complaint step", "诚恳道歉")
    GATHER = "gather", pgettext_lazy("complaint step", "问清经过")
    PROPOSE = "propose", pgettext_lazy("complaint step", "给方案和时间")
    AGREE = "agree", pgettext_lazy("complaint step", "问他同不同意")
    REVISIT = "revisit", pgettext_lazy("complaint step", "次日回访")


class Complaint(RegisterRow):
    """Closed once all six steps are done."""

    buyer = models.ForeignKey(
        Buyer, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    # The chat it was opened from.
    conversation = models.BigIntegerField(null=True)
    order = models.ForeignKey(
        Order, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    grievance = models.CharField(max_length=16, choices=Grievance.choices)
    words = models.CharField(max_length=WORDS_LENGTH)
    # A question too hard for who looks after it, brought before a supervisor the same day.
    question = models.CharField(max_length=WORDS_LENGTH, blank=True, default="")
    asked_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=WORDS_LENGTH, blank=True, default="")
    answered_by = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )

    class Meta(RegisterRow.Meta):
        constraints = [
            *RegisterRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(grievance__in=Grievance.values), name="complaint_grievance_known"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="complaint_has_words"),
            models.CheckConstraint(
                condition=Q(question="", asked_at__isnull=True, answer="")
                | (~Q(question="") & Q(asked_at__isnull=False)),
                name="complaint_answer_to_a_question",
            ),
        ]
        indexes = [
            *RegisterRow.Meta.indexes,
            models.Index(
                fields=["shop", "buyer"],
                condition=Q(buyer__isnull=False),
                name="complaint_of_buyer",
            ),
        ]

    def __str__(self) -> str:
        who = "" if self.buyer is None else f"{self.buyer.name} · "
        return f"{who}{self.get_grievance_display()}"


class ComplaintStep(models.Model):
    """A step that was done: by whom, when, and what was said."""

    pk = models.CompositePrimaryKey("shop_id", "complaint_id", "step")
    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    complaint = models.ForeignKey(
        Complaint, on_delete=models.PROTECT, related_name="steps", db_index=False
    )
    step = models.CharField(max_length=16, choices=Step.choices)
    note = models.CharField(max_length=WORDS_LENGTH, blank=True, default="")
    done_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    done_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(step__in=Step.values), name="complaint_step_known"),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.step}"
