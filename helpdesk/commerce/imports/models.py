"""One file on its way into the shop, what was wrong with it, and how such files are read."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from helpdesk.commerce.models.buyer import Platform
from helpdesk.kernel import clock

MOST_PROBLEMS = 20_000
"""Rows of the problems table that one import keeps; the counts go on beyond it."""


class ImportState(models.TextChoices):
    """How far it has come. Only the two in the middle are anybody's work."""

    UPLOADED = "uploaded", pgettext_lazy("import state", "等您对栏目")  # waits for the columns
    CHECKING = "checking", pgettext_lazy("import state", "正在试")  # dry run: a worker reads
    CHECKED = "checked", pgettext_lazy("import state", "试过了")  # waits for the go-ahead
    RUNNING = "running", pgettext_lazy("import state", "正在写")  # a worker writes
    STOPPED = "stopped", pgettext_lazy("import state", "停下了")  # somebody stopped the writing
    DONE = "done", pgettext_lazy("import state", "写完了")  # nothing is left to write
    FAILED = "failed", pgettext_lazy("import state", "没做成")  # the file can't be read on
    UNDOING = "undoing", pgettext_lazy("import state", "正在撤回")  # a worker takes it back
    UNDONE = "undone", pgettext_lazy("import state", "撤回了")  # what could be is taken back


AT_WORK = (ImportState.CHECKING, ImportState.RUNNING, ImportState.UNDOING)


def no_counts() -> dict[str, int]:
    return {"created": 0, "changed": 0, "unchanged": 0, "wrong": 0, "noted": 0}


class ImportKind(models.TextChoices):
    """What the rows of a file are."""

    ORDERS = "orders", pgettext_lazy("import kind", "订单")  # and their parcels and payments
    GOODS = "goods", pgettext_lazy("import kind", "商品")  # products and their SKUs
    PRICES = "prices", pgettext_lazy("import kind", "快递价格")  # per courier and province


class OrderImport(models.Model):
    """One file of orders, goods or prices. Its cursor moves in the transaction that writes what
    is before it."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=16, choices=ImportKind.choices, default=ImportKind.ORDERS)
    # In the default storage, sealed, under a name that nobody can guess; empty once it is deleted.
    file = models.CharField(max_length=120, blank=True)
    file_name = models.CharField(max_length=120)
    file_size = models.PositiveBigIntegerField()
    # `tables.FileFacts`: encoding, sheet, headings, how many rows; the sample rows sealed.
    facts = models.JSONField()
    # Where the orders come from, and the preset whose headings fit.
    platform = models.CharField(max_length=16, choices=Platform.choices)
    preset = models.CharField(max_length=16)
    # Heading to field; an empty field is "not wanted".
    mapping = models.JSONField(default=dict)
    # {"date_order": "mdy", "state_words": {"配货中": "paid"}, "blank_bad_phones": true}
    choices = models.JSONField(default=dict)
    state = models.CharField(
        max_length=16, choices=ImportState.choices, default=ImportState.UPLOADED
    )
    # Each start of a dry run or a writing is an attempt; a worker of an older one finds it gone.
    attempt = models.PositiveIntegerField(default=0)
    # The last row of the file that is dealt with in this attempt.
    cursor = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    # Orders created, changed, unchanged; rows wrong and noted. Of this attempt.
    counts = models.JSONField(default=no_counts)
    # The same of the finished dry run.
    checked_counts = models.JSONField(null=True, blank=True)
    # Cause of each kind of problem with how many rows and the first few: `causes.py`.
    causes = models.JSONField(default=dict)
    # {"code", "message", "action"} of what ended it.
    failure = models.JSONField(null=True, blank=True)
    # Times that a worker took it up without getting any further.
    tries = models.PositiveSmallIntegerField(default=0)
    created_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True, blank=True)
    # The last sign of a worker; an old one while at work is picked up by the sweep.
    beat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    # Who took it back, and what came of it: {"total", "done", "removed", "restored", "kept"}.
    undone_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", db_index=False, null=True
    )
    undo = models.JSONField(default=dict, blank=True)
    undo_started_at = models.DateTimeField(null=True, blank=True)
    undo_finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "id"], name="import_of_shop"),
            models.CheckConstraint(
                condition=Q(kind__in=ImportKind.values), name="import_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values), name="import_state_known"
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "-id"], name="import_newest"),
            models.Index(fields=["beat_at"], condition=Q(state__in=AT_WORK), name="import_at_work"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def rows(self) -> int:
        return int(self.facts.get("rows", 0))

    @property
    def shown_rows(self) -> str:
        """With thousands apart."""
        return f"{self.rows:,}"

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def share(self) -> int:
        """Per cent of the rows that are dealt with."""
        return min(100, self.rows_done * 100 // self.rows) if self.rows else 0


class ImportProblem(models.Model):
    """What is wrong with one cell of one row."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    order_import = models.ForeignKey(
        OrderImport, on_delete=models.CASCADE, related_name="problems", db_index=False
    )
    row = models.PositiveIntegerField()
    heading = models.CharField(max_length=120, blank=True)
    field = models.CharField(max_length=32, blank=True)
    # Of `problems.SENTENCES`.
    code = models.CharField(max_length=32)
    # What stood there, cut short and masked where it is personal.
    value = models.CharField(max_length=160, blank=True)

    class Meta:
        indexes = [models.Index(fields=["shop", "order_import", "row"], name="problem_by_row")]

    def __str__(self) -> str:
        return f"{self.row} {self.code}"


