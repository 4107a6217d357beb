"""The only door to people and shops. A stranger gets 404, an insider without the right 403."""

from django.conf import settings
from django.http import HttpRequest

from helpdesk.accounts.api_errors import (
    ScopeMissing,
    SourceUnknown,
    TokenOver,
    TokenRevoked,
    TokenWithoutMember,
    TokenWrong,
)
from helpdesk.accounts.api_token_word import hash_of, is_whole
from helpdesk.accounts.audit import hidden_words
from helpdesk.accounts.errors import (
    NoShop,
    PermissionRefused,
    ResetAboveRank,
    ResetBeyondShop,
    SignInRequired,
)
from helpdesk.accounts.models import (
    ApiToken,
    AuditEntry,
    Invitation,
    Membership,
    OrderSource,
    Policy,
    Role,
    User,
)
from helpdesk.accounts.permissions import (
    PERMISSIONS,
    allows,
    may_reset_password_of,
    roles_with,
)
from helpdesk.accounts.policies import PolicyRule, registered_rules
from helpdesk.accounts.queries.api_access import source_behind, token_behind
from helpdesk.accounts.queries.memberships import active_memberships
from helpdesk.accounts.queries.shops import owns_a_shop
from helpdesk.accounts.scopes import RIGHT_BEHIND, SCOPES
from helpdesk.kernel.errors import NotFound
from helpdesk.kernel.text import listed

SHOP_KEY = "shop_id"
"""The session's key for the shop that the person works in."""


def current_membership(request: HttpRequest) -> Membership:
    """The place the session works in, else the person's first; asked for once a request.

    SignInRequired when nobody is signed in, NoShop when the person is in no shop.
    """
    kept: Membership | None = getattr(request, "membership", None)
    if kept is not None:
        return kept
    if not isinstance(request.user, User):
        raise SignInRequired()
    places = list(active_memberships(request.user.pk))
    if not places:
        raise NoShop()
    wanted = request.session.get(SHOP_KEY)
    membership = next((place for place in places if place.shop_id == wanted), places[0])
    request.membership = membership  # type: ignore[attr-defined]
    request.places = places  # type: ignore[attr-defined]
    return membership


def place_of(user: User, shop_id: str) -> Membership:
    """The person's active place in a shop whose number came from outside, or NotFound."""
    is_number = shop_id.isdecimal() and len(shop_id) < 19
    found = active_memberships(user.pk).filter(shop_id=int(shop_id)).first() if is_number else None
    if found is None:
        raise NotFound()
    return found


def may_open_shop(user: User) -> bool:
    """Whether the person may open another shop here: an owner, where the operator allows it."""
    return bool(settings.OWNERS_OPEN_SHOPS) and owns_a_shop(user.pk)


def require(membership: Membership, permission: str) -> None:
    """Pass, or PermissionRefused with the right's name and who has it."""
    if allows(membership.role, permission):
        return
    raise PermissionRefused(
        right=PERMISSIONS[permission].label,
        who=listed(role.label for role in roles_with(permission)),
        role=Role(membership.role).label,
    )


def member_for_person(*, membership: Membership, member_id: int) -> Membership:
    """A colleague, active or not, of the same shop; NotFound for anyone else's."""
    found = (
        Membership.objects.select_related("user", "shop")
        .filter(shop_id=membership.shop_id, pk=member_id)
        .first()
    )
    if found is None:
        raise NotFound()
    return found


def member_to_manage(*, membership: Membership, member_id: int) -> Membership:
    """A colleague whose place in the shop the person may change."""
    member = member_for_person(membership=membership, member_id=member_id)
    require(membership, "people.manage")
    return member


