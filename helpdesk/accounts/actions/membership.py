"""Opening a shop, and who is in it."""

from datetime import time

from django.db import transaction
from django.db.models import F

from helpdesk.accounts.actions.reset_links import void_links
from helpdesk.accounts.actions.withdrawing import withdraw_all_of
from helpdesk.accounts.audit import record
from helpdesk.accounts.errors import LastOwner
from helpdesk.accounts.models import Installation, Membership, Role, Shop, User
from helpdesk.accounts.queries.memberships import active_memberships
from helpdesk.kernel import clock
from helpdesk.kernel.locks import locked
from helpdesk.realtime.publish import close_sockets

REMOVED = 4403
"""Closing code: no longer a member of the shop."""

COME_BACK = 1012
"""Closing code: connect again, to be let in under the new role and name."""


@transaction.atomic
def create_shop(
    *,
    actor: User | None,
    name: str,
    slug: str,
    owner: User,
    time_zone: str = "Asia/Shanghai",
    business_day_cut: time = time(0, 0),
    is_demo: bool = False,
) -> Shop:
    """A new shop with its first owner."""
    shop = Shop(
        name=name,
        slug=slug,
        time_zone=time_zone,
        business_day_cut=business_day_cut,
        is_demo=is_demo,
    )
    shop.full_clean()
    shop.save(force_insert=True)
    Installation.objects.filter(opened_at=None).update(opened_at=clock.now())
    record(shop_id=shop.pk, actor=actor, verb="shop.created", target=shop, data={"target": name})
    add_member(actor=actor, shop=shop, user=owner, role=Role.OWNER)
    return shop


@transaction.atomic
def add_member(
    *, actor: User | None, shop: Shop, user: User, role: Role, alias: str = ""
) -> Membership:
    """Take a person in, or back in, with this role."""
    locked(Shop.objects.filter(pk=shop.pk)).get()
    member, is_new = Membership.objects.update_or_create(
        shop=shop,
        user=user,
        defaults={"role": Role(role), "alias": alias, "is_active": True},
        create_defaults={"role": Role(role), "alias": alias, "joined_at": clock.now()},
    )
    record(
        shop_id=shop.pk,
        actor=actor,
        verb="people.member_added",
        target=member,
        data={"target": user.shown_name, "role": str(Role(role).label)},
    )
    if not is_new:
        close_sockets(membership_id=member.pk, code=COME_BACK)
    return member


@transaction.atomic
def deactivate_member(*, actor: User | None, member: Membership) -> Membership:
    """Put a person out of the shop; their sockets close. LastOwner if nobody would be left.

    Someone who is in no other shop is signed out everywhere, and their open links are void.
    """
    locked(Shop.objects.filter(pk=member.shop_id)).get()
    row = Membership.objects.select_related("user").get(pk=member.pk)
    keep_an_owner(row)
    if Membership.objects.filter(pk=row.pk, is_active=True).update(is_active=False) == 0:
        return row
    row.is_active = False
    withdraw_all_of(actor=actor, shop_id=row.shop_id, issuer=row.user)
    if not active_memberships(row.user_id).exists():
        User.objects.filter(pk=row.user_id).update(auth_version=F("auth_version") + 1)
        void_links(user=row.user, at=clock.now())
    record(
        shop_id=row.shop_id,
        actor=actor,
        verb="people.member_deactivated",
        target=row,
        data={"target": row.user.shown_name},
    )
    close_sockets(membership_id=row.pk, code=REMOVED)
    return row


def keep_an_owner(member: Membership) -> None:
    """LastOwner if the shop would have none without this member; under the shop's lock."""
    owners = Membership.objects.filter(
        shop_id=member.shop_id, role=Role.OWNER, is_active=True, user__is_active=True
    )
    if member.role == Role.OWNER and not owners.exclude(pk=member.pk).exists():
        raise LastOwner(name=member.user.shown_name)
