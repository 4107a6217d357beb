"""What a buyer ordered, what was paid, and what the shop noted on it."""

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy

from helpdesk.commerce.models.buyer import Buyer, Platform
from helpdesk.commerce.models.product import Product, Sku
from helpdesk.commerce.models.sealed import SealedField

MEMO_BYTES = 1000
"""What the platforms keep of a memo, in UTF-8."""

FLAGS = range(6)
"""0 is no flag; what the colours mean is the shop's own (policy ``commerce.flag_meanings``)."""


SEALED = ("receiver_name_sealed", "receiver_phone_sealed", "receiver_address_sealed")
HASHES = ("phone_hash", "phone_tail_hash")

KEEPS_RECEIVER = (
    Q(receiver_name_sealed__isnull=False)
    | Q(receiver_phone_sealed__isnull=False)
    | Q(receiver_address_sealed__isnull=False)
)


def is_true(sql: str) -> models.expressions.RawSQL:
    """A condition that Django has no words for."""
    return models.expressions.RawSQL(sql, (), models.BooleanField())


def sealed_or_null(column: str) -> str:
    """As `kernel/sealing.py` makes them: version, key's mark, nonce, at least one byte, tag."""
    return f"({column} IS NULL OR (octet_length({column}) > 33 AND get_byte({column}, 0) = 1))"


def hash_or_null(column: str) -> str:
    """As `kernel/keyed_hash.py` makes them."""
    return f"({column} IS NULL OR octet_length({column}) = 20)"


class OrderState(models.TextChoices):
    """How far an order has come, by the platform's word."""

    UNPAID = "unpaid", pgettext_lazy("order state", "待付款")  # placed, nothing paid
    PAID = "paid", pgettext_lazy("order state", "待发货")  # paid, not yet on its way
    SHIPPED = "shipped", pgettext_lazy("order state", "运输中")  # with the courier
    SIGNED = "signed", pgettext_lazy("order state", "已签收")  # the buyer has the parcel
    FINISHED = "finished", pgettext_lazy("order state", "已完成")  # confirmed, money is the shop's
    CLOSED = "closed", pgettext_lazy("order state", "已关闭")  # cancelled, or paid back in full


ADDRESS_OPEN = (OrderState.UNPAID, OrderState.PAID)
"""As long as the shop has the parcel, it can still go elsewhere."""


