"""An insider without the right is told which right it is and who has it."""

from conversations.speaker import Speaker
from helpdesk.accounts.errors import PermissionRefused
from helpdesk.accounts.models import Role
from helpdesk.accounts.permissions import PERMISSIONS, allows, roles_with
from helpdesk.kernel.text import listed


def require_right(actor: Speaker, permission: str) -> None:
    """Pass, or PermissionRefused."""
    role = str(actor.role)
    if allows(role, permission):
        return
    raise PermissionRefused(
        right=PERMISSIONS[permission].label,
        who=listed(one.label for one in roles_with(permission)),
        role=Role(role).label,
    )
