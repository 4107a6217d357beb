"""Whatever is owed to anyone: what, by whom, by when, how much money hangs on it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.models.membership import Role

TITLE_LENGTH = 120
OUTCOME_LENGTH = 200
BECAUSE_LENGTH = 300


class FollowUpState(models.TextChoices):
    """Open until somebody says what came of it."""

    OPEN = "open", pgettext_lazy("follow-up state", "要做")  # owed
    PAUSED = "paused", pgettext_lazy("follow-up state", "停着")  # waits for somebody else
    DONE = "done", pgettext_lazy("follow-up state", "做完了")  # with its outcome
    DROPPED = "dropped", pgettext_lazy("follow-up state", "不做了")  # with the reason


OPEN = Q(state=FollowUpState.OPEN)
LIVE = (FollowUpState.OPEN, FollowUpState.PAUSED)


class FollowUp(models.Model):
    """The keys to members, groups, orders and conversations carry the shop: `0002_shop_keys`, and
    for what lies in apps above, a migration of theirs."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # A key of `followups/kinds.py`.
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=TITLE_LENGTH)
    # Why it is owed: what was said, which rule.
    because = models.CharField(max_length=BECAUSE_LENGTH, blank=True, default="")
    # One of the two, or neither: then it is anybody's.
    owner = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    group = models.BigIntegerField(null=True)
    # The lowest role that may settle it; "" for everybody.
    for_role = models.CharField(max_length=10, blank=True, default="", db_default="")
    # Its time: the bar fills from the one to the other.
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()
    money_at_risk_fen = models.PositiveBigIntegerField(default=0)
    # As weighed (`weighing.py`): null is never urgent, which only a person says.
    urgent_from = models.DateTimeField(null=True)
    is_important = models.BooleanField(default=False)
    # What a person has said against the rule, and why; null where the rule holds.
    urgent_said = models.BooleanField(null=True)
    important_said = models.BooleanField(null=True)
    weight_reason = models.CharField(max_length=OUTCOME_LENGTH, blank=True, default="")
    # Where it comes from. Anything else that apps above own is `source`: its kind and number.
    conversation = models.BigIntegerField(null=True)
    order = models.ForeignKey(
        "commerce.Order",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    buyer = models.ForeignKey(
        "commerce.Buyer",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    source_kind = models.CharField(max_length=24, blank=True, default="")
    source_id = models.BigIntegerField(null=True)
    # Whoever asks for the same twice gets the one that is there.
    once = models.CharField(max_length=80, null=True)
    # What is to be ticked before it is done: [{"words", "by": name or null}], from its duty.
    checks = models.JSONField(
        default=list, blank=True, db_default=models.Value([], models.JSONField())
    )
    # What comes next when it is done (`chaining.Step`), and what came before.
    next_steps = models.JSONField(default=list, blank=True)
    previous = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    template = models.ForeignKey(
        "followups.FollowUpTemplate",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    state = models.CharField(
        max_length=8, choices=FollowUpState.choices, default=FollowUpState.OPEN
    )
    outcome = models.CharField(max_length=OUTCOME_LENGTH, blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    # Counts every change; with who made the last one (null: the machine) and when.
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "id"], name="followup_of_shop"),
            models.UniqueConstraint(fields=["shop", "once"], name="followup_once"),
            # A link of a chain is followed by one, however often it is said to be done.
            models.UniqueConstraint(fields=["shop", "previous"], name="followup_one_next"),
            models.CheckConstraint(
                condition=Q(state__in=FollowUpState.values), name="followup_state_known"
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("starts_at")), name="followup_due_after_start"
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(group__isnull=True),
                name="followup_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(state__in=LIVE, ended_at__isnull=True, outcome="")
                | (~Q(state__in=LIVE) & Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="followup_ends_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(urgent_said__isnull=True, important_said__isnull=True)
                | ~Q(weight_reason=""),
                name="followup_override_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(for_role__in=["", *Role.values]), name="followup_role_known"
            ),
        ]
        indexes = [
            # The radar's two orders, for the shop and for one person; its counts are added up from
            # `Standing`, and from the follow-ups of the hours that a heading cuts in two.
            models.Index(fields=["shop", "due_at", "id"], name="followup_by_time", condition=OPEN),
            models.Index(
                fields=["shop", "urgent_from"], name="followup_by_urgency", condition=OPEN
            ),
            models.Index(
                fields=["shop", "-money_at_risk_fen", "due_at", "id"],
                name="followup_by_money",
                condition=OPEN,
            ),
            models.Index(
                fields=["shop", "owner", "due_at", "id"], name="followup_of_owner", condition=OPEN
            ),
            models.Index(
                fields=["shop", "kind", "due_at", "id"], name="followup_of_kind", condition=OPEN
            ),
            models.Index(
                fields=["shop", "conversation", "due_at"],
                name="followup_of_chat",
                condition=OPEN & Q(conversation__isnull=False),
            ),
            models.Index(
                fields=["shop", "source_kind", "source_id"],
                name="followup_of_source",
                condition=Q(source_id__isnull=False),
            ),
            models.Index(
                fields=["shop", "order"],
                name="followup_of_order",
                condition=Q(order__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state == FollowUpState.OPEN

    @property
    def is_paused(self) -> bool:
        return self.state == FollowUpState.PAUSED
