"""A sheet: what the shop holds true of one product or of one category, with who checked it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from scripts_library.models.script import ScriptState

CATEGORY_LENGTH = 32
"""As long as a product's kind, which it is."""


class SheetKind(models.TextChoices):
    """What stands on it; the shape of each is a module beside `contents.py`."""

    FACTS = "facts", pgettext_lazy("knowledge", "商品资料")
    PITCH = "pitch", pgettext_lazy("knowledge", "FABE 卡")
    HOWTO = "howto", pgettext_lazy("knowledge", "怎么弄")
    QUESTIONS = "questions", pgettext_lazy("knowledge", "售前要问的")


OF_PRODUCT = (SheetKind.FACTS, SheetKind.PITCH)
"""Always of one product."""

ONE_EACH = (*OF_PRODUCT, SheetKind.QUESTIONS)
"""There is one of each a product or category; of the rest, as many as are needed."""


def about_one_thing() -> Q:
    """A product or a category, never both and never neither."""
    return Q(product__isnull=False, category="") | Q(product__isnull=True) & ~Q(category="")


class Sheet(models.Model):
    """Which of its versions is in force, until when, and who said so. What it says is in
    `SheetVersion`."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=9, choices=SheetKind.choices)
    product = models.ForeignKey(
        "commerce.Product",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    category = models.CharField(max_length=CATEGORY_LENGTH, blank=True, default="")
    # Where its newest version stands; the states are those of scripts.
    state = models.CharField(max_length=8, choices=ScriptState.choices, default=ScriptState.REVIEW)
    latest = models.PositiveIntegerField(default=0)
    live = models.PositiveIntegerField(null=True, blank=True)
    # Counts every change: who saves must have begun from the last one.
    edits = models.PositiveIntegerField(default=0)
    # Who last found the version in force to be true, and until which day that may be relied on.
    checked_by = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "id"], name="sheet_of_shop"),
            models.UniqueConstraint(
                fields=["shop", "kind", "product", "category"],
                name="sheet_one_each",
                condition=Q(kind__in=ONE_EACH),
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="sheet_about_one_thing", condition=about_one_thing()),
            models.CheckConstraint(
                name="sheet_kind_fits",
                condition=Q(kind__in=OF_PRODUCT, product__isnull=False)
                | Q(kind=SheetKind.QUESTIONS, product__isnull=True)
                | Q(kind=SheetKind.HOWTO),
            ),
            models.CheckConstraint(
                name="sheet_live_is_a_version",
                condition=Q(live__isnull=True) | Q(live__gte=1, live__lte=models.F("latest")),
            ),
            models.CheckConstraint(
                name="sheet_live_was_checked",
                condition=Q(live__isnull=True)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
            ),
            models.CheckConstraint(
                name="sheet_state_known", condition=Q(state__in=ScriptState.values)
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "product", "kind"], name="sheet_by_product"),
            models.Index(fields=["shop", "category", "kind"], name="sheet_by_category"),
            models.Index(
                fields=["shop", "-changed_at"],
                name="sheet_in_review",
                condition=Q(state=ScriptState.REVIEW),
            ),
        ]

    def __str__(self) -> str:
        return f"Sheet {self.pk} ({self.kind})"
