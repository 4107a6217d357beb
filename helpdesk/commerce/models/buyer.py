"""The person who buys, or may buy, at a shop."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Platform(models.TextChoices):
    """Where the buyer comes from."""

    WEB = "web", pgettext_lazy("platform", "网店")  # the shop's own site, by the chat page
    TAOBAO = "taobao", pgettext_lazy("platform", "淘宝")
    JD = "jd", pgettext_lazy("platform", "京东")
    PINDUODUO = "pinduoduo", pgettext_lazy("platform", "拼多多")
    DOUYIN = "douyin", pgettext_lazy("platform", "抖音")
    WECHAT = "wechat", pgettext_lazy("platform", "微信")


# The grey letter that stands for a platform, never its brand's colours.
LETTERS = {
    Platform.WEB: pgettext_lazy("platform letter", "网"),
    Platform.TAOBAO: pgettext_lazy("platform letter", "淘"),
    Platform.JD: pgettext_lazy("platform letter", "京"),
    Platform.PINDUODUO: pgettext_lazy("platform letter", "拼"),
    Platform.DOUYIN: pgettext_lazy("platform letter", "抖"),
    Platform.WECHAT: pgettext_lazy("platform letter", "微"),
}


class Buyer(models.Model):
    """One buyer of one shop; the same person at another shop is another buyer."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=64)
    platform = models.CharField(max_length=16, choices=Platform.choices, default=Platform.WEB)
    # What the platform calls them, by which orders find them; null for a visitor.
    nick = models.CharField(max_length=64, null=True, blank=True)
    # Province and city as the platform gives them; empty for a visitor.
    region = models.CharField(max_length=64, blank=True, default="")
    # What the visitor's signed token carries; null for a buyer who never came by the chat page.
    visitor_key = models.CharField(max_length=32, null=True, blank=True)
    first_seen = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "visitor_key"], name="buyer_one_per_visitor"),
            models.UniqueConstraint(fields=["shop", "platform", "nick"], name="buyer_one_per_nick"),
            # Composite foreign keys of other tables point here: a row can't mix two shops.
            models.UniqueConstraint(fields=["shop", "id"], name="buyer_of_shop"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def platform_letter(self) -> str:
        """One letter for the list and the panel."""
        return str(LETTERS[Platform(self.platform)])
