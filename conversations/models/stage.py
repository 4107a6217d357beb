"""How far a buyer is with the shop when they come in."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    """The stage of one reception; routing and figures are told apart by it."""

    PRE_SALE = "pre_sale", pgettext_lazy("stage", "售前")  # nothing ordered yet
    IN_SALE = "in_sale", pgettext_lazy("stage", "售中")  # ordered, not yet in the buyer's hands
    AFTER_SALE = "after_sale", pgettext_lazy("stage", "售后")  # signed for
