"""How a shop's chat looks on its own website, and which websites may show it."""

from django.db import models
from django.utils.translation import pgettext_lazy

DEFAULT_COLOUR = "#1d6079"


class Corner(models.TextChoices):
    """Where the button stands."""

    RIGHT = "right", pgettext_lazy("corner", "右下")
    LEFT = "left", pgettext_lazy("corner", "左下")


class WidgetSettings(models.Model):
    """One row a shop; a shop without a row has the defaults."""

    shop = models.OneToOneField(
        "accounts.Shop", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    # Origins (https://www.example.com) whose pages may frame the chat; our own always may.
    allowed_origins = models.JSONField(default=list)
    # Of button, head and own bubbles; white reads on it (checked when it is set).
    colour = models.CharField(max_length=7, default=DEFAULT_COLOUR)
    position = models.CharField(max_length=5, choices=Corner.choices, default=Corner.RIGHT)
    greeting = models.CharField(max_length=80, blank=True, default="")
    # The signing secret is derived from this and SECRET_KEY, and stored nowhere; empty: none yet.
    secret_nonce = models.CharField(max_length=32, blank=True, default="")
    secret_made_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Widget of shop {self.pk}"