def member_to_reset(*, membership: Membership, member_id: int) -> Membership:
    """A colleague for whom the person may issue a reset link.

    Whoever holds such a link can become its owner, so it must lift nobody up and open no other
    shop: not for the same or a higher role (owners may), not for somebody who also works in a
    shop that the person does not own, not for the operator of the installation.
    """
    require(membership, "people.reset_password")
    member = member_for_person(membership=membership, member_id=member_id)
    if member.user_id == membership.user_id and membership.role == Role.OWNER:
        return member
    if not may_reset_password_of(membership.role, member.role):
        raise ResetAboveRank(role=Role(member.role).label)
    owned = active_memberships(membership.user_id).filter(role=Role.OWNER).values("shop_id")
    elsewhere = (
        active_memberships(member.user_id)
        .exclude(shop_id=membership.shop_id)
        .exclude(shop_id__in=owned)
    )
    if member.user.is_superuser or member.user.is_staff or elsewhere.exists():
        raise ResetBeyondShop(name=member.user.shown_name)
    return member


def invitation_for_person(*, membership: Membership, invitation_id: int) -> Invitation:
    """An invitation of the same shop, for whoever may manage its people."""
    found = Invitation.objects.filter(shop_id=membership.shop_id, pk=invitation_id).first()
    if found is None:
        raise NotFound()
    require(membership, "people.manage")
    return found


def rule_named(name: str) -> PolicyRule:
    """The rule of a name that came from outside, or NotFound."""
    found = registered_rules().get(name)
    if found is None:
        raise NotFound()
    return found


def policy_version(*, membership: Membership, name: str, version: str) -> Policy | None:
    """A version of a rule of the same shop; None for "0", the preset."""
    if version == "0":
        return None
    is_number = version.isdecimal() and len(version) < 19
    rows = Policy.objects.filter(shop_id=membership.shop_id, name=name)
    found = rows.filter(pk=int(version)).first() if is_number else None
    if found is None:
        raise NotFound()
    return found


def entry_with_words(*, membership: Membership, entry_id: str) -> AuditEntry:
    """An entry of the same shop that hides words, for whoever may open them."""
    is_number = entry_id.isdecimal() and len(entry_id) < 19
    rows = AuditEntry.objects.filter(shop_id=membership.shop_id)
    found = rows.filter(pk=int(entry_id)).first() if is_number else None
    if found is None or not hidden_words(found):
        raise NotFound()
    require(membership, "audit.open_words")
    return found


def token_for_call(word: str) -> ApiToken:
    """The token behind a word from a request, with shop and member; or why it opens nothing."""
    token = token_behind(hash_of(word)) if is_whole(word) else None
    if token is None:
        raise TokenWrong()
    if token.revoked_at is not None:
        raise TokenRevoked(name=token.name)
    if token.is_over:
        raise TokenOver(name=token.name)
    if not token.member.is_active or not token.member.user.is_active:
        raise TokenWithoutMember(name=token.name, member=token.member.user.shown_name)
    return token


def require_scope(token: ApiToken, scope: str) -> None:
    """Pass, or ScopeMissing with its name; and never more than the member may do."""
    if scope not in token.scopes:
        raise ScopeMissing(scope=scope, label=SCOPES[scope])
    if scope in RIGHT_BEHIND:
        require(token.member, RIGHT_BEHIND[scope])


def token_of_shop(*, membership: Membership, token_id: int) -> ApiToken:
    """A token of the same shop, for whoever may manage them."""
    found = ApiToken.objects.filter(shop_id=membership.shop_id, pk=token_id).first()
    if found is None:
        raise NotFound()
    require(membership, "api.manage")
    return found


def source_of_shop(*, membership: Membership, source_id: int) -> OrderSource:
    """A source in use of the same shop, for whoever may manage them."""
    found = OrderSource.objects.filter(
        shop_id=membership.shop_id, pk=source_id, revoked_at__isnull=True
    ).first()
    if found is None:
        raise NotFound()
    require(membership, "api.manage")
    return found


def source_for_call(key: str) -> OrderSource:
    """The source that an address names, in use; SourceUnknown."""
    source = source_behind(key) if key.isascii() and key.isprintable() else None
    if source is None:
        raise SourceUnknown()
    return source
