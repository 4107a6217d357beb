"""The shop's name and clock."""

from collections.abc import Callable

import pytest
from django.test import Client

from helpdesk.accounts.models import AuditEntry, Membership
from tests.cast import Cast

SignedIn = Callable[[Membership], Client]
FORM = {"name": "小满女装", "time_zone": "Asia/Urumqi", "business_day_cut": "04:00"}


def test_the_owner_changes_name_and_clock(cast: Cast, signed_in: SignedIn, client: Client) -> None:
    browser = signed_in(cast.lan)
    answer = browser.post("/settings/shop/", FORM)
    assert answer["Location"] == "/settings/shop/?saved=1"
    cast.shop.refresh_from_db()
    assert (cast.shop.name, cast.shop.time_zone) == ("小满女装", "Asia/Urumqi")
    assert f"{cast.shop.business_day_cut:%H:%M}" == "04:00"
    assert "小满女装" in client.get(f"/chat/{cast.shop.slug}/").content.decode()
    entry = AuditEntry.objects.get(verb="shop.profile_changed", shop=cast.shop)
    assert entry.data["target"] == "店名是「小满女装」，时区是 Asia/Urumqi，一天到 04:00 算完"
    assert entry.data["before"]["name"] == "小满"


def test_what_stays_the_same_is_not_recorded(cast: Cast, signed_in: SignedIn) -> None:
    form = {"name": "小满", "time_zone": "Asia/Shanghai", "business_day_cut": "00:00"}
    signed_in(cast.lan).post("/settings/shop/", form)
    assert not AuditEntry.objects.filter(verb="shop.profile_changed").exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "店" * 81}, "name"),
        ({"time_zone": "Moon/Tycho"}, "time_zone"),
        ({"business_day_cut": "25:00"}, "business_day_cut"),
    ],
)
def test_what_does_not_fit_is_said_in_place(
    cast: Cast, signed_in: SignedIn, wrong: dict[str, str], field: str
) -> None:
    answer = signed_in(cast.lan).post("/settings/shop/", FORM | wrong)
    assert answer.status_code == 400 and answer.context["form"].errors.keys() == {field}
    cast.shop.refresh_from_db()
    assert cast.shop.name == "小满"


def test_a_supervisor_looks_only(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.qin)
    assert "要改，请店长来" in browser.get("/settings/shop/").content.decode()
    assert browser.post("/settings/shop/", FORM).status_code == 403
    assert signed_in(cast.mei).get("/settings/shop/").status_code == 403
