"""A follow-up and a duty of Mei's shop."""

from typing import TYPE_CHECKING

from helpdesk.followups.actions.duties import lay_starters
from helpdesk.followups.models import FollowUpTemplate
from tests.followups.scene import owed

if TYPE_CHECKING:
    from tests.strangers.routes import Scene


def followup_of(scene: "Scene") -> int:
    """Its number; of the whole shop, so that only the shop keeps Oleg out."""
    return owed(scene.cast.mei, f"只给小满看 {scene.words}", because=scene.words).pk


def duty_of(scene: "Scene") -> int:
    """Its number."""
    lay_starters(actor=scene.cast.lan)
    return FollowUpTemplate.objects.filter(shop=scene.cast.shop).latest("pk").pk


FOLLOWUP_FILLINGS = {"followup_id": followup_of, "template_id": duty_of}
"""For the arguments of this app's routes."""
