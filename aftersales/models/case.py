"""One after-sales case, and the lines of the order that it is about."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from aftersales.causes import Cause, Payer
from aftersales.freight import RULES
from aftersales.machine.words import TERMINAL, Kind, State
from helpdesk.accounts.models import Membership
from helpdesk.commerce.models import Buyer, Order, Product, Sku

MOST_EDITS = 5
"""Of one application; as the platforms have it."""

OVER = sorted(state.value for state in TERMINAL)

WITHOUT_LINES = (Kind.GOODWILL, Kind.INVOICE)
"""About the order as a whole: one of each may be open, beside cases about its lines."""


class Case(models.Model):
    """What a buyer asked for, how far it has come. Moved by `actions/moving.py` alone.

    A finished case never opens again: a trigger refuses any change of it.
    """

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+", db_index=False)
    # Null where the order does not say who bought.
    buyer = models.ForeignKey(
        Buyer, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=16, choices=Kind.choices())
    state = models.CharField(max_length=24, choices=State.choices())
    is_open = models.BooleanField(default=True)
    cause = models.CharField(max_length=16, choices=Cause.choices())
    # In the buyer's words, as far as known.
    words = models.CharField(max_length=500, blank=True, default="")
    # What the buyer is to get; 0 for kinds without money.
    amount_fen = models.PositiveBigIntegerField(default=0)
    edits = models.PositiveSmallIntegerField(default=0)
    # Null: the buyer, or the machine for them.
    opened_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    # Whether it is the shop's own idea, which it may drop again.
    of_shop = models.BooleanField(default=False)
    # Who pays the freight, by the rule of `freight.py` that held when it was decided.
    freight_payer = models.CharField(max_length=8, choices=Payer.choices())
    freight_rule = models.CharField(max_length=16)
    freight_source = models.CharField(max_length=200)
    # The other proposal while the buyer thinks about it.
    offer_kind = models.CharField(max_length=16, choices=Kind.choices(), blank=True, default="")
    offer_fen = models.PositiveBigIntegerField(null=True, blank=True)
    # At the platform, and the shop has not handed its evidence in: its turn, not the platform's.
    owes_proof = models.BooleanField(default=False, db_default=False)
    # The goods on their way back, and the parcel that the shop sent.
    return_waybill = models.CharField(max_length=64, blank=True, default="")
    return_signed_at = models.DateTimeField(null=True, blank=True)
    sent_waybill = models.CharField(max_length=64, blank=True, default="")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    # The end of the deadline that runs, kept by a trigger (0003); of one that is over and unmet
    # it stays. Null: nothing runs.
    due_at = models.DateTimeField(null=True, blank=True)
    # Counts its moves: who decides says which version they saw.
    version = models.PositiveIntegerField(default=1)
    # By what the buyer's page names it; random, for outsiders see no number that counts.
    key = models.UUIDField(unique=True, editable=False, db_default=RandomUUID())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "id"], name="case_of_shop"),
            models.UniqueConstraint(fields=["shop", "id", "is_open"], name="case_open_of_shop"),
            models.UniqueConstraint(
                fields=["shop", "order", "kind"],
                condition=Q(is_open=True, kind__in=[kind.value for kind in WITHOUT_LINES]),
                name="case_one_open_without_lines",
            ),
            models.CheckConstraint(
                condition=Q(is_open=True, closed_at__isnull=True) & ~Q(state__in=OVER)
                | Q(is_open=False, closed_at__isnull=False) & Q(state__in=OVER),
                name="case_open_while_not_terminal",
            ),
            models.CheckConstraint(condition=Q(state__in=State.codes()), name="case_state_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.codes()), name="case_kind_known"),
            models.CheckConstraint(condition=Q(cause__in=Cause.codes()), name="case_cause_known"),
            models.CheckConstraint(
                condition=Q(owes_proof=False) | Q(state=State.PLATFORM.value),
                name="case_owes_proof_to_a_platform",
            ),
            models.CheckConstraint(condition=Q(edits__lte=MOST_EDITS), name="case_edits_limited"),
            models.CheckConstraint(
                condition=Q(freight_payer__in=Payer.codes(), freight_rule__in=sorted(RULES))
                & ~Q(freight_source=""),
                name="case_freight_by_a_rule",
            ),
            models.CheckConstraint(
                condition=Q(offer_kind="", offer_fen__isnull=True)
                | Q(
                    offer_kind__in=Kind.codes(),
                    offer_fen__isnull=False,
                    state=State.NEGOTIATING.value,
                ),
                name="case_offer_while_negotiating",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="case_closed_after_opened",
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "order", "-opened_at"], name="case_of_order"),
            models.Index(
                fields=["shop", "state", "opened_at"],
                condition=Q(is_open=True),
                name="case_open_by_state",
            ),
            # A parcel that came back, scanned.
            models.Index(
                fields=["shop", "return_waybill"],
                condition=~Q(return_waybill=""),
                name="case_by_return_waybill",
            ),
            # The list: what is due first; what is over, newest first; a buyer's.
            models.Index(
                fields=["shop", "due_at", "id"], condition=Q(is_open=True), name="case_open_by_due"
            ),
            models.Index(
                fields=["shop", "-closed_at", "-id"], condition=Q(is_open=False), name="case_over"
            ),
            models.Index(fields=["shop", "buyer", "-opened_at"], name="case_of_buyer"),
            # The one part of a tab that no state names.
            models.Index(
                fields=["shop", "id"], condition=Q(owes_proof=True), name="case_owing_proof"
            ),
        ]

    def __str__(self) -> str:
        return f"AS-{self.pk}"


class CaseLine(models.Model):
    """A line of the order as it stood when the case was opened.

    Named by its place: an import may write an order's lines anew. ``is_open`` follows the case by
    a composite key that cascades, so that one open case a line is a unique index.
    """

    pk = models.CompositePrimaryKey("shop_id", "case_id", "position")
    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="lines", db_index=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField()
    is_open = models.BooleanField(default=True)
    # What it was, where the shop lists it, and when the case was opened: by these a product's
    # trouble is counted without a look at every order of it.
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    sku = models.ForeignKey(
        Sku, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField()
    title = models.CharField(max_length=200)
    spec = models.CharField(max_length=120, blank=True, default="")
    quantity = models.PositiveIntegerField()
    price_fen = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "order", "position"],
                condition=Q(is_open=True),
                name="case_one_open_a_line",
            ),
        ]
        indexes = [
            models.Index(
                fields=["shop", "product", "-opened_at"],
                include=["case", "sku"],
                condition=Q(product__isnull=False),
                name="case_line_of_product",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.spec}".rstrip()
