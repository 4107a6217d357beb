"""Where the widget was really loaded: one row a website."""

from django.db import models


class WidgetSighting(models.Model):
    """The widget of a shop asked for its look from a page of this site."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # Of the shop's list, or our own page to try it on; nothing else is kept.
    origin = models.CharField(max_length=255)
    first_at = models.DateTimeField()
    # To the minute: a busy site writes once a minute.
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "origin"], name="conversations_widgetsighting_site"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin} {self.last_at:%Y-%m-%d %H:%M}"
