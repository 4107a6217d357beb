"""What the parts below hear of this one, once at start."""

from helpdesk.accounts.elsewhere import register_finder
from scripts_library.knowledge import audit, opening_items, policy_rules
from scripts_library.knowledge.queries.whose import shop_of_sheet


def register_all() -> None:
    """Called from ``ready()`` of the library."""
    audit.register()
    policy_rules.register_all()
    opening_items.register_all()
    register_finder("sheet_id", shop_of_sheet)
