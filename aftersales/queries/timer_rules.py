"""The rule by which a timer starts, as it holds at that moment for that order's platform."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import translation

from helpdesk.accounts.models import Policy
from helpdesk.accounts.platform_packs import PACKS
from helpdesk.accounts.policies import rule


@dataclass(frozen=True, slots=True)
class RuleTaken:
    """A number and on whose word it stands."""

    name: str
    value: int
    source: str
    policy_id: int | None = None
    effective_from: datetime | None = None


def rule_taken(shop_id: int, name: str, *, platform: str, at: datetime) -> RuleTaken:
    """The shop's own number, else the platform's, else the product's preset."""
    own = (
        Policy.objects.filter(shop_id=shop_id, name=name, effective_from__lte=at)
        .order_by("-effective_from", "-id")
        .first()
    )
    # What is kept is kept in the shop's language, whoever happens to be looking.
    with translation.override(settings.LANGUAGE_CODE):
        if own is not None:
            return RuleTaken(name, own.value, own.source, own.pk, own.effective_from)
        for asked in PACKS[platform].asked if platform in PACKS else ():
            if asked.rule == name:
                return RuleTaken(name, asked.value, f"{PACKS[platform].label} · {asked.source}")
        preset = rule(name)
        return RuleTaken(name, preset.preset, str(preset.source))
