"""What a shop has decided about wording: its own rules, allowed words, levels of the built-in
classes. Each with its versions, which only grow."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import pgettext_lazy

MOST_RULES = 2000
"""Of one shop; as many as a table of words that somebody brings may reasonably hold."""


class GuardKind(models.TextChoices):
    WORDS = "words", pgettext_lazy("guard rule kind", "词和短句")
    PATTERN = "pattern", pgettext_lazy("guard rule kind", "句式（正则）")
    ALLOW = "allow", pgettext_lazy("guard rule kind", "放行的词")
    LEVEL = "level", pgettext_lazy("guard rule kind", "自带类别的级别")


class RuleLevel(models.TextChoices):
    """How grave a hit is; ``ok`` only where a built-in class is not to speak up at all."""

    OK = "ok", pgettext_lazy("guard rule level", "不管")
    HINT = "hint", pgettext_lazy("guard rule level", "提示")
    WARN = "warn", pgettext_lazy("guard rule level", "提醒")
    BLOCK = "block", pgettext_lazy("guard rule level", "拦下")


class GuardSource(models.TextChoices):
    OWN = "own", pgettext_lazy("guard rule source", "店里定的")
    PLATFORM = "platform", pgettext_lazy("guard rule source", "平台规则")
    LAW = "law", pgettext_lazy("guard rule source", "法律")


class GuardRule(models.Model):
    """A rule as it counts now. ``content`` holds all of it (`guard_drafts.Draft`), the columns
    what is looked for; ``latest`` is the number of its newest version."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=8, choices=GuardKind.choices)
    # A class of `guard/classes.py`; blank for allowed words.
    about = models.CharField(max_length=16, blank=True, default="")
    level = models.CharField(max_length=8, choices=RuleLevel.choices)
    is_on = models.BooleanField(default=True)
    # The last day on which it counts.
    until = models.DateField(null=True, blank=True)
    content = models.JSONField()
    latest = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "id"], name="guard_rule_of_shop"),
            models.UniqueConstraint(
                fields=["shop", "about"],
                condition=models.Q(kind="level"),
                name="guard_rule_one_level_a_class",
            ),
            models.CheckConstraint(
                name="guard_rule_ok_only_for_levels",
                condition=~models.Q(level="ok") | models.Q(kind__in=("level", "allow")),
            ),
        ]
        indexes = [models.Index(fields=["shop", "about", "id"], name="guard_rule_by_class")]

    def __str__(self) -> str:
        return f"Guard rule {self.pk} ({self.kind})"


class GuardRuleVersion(models.Model):
    """The rule as somebody saved it. Append-only; the database refuses anything else."""

    changes: Sequence[Any] = ()
    """What it has otherwise than the one before; whoever shows versions fills it."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    rule = models.ForeignKey(
        GuardRule, on_delete=models.PROTECT, related_name="versions", db_index=False
    )
    number = models.PositiveIntegerField()
    content = models.JSONField()
    author = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    restored_from = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "rule", "number"], name="guard_rule_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"Guard rule {self.rule_id} v{self.number}"
