"""Who may do what with one script, beyond the table of roles."""

from helpdesk.accounts.models import Membership
from helpdesk.accounts.permissions import allows, roles_with
from helpdesk.kernel.text import listed
from scripts_library.errors import NotYours, OwnWords
from scripts_library.models import Scope, Script, ScriptVersion


def may_file(membership: Membership, script: Script) -> bool:
    """Reviewers file what is shared; whoever wrote a script files it while it was never in use,
    and their personal ones always."""
    if script.scope != Scope.OWN and allows(membership.role, "scripts.review"):
        return True
    mine = script.owner_id == membership.pk
    return mine and (script.scope == Scope.OWN or script.live is None)


def require_filing(membership: Membership, script: Script) -> None:
    """Pass, or NotYours."""
    if not may_file(membership, script):
        raise NotYours()


def reviewers_beside(membership: Membership) -> list[Membership]:
    """Everybody else of the shop who may review."""
    return list(
        Membership.objects.select_related("user")
        .filter(
            shop_id=membership.shop_id,
            is_active=True,
            user__is_active=True,
            role__in=roles_with("scripts.review"),
        )
        .exclude(pk=membership.pk)
        .order_by("pk")
    )


def may_approve(membership: Membership, version: ScriptVersion) -> bool:
    """Another's words; one's own only where nobody else in the shop could review them."""
    if not allows(membership.role, "scripts.review"):
        return False
    return version.author_id != membership.pk or not reviewers_beside(membership)


def require_approving(membership: Membership, version: ScriptVersion) -> None:
    """Pass, or OwnWords with who else could do it."""
    if not may_approve(membership, version):
        others = listed(one.user.shown_name for one in reviewers_beside(membership))
        raise OwnWords(who=others)
