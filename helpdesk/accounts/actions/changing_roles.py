"""What a member is in the shop: role and public name, back in, and the shop handed over."""

from django.db import transaction

from helpdesk.accounts.actions.guarding import forget_failures, reserve_attempt
from helpdesk.accounts.actions.membership import COME_BACK, keep_an_owner
from helpdesk.accounts.actions.withdrawing import withdraw_all_of
from helpdesk.accounts.audit import record
from helpdesk.accounts.errors import (
    MemberInactive,
    NotToTransferTo,
    PermissionRefused,
    WrongPassword,
)
from helpdesk.accounts.models import Membership, Role, Shop, User
from helpdesk.accounts.permissions import PERMISSIONS
from helpdesk.kernel.locks import locked
from helpdesk.realtime.publish import close_sockets


@transaction.atomic
def change_member(*, actor: User, member: Membership, role: Role, alias: str) -> Membership:
    """Another role or public name; their sockets come back under it. LastOwner, MemberInactive."""
    row = _held(member)
    if not row.is_active:
        raise MemberInactive(name=row.user.shown_name)
    if row.role != role:
        _give_role(actor=actor, row=row, role=role)
    if row.alias != alias:
        Membership.objects.filter(pk=row.pk).update(alias=alias)
        row.alias = alias
        record(
            shop_id=row.shop_id,
            actor=actor,
            verb="people.alias_changed",
            target=row,
            data={"target": row.user.shown_name, "alias": row.public_name},
        )
        close_sockets(membership_id=row.pk, code=COME_BACK)
    return row


@transaction.atomic
def restore_member(*, actor: User, member: Membership, role: Role, alias: str) -> Membership:
    """Take somebody back in who was put out; twice is once."""
    row = _held(member)
    if row.is_active:
        return row
    Membership.objects.filter(pk=row.pk).update(is_active=True, role=role, alias=alias)
    row.is_active, row.role, row.alias = True, role, alias
    record(
        shop_id=row.shop_id,
        actor=actor,
        verb="people.member_restored",
        target=row,
        data={"target": row.user.shown_name, "role": str(Role(role).label)},
    )
    return row


def transfer_ownership(*, owner: Membership, heir: Membership, password: str, address: str) -> None:
    """Make a colleague the owner and oneself a supervisor, in one step.

    The password is asked once more, under the same guard as at the door: WrongPassword,
    SignInBlocked. NotToTransferTo for somebody who is out, or is an owner already.
    """
    reserve_attempt(username=owner.user.username, address=address)
    if not owner.user.check_password(password):
        raise WrongPassword()
    with transaction.atomic():
        forget_failures(username=owner.user.username)
        giver, taker = _held(owner), Membership.objects.select_related("user").get(pk=heir.pk)
        if not (giver.is_active and giver.role == Role.OWNER):
            raise PermissionRefused(
                right=PERMISSIONS["people.manage"].label,
                who=Role.OWNER.label,
                role=Role(giver.role).label,
            )
        is_in = taker.is_active and taker.user.is_active and taker.shop_id == giver.shop_id
        if not is_in or taker.role == Role.OWNER:
            raise NotToTransferTo(name=taker.user.shown_name)
        record(
            shop_id=giver.shop_id,
            actor=giver.user,
            verb="shop.transferred",
            target=taker,
            data={"target": taker.user.shown_name, "from": giver.pk},
        )
        _give_role(actor=giver.user, row=taker, role=Role.OWNER)
        _give_role(actor=giver.user, row=giver, role=Role.SUPERVISOR)


def _held(member: Membership) -> Membership:
    """The member as they are now, under the shop's lock."""
    locked(Shop.objects.filter(pk=member.shop_id)).get()
    return Membership.objects.select_related("user", "shop").get(pk=member.pk)


def _give_role(*, actor: User, row: Membership, role: Role) -> None:
    keep_an_owner(row)
    before = Role(row.role)
    Membership.objects.filter(pk=row.pk).update(role=role)
    row.role = role
    if before == Role.OWNER:
        withdraw_all_of(actor=actor, shop_id=row.shop_id, issuer=row.user)
    record(
        shop_id=row.shop_id,
        actor=actor,
        verb="people.role_changed",
        target=row,
        data={
            "target": row.user.shown_name,
            "before": str(before.label),
            "role": str(Role(role).label),
        },
    )
    close_sockets(membership_id=row.pk, code=COME_BACK)