class Order(models.Model):
    """One order of one shop, known by the platform's number."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    number = models.CharField(max_length=64)
    # Null where the export does not say who bought.
    buyer = models.ForeignKey(
        Buyer, on_delete=models.PROTECT, null=True, related_name="orders", db_index=False
    )
    platform = models.CharField(max_length=16, choices=Platform.choices)
    state = models.CharField(max_length=16, choices=OrderState.choices)
    # Fen. What it all costs is goods + freight - discount; what came in is paid.
    goods_fen = models.PositiveBigIntegerField(default=0)
    freight_fen = models.PositiveBigIntegerField(default=0)
    discount_fen = models.PositiveBigIntegerField(default=0)
    paid_fen = models.PositiveBigIntegerField(default=0)
    refunded_fen = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)
    shipped_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    flag = models.PositiveSmallIntegerField(default=0)
    memo = models.TextField(blank=True, default="")
    # When a person last set flag or memo here: an older word from outside leaves both alone.
    noted_at = models.DateTimeField(null=True, blank=True)
    # The moment the facts from outside were true: an older word changes nothing.
    as_of = models.DateTimeField(null=True, blank=True)
    # When the row last changed, whoever changed it: kept by a trigger, asked for by programs.
    changed_at = models.DateTimeField(db_default=Now(), editable=False)
    # Personal data, sealed (`commerce/receivers.py` opens and masks it); null when not known.
    receiver_name_sealed = SealedField(null=True)
    receiver_phone_sealed = SealedField(null=True)
    receiver_address_sealed = SealedField(null=True)
    # By which the phone is found, whole and by its last four digits: `kernel/keyed_hash.py`.
    phone_hash = SealedField(null=True)
    phone_tail_hash = SealedField(null=True)
    # When the shop's time for it was over: all of the above is gone and never comes back.
    receiver_erased_at = models.DateTimeField(null=True, blank=True)
    # Of the address, without 省 and 市 (浙江, 上海): what courier figures are counted by.
    province = models.CharField(max_length=16, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "number"], name="order_one_per_number"),
            models.UniqueConstraint(fields=["shop", "id"], name="order_of_shop"),
            models.CheckConstraint(
                condition=Q(refunded_fen__lte=F("paid_fen")), name="order_refund_within_paid"
            ),
            models.CheckConstraint(
                condition=Q(discount_fen__lte=F("goods_fen") + F("freight_fen")),
                name="order_discount_within_price",
            ),
            models.CheckConstraint(condition=Q(flag__lte=max(FLAGS)), name="order_flag_known"),
            models.CheckConstraint(
                condition=Q(state__in=OrderState.values), name="order_state_known"
            ),
            models.CheckConstraint(
                condition=is_true(f"octet_length(memo) <= {MEMO_BYTES}"),
                name="order_memo_fits",
            ),
            # Nobody can write plain text here again: what is stored is sealed, or nothing.
            models.CheckConstraint(
                condition=is_true(" AND ".join(map(sealed_or_null, SEALED))),
                name="order_receiver_sealed",
            ),
            models.CheckConstraint(
                condition=is_true(" AND ".join(map(hash_or_null, HASHES)))
                & (
                    Q(receiver_phone_sealed__isnull=False)
                    | Q(phone_hash__isnull=True, phone_tail_hash__isnull=True)
                ),
                name="order_hashes_of_phone",
            ),
            models.CheckConstraint(
                condition=Q(receiver_erased_at__isnull=True)
                | Q(**{f"{column}__isnull": True for column in (*SEALED, *HASHES)}),
                name="order_receiver_erased",
            ),
        ]
        indexes = [
            # The panel: one buyer's orders, newest first.
            models.Index(fields=["shop", "buyer", "-created_at", "-id"], name="order_of_buyer"),
            models.Index(fields=["shop", "-created_at", "-id"], name="order_newest"),
            # A program that keeps up: what changed since it last asked.
            models.Index(fields=["shop", "changed_at", "id"], name="order_changed"),
            # 「尾号 7731 的订单」 in a chat.
            models.Index(F("shop"), Func(F("number"), 4, function="right"), name="order_by_tail"),
            models.Index(
                fields=["shop", "phone_hash"],
                condition=Q(phone_hash__isnull=False),
                name="order_by_phone",
            ),
            models.Index(
                fields=["shop", "phone_tail_hash"],
                condition=Q(phone_tail_hash__isnull=False),
                name="order_by_phone_tail",
            ),
            # Whose receivers are to be erased next.
            models.Index(
                fields=["shop", "created_at"], condition=KEEPS_RECEIVER, name="order_with_receiver"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def tail(self) -> str:
        """How people speak of it: …7731."""
        return f"…{self.number[-4:]}"


class OrderLine(models.Model):
    """One row of an order: what, how many, at what price each."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines", db_index=False)
    position = models.PositiveSmallIntegerField()
    # Null where the shop does not list it (any more): the title still says what it was.
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    sku = models.ForeignKey(
        Sku, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    title = models.CharField(max_length=200)
    spec = models.CharField(max_length=120, blank=True, default="")
    quantity = models.PositiveIntegerField(default=1)
    price_fen = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "order", "position"], name="line_one_per_place"
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="line_has_quantity"),
        ]
        indexes = [
            # A product's lines, the newest first, with all that counting what was sold reads.
            models.Index(
                fields=["shop", "product", "-id"],
                include=["order", "sku", "quantity"],
                name="line_of_product",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.spec} ×{self.quantity}"
