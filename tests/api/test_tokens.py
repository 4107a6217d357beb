"""Tokens: made once, refused with the reason, and never more than the member they act for."""

from datetime import timedelta

import pytest
from django.test import Client

from helpdesk.accounts.actions.api_tokens import make_api_token, revoke_api_token
from helpdesk.accounts.actions.membership import deactivate_member
from helpdesk.accounts.api_errors import TokenDays, TokenNameless, TokenWithoutScope
from helpdesk.accounts.api_token_word import hash_of, is_whole, new_word
from helpdesk.accounts.models import ApiToken, AuditEntry
from helpdesk.accounts.queries.api_access import tokens_of
from helpdesk.kernel import clock
from tests.api.conftest import Program, program_of
from tests.cast import Cast

FORM = {"name": "ERP", "days": "30", "scopes": ["orders:read", "orders:write"]}


def signed_in(cast: Cast, who: str) -> Client:
    browser = Client()
    browser.force_login(getattr(cast, who).user)
    return browser


def test_the_owner_sees_the_token_once(cast: Cast) -> None:
    lan = signed_in(cast, "lan")
    answer = lan.post("/settings/api/tokens/", FORM | {"member": cast.mei.pk})
    word = answer.context["shown"]["value"]
    assert word.startswith("hdk_") and "no-store" in answer["Cache-Control"]
    token = ApiToken.objects.get(shop=cast.shop)
    assert token.hash == hash_of(word) and word not in str(vars(token))
    assert (token.member, token.scopes) == (cast.mei, ["orders:read", "orders:write"])
    page = lan.get("/settings/api/").content.decode()
    assert word not in page and token.beginning in page
    entry = AuditEntry.objects.get(shop=cast.shop, verb="api.token_made")
    assert word not in str(entry.data)
    assert Program(token, word).get("orders/").status_code == 200


@pytest.mark.parametrize("who", ["mei", "qin"])
def test_only_the_owner_makes_tokens(cast: Cast, who: str) -> None:
    browser = signed_in(cast, who)
    assert browser.get("/settings/api/").status_code == 403
    answer = browser.post("/settings/api/tokens/", FORM | {"member": cast.mei.pk})
    assert answer.status_code == 403
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [({"name": ""}, "name"), ({"scopes": []}, "scopes"), ({"days": "9"}, "days")],
)
def test_a_form_that_says_too_little_is_told_in_place(
    cast: Cast, change: dict[str, object], field: str
) -> None:
    answer = signed_in(cast, "lan").post(
        "/settings/api/tokens/", FORM | {"member": cast.lan.pk} | change
    )
    assert answer.status_code == 400
    assert list(answer.context["token_form"].errors) == [field]


def test_no_token_for_somebody_of_another_shop(cast: Cast) -> None:
    answer = signed_in(cast, "lan").post("/settings/api/tokens/", FORM | {"member": cast.oleg.pk})
    assert answer.status_code == 400
    assert not ApiToken.objects.exists()


def test_the_action_refuses_too(cast: Cast) -> None:
    given = {"actor": cast.lan.user, "member": cast.lan}
    with pytest.raises(TokenNameless):
        make_api_token(**given, name=" ", scopes=["orders:read"])
    with pytest.raises(TokenWithoutScope):
        make_api_token(**given, name="ERP", scopes=["everything"])
    with pytest.raises(TokenDays):
        make_api_token(**given, name="ERP", scopes=["orders:read"], days=0)


def test_revoking_asks_and_then_it_opens_nothing(cast: Cast, erp: Program) -> None:
    assert erp.token is not None
    lan, address = signed_in(cast, "lan"), f"/settings/api/tokens/{erp.token.pk}/revoke/"
    assert "ERP" in lan.get(address).content.decode()
    assert erp.get("orders/").status_code == 200
    assert lan.post(address).status_code == 302
    answer = erp.get("orders/")
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "token_revoked"
    assert answer["WWW-Authenticate"].startswith("Bearer")
    revoke_api_token(actor=cast.lan.user, token=erp.token)
    assert AuditEntry.objects.filter(verb="api.token_revoked").count() == 1


def test_an_expired_one_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    program = program_of(cast.lan, days=1)
    assert program.get("shop/").status_code == 200
    later = clock.now() + timedelta(days=1, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert program.get("shop/").json()["error"]["code"] == "token_expired"


def test_it_dies_with_its_member(cast: Cast) -> None:
    program = program_of(cast.mei, owner=cast.lan)
    deactivate_member(actor=cast.lan.user, member=cast.mei)
    answer = program.get("shop/")
    assert answer.status_code == 401 and answer.json()["error"]["code"] == "token_member_out"


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "token_missing"),
        ("Basic abc", "token_missing"),
        ("Bearer ", "token_missing"),
        ("Bearer nonsense", "token_wrong"),
        ("Bearer hdk_" + "a" * 51, "token_wrong"),
        ("Bearer \x00", "token_wrong"),
    ],
)
def test_what_is_no_token(db: None, header: str, code: str) -> None:
    answer = Program().get("shop/", Authorization=header)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, code)


def test_a_session_opens_nothing(cast: Cast) -> None:
    assert signed_in(cast, "lan").get("/api/v1/orders/").status_code == 401


def test_a_word_cut_short_is_known_without_asking(
    db: None, django_assert_num_queries: object
) -> None:
    assert is_whole(new_word()) and not is_whole(new_word()[:-1])
    with django_assert_num_queries(0):  # type: ignore[operator]
        Program().get("shop/", Authorization=f"Bearer {new_word()[:-1]}")


def test_last_use_is_noted_to_the_minute(cast: Cast, erp: Program) -> None:
    assert erp.token is not None
    erp.get("shop/")
    erp.token.refresh_from_db()
    first = erp.token.last_used_at
    assert first is not None
    erp.get("shop/")
    erp.token.refresh_from_db()
    assert erp.token.last_used_at == first


def test_english_for_whoever_asks(erp: Program) -> None:
    said = erp.get("orders/none/", Accept_Language="en")
    assert said["Content-Language"] == "en"
    assert said.json()["error"]["message"].isascii()
    assert not erp.get("orders/none/").json()["error"]["message"].isascii()


def test_no_token_in_use_is_hidden_by_those_that_were_revoked(cast: Cast) -> None:
    """An owner sees what may still read the shop, however often it changed its tokens since."""
    rows = [
        ApiToken(
            shop=cast.shop,
            member=cast.lan,
            name=f"ERP {number}",
            hash=f"{number:064}",
            beginning="x",
            scopes=[],
            made_by=cast.lan.user,
            made_at=clock.now(),
            revoked_at=clock.now() if number else None,
        )
        for number in range(250)
    ]
    ApiToken.objects.bulk_create(rows)
    shown = tokens_of(cast.shop.pk)
    assert shown[0].name == "ERP 0"
    assert [one.name for one in shown[1:3]] == ["ERP 249", "ERP 248"]
