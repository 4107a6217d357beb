"""What a card in a thread is about: the desk's side of it, which no buyer ever sees.

The entry holds what both sides may read, frozen as it was sent; here stands the order, product or
case behind it, how an asked address was answered, and what the buyer wants changed, until somebody
of the shop has seen to it.
"""

from django.db import models
from django.db.models import Q

from helpdesk.commerce.models.sealed import SealedField


class CardKind(models.TextChoices):
    """What an agent can send."""

    ORDER = "order", "order"  # how far an order is
    PRODUCT = "product", "product"  # something the shop sells
    ADDRESS = "address", "address"  # asks: is this where it should go?
    CASE = "case", "case"  # how far an after-sales case is


class CardState(models.TextChoices):
    """Where a card stands."""

    SENT = "sent", "sent"  # order and product cards: nothing is asked
    WAITING = "waiting", "waiting"  # asked, not answered
    RIGHT = "right", "right"  # the buyer says that the address is right
    CHANGE = "change", "change"  # the buyer wants something changed
    SUPERSEDED = "superseded", "superseded"  # asked again: the newer card counts
    RECALLED = "recalled", "recalled"  # taken back by who sent it


ANSWERED = (CardState.RIGHT, CardState.CHANGE)


class Card(models.Model):
    """One card, by the (conversation, seq) of its entry."""

    pk = models.CompositePrimaryKey("shop_id", "conversation_id", "seq")
    shop_id = models.BigIntegerField()
    conversation_id = models.BigIntegerField()
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=CardKind.choices)
    state = models.CharField(max_length=10, choices=CardState.choices)
    order = models.ForeignKey(
        "commerce.Order", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    product = models.ForeignKey(
        "commerce.Product", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    # By what the buyer's page of an after-sales case names it; empty on other cards.
    case_key = models.UUIDField(null=True, blank=True)
    asked_at = models.DateTimeField()
    # The seq of the buyer's answer and when it came.
    answer_seq = models.PositiveIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # What the buyer wants changed, in full and sealed, until it is seen to (`card_wishes.py`).
    wish_sealed = SealedField(null=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop_id", "order"],
                name="card_one_open_per_order",
                condition=Q(state=CardState.WAITING),
            ),
            models.CheckConstraint(
                name="card_about_one_thing",
                condition=Q(kind=CardKind.PRODUCT, product__isnull=False, order__isnull=True)
                | Q(
                    kind__in=(CardKind.ORDER, CardKind.ADDRESS, CardKind.CASE),
                    order__isnull=False,
                    product__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="card_case_is_named",
                condition=Q(kind=CardKind.CASE, case_key__isnull=False)
                | ~Q(kind=CardKind.CASE) & Q(case_key__isnull=True),
            ),
            models.CheckConstraint(
                name="card_state_fits_kind",
                condition=Q(state=CardState.RECALLED)
                | Q(kind=CardKind.ADDRESS) & ~Q(state=CardState.SENT)
                | ~Q(kind=CardKind.ADDRESS) & Q(state=CardState.SENT),
            ),
            models.CheckConstraint(
                name="card_answer_is_whole",
                condition=Q(state=CardState.RECALLED)
                | Q(state__in=ANSWERED, answer_seq__isnull=False, answered_at__isnull=False)
                | ~Q(state__in=ANSWERED) & Q(answer_seq__isnull=True, answered_at__isnull=True),
            ),
            models.CheckConstraint(
                name="card_nothing_kept_for_nothing",
                condition=Q(wish_sealed__isnull=True)
                | Q(state=CardState.CHANGE, handled_at__isnull=True),
            ),
            models.CheckConstraint(
                name="card_handled_is_whole",
                condition=Q(handled_at__isnull=True, handled_by__isnull=True)
                | Q(handled_at__isnull=False, handled_by__isnull=False),
            ),
        ]
        indexes = [
            # The panel: what became of the address of these orders.
            models.Index(
                fields=["shop_id", "order", "-asked_at"],
                name="card_address_of_order",
                condition=Q(kind=CardKind.ADDRESS),
            ),
        ]

    def __str__(self) -> str:
        return f"Card {self.seq} of conversation {self.conversation_id}"

    @property
    def is_wish(self) -> bool:
        """Whether the buyer wants something changed that nobody has seen to."""
        return self.state == CardState.CHANGE and self.handled_at is None
