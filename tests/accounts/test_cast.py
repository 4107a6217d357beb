"""The cast that every test begins with is what the product's own actions would have made."""

from typing import Any

from django.contrib.auth.hashers import check_password

from helpdesk.accounts.actions.membership import add_member, create_shop
from helpdesk.accounts.actions.registering import register_user
from helpdesk.accounts.models import AuditEntry, Installation, Membership, Role, Shop, User
from tests.cast import PASSWORD, Cast, gather

OF_THE_ROW = {"id", "username", "slug", "password", "at", "created_at", "joined_at", "date_joined"}


def by_actions() -> Cast:
    """Lan opens her shop and takes three people in; Oleg opens another."""

    def person(name: str, shown: str) -> User:
        return register_user(username=f"{name}-acting", display_name=shown, password=PASSWORD)

    def taken_in(name: str, shown: str, role: Role) -> Membership:
        return add_member(actor=lan, shop=shop, user=person(name, shown), role=role)

    lan = person("lan", "兰姐")
    shop = create_shop(actor=lan, name="小满", slug="xiaoman-acting", owner=lan)
    mei = taken_in("mei", "小梅", Role.AGENT)
    tom = taken_in("tom", "汤姆", Role.AGENT)
    qin = taken_in("qin", "秦越", Role.SUPERVISOR)
    oleg = person("oleg", "Oleg")
    other = create_shop(actor=oleg, name="别家", slug="other-acting", owner=oleg)
    first = {
        shop: Membership.objects.get(shop=shop, user=shop_owner)
        for shop, shop_owner in ((shop, lan), (other, oleg))
    }
    return Cast(shop, first[shop], qin, mei, tom, other, first[other])


def rows_of(cast: Cast) -> list[dict[str, Any]]:
    """All that the database holds of them, with numbers counted from the first of each kind."""
    shops = Shop.objects.filter(pk__in=[cast.shop.pk, cast.other_shop.pk])
    members = Membership.objects.filter(shop__in=shops)
    users = User.objects.filter(memberships__in=members)
    entries = AuditEntry.objects.filter(shop__in=shops)
    first = {
        "shop_id": cast.shop.pk,
        "user_id": cast.lan.user_id,
        "actor_id": cast.lan.user_id,
        "shop": cast.shop.pk,
        "membership": cast.lan.pk,
    }
    rows: list[dict[str, Any]] = []
    for one in (
        *shops.order_by("pk"),
        *users.order_by("pk"),
        *members.order_by("pk"),
        *entries.order_by("pk"),
    ):
        row = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}
        if isinstance(one, AuditEntry):
            row["target_id"] = int(row["target_id"]) - first[row["target_type"]]
        rows.append(
            {
                name: value - first[name] if name in first else value
                for name, value in row.items()
                if name not in OF_THE_ROW
            }
        )
    return rows


def test_the_cast_is_what_the_actions_would_have_made(db: None) -> None:
    quick, acted = gather(), by_actions()
    assert rows_of(quick) == rows_of(acted)
    for member in (quick.lan, quick.qin, quick.mei, quick.tom, quick.oleg):
        assert check_password(PASSWORD, member.user.password)
        stored = Membership.objects.select_related("user", "shop").get(pk=member.pk)
        assert (stored, stored.user, stored.shop) == (member, member.user, member.shop)
    assert Installation.objects.get().opened_at is not None
