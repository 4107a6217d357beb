"""A script (话术): what a shop says again and again, filed so that it is found in a keystroke."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import pgettext_lazy

from scripts_library.models.folder import Folder

CODE_LENGTH = 16
TAG_LENGTH = 20
MOST_TAGS = 10


class Scope(models.TextChoices):
    """Who finds it."""

    SHOP = "shop", pgettext_lazy("script scope", "店铺")
    GROUP = "group", pgettext_lazy("script scope", "客服组")
    OWN = "own", pgettext_lazy("script scope", "我的")


class ScriptState(models.TextChoices):
    """Where its newest words stand. Older words that were approved stay in use meanwhile."""

    DRAFT = "draft", pgettext_lazy("script state", "草稿")
    REVIEW = "review", pgettext_lazy("script state", "待审")
    APPROVED = "approved", pgettext_lazy("script state", "已通过")
    RETIRED = "retired", pgettext_lazy("script state", "停用")


class Stage(models.TextChoices):
    """The stage of a reception it is meant for; the codes are those of the receptions."""

    ANY = "", pgettext_lazy("script stage", "都行")
    PRE_SALE = "pre_sale", pgettext_lazy("stage", "售前")
    IN_SALE = "in_sale", pgettext_lazy("stage", "售中")
    AFTER_SALE = "after_sale", pgettext_lazy("stage", "售后")


class Language(models.TextChoices):
    """The buyer's language."""

    ZH = "zh", pgettext_lazy("script language", "中文")
    EN = "en", pgettext_lazy("script language", "英文")


class Script(models.Model):
    """How it is filed, and which of its versions is in use. The words are in `ScriptVersion`."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    folder = models.ForeignKey(
        Folder,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    scope = models.CharField(max_length=5, choices=Scope.choices, default=Scope.SHOP)
    # Of a script for a group. Null when the group was taken apart: then only reviewers find it.
    group = models.ForeignKey(
        "team.Group", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Whose it is: who wrote it first; of a personal one, who alone finds it.
    owner = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # In capitals; blank for one that needs none.
    code = models.CharField(max_length=CODE_LENGTH, blank=True, default="")
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ZH)
    stage = models.CharField(max_length=10, choices=Stage.choices, blank=True, default=Stage.ANY)
    tags = ArrayField(models.CharField(max_length=TAG_LENGTH), default=list, blank=True)
    # Both ends belong to it; by the shop's calendar.
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=ScriptState.choices, default=ScriptState.DRAFT)
    # The newest version, and the one that may be sent: null before the first was approved.
    latest = models.PositiveIntegerField(default=0)
    live = models.PositiveIntegerField(null=True, blank=True)
    # Counts every change: who saves must have begun from the last one.
    edits = models.PositiveIntegerField(default=0)
    # A reply that somebody really sent: in which thread, which entry, and who said it.
    from_conversation = models.BigIntegerField(null=True, blank=True)
    from_seq = models.PositiveIntegerField(null=True, blank=True)
    said_by = models.CharField(max_length=64, blank=True, default="")
    # Of the set that comes with the product: its key there.
    starter_key = models.CharField(max_length=40, blank=True, default="")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "id"], name="script_of_shop"),
            models.UniqueConstraint(
                fields=["shop", "code"],
                name="script_one_per_code",
                condition=~models.Q(code=""),
            ),
            models.UniqueConstraint(
                fields=["shop", "starter_key"],
                name="script_starter_once",
                condition=~models.Q(starter_key=""),
            ),
            models.CheckConstraint(
                name="script_group_fits_scope",
                condition=models.Q(scope=Scope.GROUP) | models.Q(group__isnull=True),
            ),
            models.CheckConstraint(
                name="script_valid_in_order",
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
            ),
            models.CheckConstraint(
                name="script_live_is_a_version",
                condition=models.Q(live__isnull=True)
                | models.Q(live__gte=1, live__lte=models.F("latest")),
            ),
            models.CheckConstraint(
                name="script_approved_is_live",
                condition=~models.Q(state=ScriptState.APPROVED) | models.Q(live=models.F("latest")),
            ),
            models.CheckConstraint(
                name="script_state_known", condition=models.Q(state__in=ScriptState.values)
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "folder", "id"], name="script_in_folder"),
            models.Index(
                fields=["shop", "-changed_at"],
                name="script_in_review",
                condition=models.Q(state=ScriptState.REVIEW),
            ),
        ]

    def __str__(self) -> str:
        return self.code or f"Script {self.pk}"