class Traced(models.TextChoices):
    """What a trace is of."""

    ORDER = "order", pgettext_lazy("trace", "订单")  # with lines, payments and parcels
    BUYER = "buyer", pgettext_lazy("trace", "买家")  # met by the import
    SKU = "sku", pgettext_lazy("trace", "规格")  # of a table of goods
    PRODUCT = "product", pgettext_lazy("trace", "商品")
    PRICE = "price", pgettext_lazy("trace", "快递价格")
    COURIER = "courier", pgettext_lazy("trace", "快递")  # met by the import


class TraceOutcome(models.TextChoices):
    """What taking the import back did with it."""

    WAITING = "", pgettext_lazy("trace outcome", "还没撤")  # nobody asked yet
    REMOVED = "removed", pgettext_lazy("trace outcome", "拿掉了")  # was new, is gone
    RESTORED = "restored", pgettext_lazy("trace outcome", "变回去了")  # is what it was before
    KEPT = "kept", pgettext_lazy("trace outcome", "没动")  # something came after it: `reason`


class ImportTrace(models.Model):
    """One row that an import wrote, and what is needed to take that back.

    Written in the transaction of the batch. Names no row by a foreign key: it outlives them.
    """

    pk = models.CompositePrimaryKey("shop_id", "order_import_id", "what", "row_id")
    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    order_import = models.ForeignKey(
        OrderImport, on_delete=models.CASCADE, related_name="traces", db_index=False
    )
    what = models.CharField(max_length=8, choices=Traced.choices)
    row_id = models.BigIntegerField()
    # How people call it, to be named when it is gone.
    name = models.CharField(max_length=120)
    is_new = models.BooleanField()
    # The row's xmin as the import left it, and as it was before: another one now means that
    # somebody else wrote the row since. 0 is never the current one.
    stamp = models.BigIntegerField()
    was = models.BigIntegerField(null=True, blank=True)
    # The rows as the database holds them, so that what is encrypted stays so.
    before = models.JSONField(null=True, blank=True)
    # Of an order: its parcels as the import left them, {id: xmin}.
    parcels = models.JSONField(null=True, blank=True)
    outcome = models.CharField(
        max_length=8, choices=TraceOutcome.choices, blank=True, default=TraceOutcome.WAITING
    )
    # Of `undo_words.REASONS`, where it was kept.
    reason = models.CharField(max_length=16, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(what__in=Traced.values), name="trace_what_known"),
            models.CheckConstraint(
                condition=Q(outcome__in=TraceOutcome.values), name="trace_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.name}"


class RememberedMapping(models.Model):
    """How the shop's last file of a preset was read: the next one starts from it."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    preset = models.CharField(max_length=16)
    platform = models.CharField(max_length=16, choices=Platform.choices)
    # `headings.plain` heading to field.
    mapping = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    used_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "preset"], name="mapping_one_per_preset"),
        ]

    def __str__(self) -> str:
        return self.preset


def choices_of(row: "OrderImport | RememberedMapping") -> dict[str, Any]:
    """The choices with every key there is."""
    known: dict[str, Any] = {"date_order": "", "state_words": {}, "blank_bad_phones": False}
    return known | {name: row.choices[name] for name in known if name in row.choices}
