"""How every change of what a shop knows ends: on record, and told to the desks."""

from typing import Any

from django.db.models import Model

from helpdesk.accounts.models import Membership
from helpdesk.realtime.knowledge_events import KnowledgeChanged
from helpdesk.realtime.publish import publish
from scripts_library.actions.announcing import note
from scripts_library.knowledge.models import ApprovedAnswer, Sheet


def tell(
    actor: Membership, verb: str, about: Sheet | ApprovedAnswer, called: str, **facts: Any
) -> None:
    """One deed; whoever looks at this product or category fetches what is known of it again."""
    target: Model = about if isinstance(about, Sheet) else about.script
    note(actor, verb, target, called, **facts)
    changed = KnowledgeChanged(product=about.product_id, category=about.category)
    publish(about.shop_id, changed)
