"""The only door to a shop's scripts: what somebody may not see does not exist for them."""

from django.db.models import Q, QuerySet

from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from helpdesk.accounts.permissions import allows
from helpdesk.kernel.errors import NotFound
from helpdesk.kernel.locks import locked
from helpdesk.team.models import Group, GroupMember
from scripts_library.errors import NoSuchVersion
from scripts_library.models import (
    Folder,
    GuardRule,
    GuardRuleVersion,
    Passage,
    Scope,
    Script,
    ScriptAttachment,
    ScriptFile,
    ScriptFileState,
    ScriptState,
    ScriptVersion,
)


def visible_scripts(membership: Membership) -> QuerySet[Script]:
    """What a member finds: the shop's, those of their groups, their own. Reviewers find those of
    every group; nobody finds the personal ones of a colleague."""
    seen = Q(scope=Scope.SHOP) | Q(scope=Scope.OWN, owner=membership)
    if allows(membership.role, "scripts.review"):
        seen |= Q(scope=Scope.GROUP)
    else:
        mine = GroupMember.objects.filter(member=membership).values("group_id")
        seen |= Q(scope=Scope.GROUP, group__in=mine)
        seen |= Q(scope=Scope.GROUP, owner=membership)
    return Script.objects.filter(seen, shop_id=membership.shop_id)


def script_for(*, membership: Membership, script_id: int) -> Script:
    """A script that the member finds, with its folder and owner."""
    found = (
        visible_scripts(membership)
        .select_related("folder", "group", "owner__user")
        .filter(pk=script_id)
        .first()
    )
    if found is None:
        raise NotFound()
    return found


def locked_script(*, membership: Membership, script_id: int) -> Script:
    """A script that the member finds, held. Whoever calls holds the library already."""
    visible = visible_scripts(membership).filter(pk=script_id)
    found: Script | None = locked(
        Script.objects.filter(shop_id=membership.shop_id, pk__in=visible.values("pk"))
    ).first()
    if found is None:
        raise NotFound()
    return found


def version_of(script: Script, number: int) -> ScriptVersion:
    """One version of a script, or NoSuchVersion."""
    found = (
        ScriptVersion.objects.select_related("author__user", "reviewer__user")
        .filter(shop_id=script.shop_id, script=script, number=number)
        .first()
    )
    if found is None:
        raise NoSuchVersion(number=number)
    return found


def folder_of(shop_id: int, folder_id: int) -> Folder:
    """A folder of the shop."""
    found = Folder.objects.filter(shop_id=shop_id, pk=folder_id).first()
    if found is None:
        raise NotFound()
    return found


def passage_to_change(*, membership: Membership, passage_id: int) -> Passage:
    """A passage of the shop, for whoever may arrange the library."""
    found = Passage.objects.filter(shop_id=membership.shop_id, pk=passage_id).first()
    if found is None:
        raise NotFound()
    require(membership, "scripts.manage")
    return found


def group_of(shop_id: int, group_id: int) -> Group:
    """A group of the shop's people."""
    found = Group.objects.filter(shop_id=shop_id, pk=group_id).first()
    if found is None:
        raise NotFound()
    return found


def file_of_shop(shop_id: int, key: str) -> ScriptFile:
    """A file of the shop by its key. The key is random and told only with a script that somebody
    finds, or to whoever brings the same content: within the shop it is the right to see the file.
    """
    found = ScriptFile.objects.filter(shop_id=shop_id, key=key, state=ScriptFileState.KEPT).first()
    if found is None:
        raise NotFound()
    return found


def file_to_send(*, membership: Membership, key: str) -> ScriptFile:
    """A file beside a script that the member finds and that is in use, or NotFound."""
    in_use = visible_scripts(membership).exclude(state=ScriptState.RETIRED)
    beside = ScriptAttachment.objects.filter(
        shop_id=membership.shop_id,
        file__key=key,
        version__script__in=in_use.filter(live__isnull=False).values("pk"),
    )
    if not beside.exists():
        raise NotFound()
    return file_of_shop(membership.shop_id, key)


def guard_rule_for(*, membership: Membership, rule_id: int) -> GuardRule:
    """A rule of wording of the shop, with who changed it last."""
    found = (
        GuardRule.objects.select_related("changed_by__user")
        .filter(shop_id=membership.shop_id, pk=rule_id)
        .first()
    )
    if found is None:
        raise NotFound()
    return found


def guard_rule_to_change(*, membership: Membership, rule_id: int) -> GuardRule:
    """A rule of the shop, held. Whoever calls holds the library already."""
    found: GuardRule | None = locked(
        GuardRule.objects.filter(shop_id=membership.shop_id, pk=rule_id)
    ).first()
    if found is None:
        raise NotFound()
    return found


def guard_version_of(rule: GuardRule, number: int) -> GuardRuleVersion:
    """One version of a rule, or NoSuchVersion."""
    found = GuardRuleVersion.objects.filter(shop_id=rule.shop_id, rule=rule, number=number).first()
    if found is None:
        raise NoSuchVersion(number=number)
    return found
