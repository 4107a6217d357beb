"""The operator opens a shop from the shell; its owner comes in by a link."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from helpdesk.accounts.models import AuditEntry, Membership, Shop, User


def open_shop(*argv: str) -> str:
    out = StringIO()
    call_command("open_shop", *argv, stdout=out)
    return out.getvalue()


def test_the_owner_comes_in_by_the_printed_link(db: None, client: Client) -> None:
    said = open_shop("小满", "xiaoman-new", "lan-new", "--owner-name", "兰姐")
    path = re.search(r"/password/reset/\S+", said)
    assert path is not None, said
    form = {"new_password1": "rice-and-tea-9", "new_password2": "rice-and-tea-9"}
    assert client.post(path.group(), form).status_code == 302
    signed_in = client.post("/sign-in/", {"username": "lan-new", "password": "rice-and-tea-9"})
    assert signed_in["Location"] == "/desk/"
    member = Membership.objects.get(shop__slug="xiaoman-new")
    assert (member.role, member.user.display_name) == ("owner", "兰姐")
    assert AuditEntry.objects.filter(shop=member.shop, verb="shop.created").exists()
    assert client.get("/chat/xiaoman-new/").status_code == 200


@pytest.mark.parametrize(
    "argv",
    [
        ("小满", "taken", "someone-else"),
        ("小满", "not a slug", "someone-else"),
        ("小满", "fresh", "lan-new"),
        ("小满", "fresh", "someone-else", "--time-zone", "Mars/Olympus"),
    ],
)
def test_a_wrong_word_leaves_nothing_behind(db: None, argv: tuple[str, ...]) -> None:
    open_shop("小满", "taken", "lan-new")
    shops, people = Shop.objects.count(), User.objects.count()
    with pytest.raises(CommandError):
        open_shop(*argv)
    assert (Shop.objects.count(), User.objects.count()) == (shops, people)
