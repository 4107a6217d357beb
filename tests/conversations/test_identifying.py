"""A visitor whom the shop's website signs for."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest

from conversations.actions import identifying
from conversations.actions.fitting_widget import renew_secret
from conversations.actions.identifying import identify_visitor
from conversations.actions.starting import start_conversation
from conversations.errors import CustomerHashWrong, CustomerLong, CustomerOld, CustomerWrong
from conversations.identity import Claim, signature
from conversations.models import Conversation, Customer, MergedVisitor
from conversations.queries.trail import ties_of
from conversations.speaker import buyer_of
from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.models import Buyer
from tests.cast import Cast, send
from tests.conversations.test_races import at_once


def claim_of(secret: str, number: str = "u-1", name: str = "林小鱼", life: int = 600) -> Claim:
    expires = int(time.time()) + life
    made = signature(secret, number=number, name=name, expires=expires)
    return Claim(number=number, name=name, expires=expires, hash=made)


def secret_for(cast: Cast) -> str:
    return renew_secret(actor=cast.lan.user, shop_id=cast.shop.pk)


def visitor(cast: Cast, words: str = "") -> tuple[str, Conversation | None]:
    key = secrets.token_hex(8)
    if not words:
        return key, None
    thread = start_conversation(shop_id=cast.shop.pk, visitor_key=key)
    send(buyer_of(cast.shop.pk), thread, words)
    return key, thread


def told(cast: Cast) -> list[str]:
    entries = AuditEntry.objects.filter(shop=cast.shop, verb="visitor.identified")
    return [entry.data["how"] for entry in entries.order_by("pk")]


def test_the_first_time_the_visitors_buyer_becomes_the_customers(cast: Cast) -> None:
    claim = claim_of(secret_for(cast))
    key, thread = visitor(cast, "没登录时问的")
    assert thread is not None
    new = identify_visitor(shop_id=cast.shop.pk, visitor_key=key, claim=claim)
    assert new != key
    thread.refresh_from_db()
    buyer = Buyer.objects.get(shop=cast.shop, visitor_key=new)
    assert thread.buyer_id == buyer.pk and buyer.name == "林小鱼"
    assert not Buyer.objects.filter(visitor_key=key).exists(), "the old token opens nothing"
    assert identify_visitor(shop_id=cast.shop.pk, visitor_key=new, claim=claim) == new
    assert told(cast) == ["became"]


def test_somebody_new_without_a_word_said(cast: Cast) -> None:
    claim = claim_of(secret_for(cast))
    new = identify_visitor(shop_id=cast.shop.pk, visitor_key=visitor(cast)[0], claim=claim)
    assert Buyer.objects.get(shop=cast.shop, visitor_key=new).name == "林小鱼"
    assert not Conversation.objects.filter(shop=cast.shop).exists()


def test_the_thread_moves_to_a_customer_who_has_none(cast: Cast) -> None:
    claim = claim_of(secret_for(cast))
    own = identify_visitor(shop_id=cast.shop.pk, visitor_key=visitor(cast)[0], claim=claim)
    key, thread = visitor(cast, "另一台电脑上问的")
    assert thread is not None
    assert identify_visitor(shop_id=cast.shop.pk, visitor_key=key, claim=claim) == own
    thread.refresh_from_db()
    assert thread.buyer.visitor_key == own
    assert told(cast) == ["moved"]


def test_two_threads_stay_and_lead_to_each_other(cast: Cast) -> None:
    claim = claim_of(secret_for(cast))
    first_key, first = visitor(cast, "会员问的")
    own = identify_visitor(shop_id=cast.shop.pk, visitor_key=first_key, claim=claim)
    key, second = visitor(cast, "没登录问的")
    assert first is not None and second is not None
    assert identify_visitor(shop_id=cast.shop.pk, visitor_key=key, claim=claim) == own
    assert identify_visitor(shop_id=cast.shop.pk, visitor_key=key, claim=claim) == own
    assert MergedVisitor.objects.filter(shop=cast.shop).count() == 1
    assert told(cast) == ["became", "linked"]
    for one, other in ((first, second), (second, first)):
        one.refresh_from_db()
        assert [tie.pk for tie in ties_of(one)["ties"]] == [other.pk]
    assert second.last_text == "没登录问的"


def test_two_people_at_one_computer_never_share_a_thread(cast: Cast) -> None:
    secret = secret_for(cast)
    key, thread = visitor(cast, "甲问的")
    assert thread is not None
    first = identify_visitor(shop_id=cast.shop.pk, visitor_key=key, claim=claim_of(secret, "a"))
    for stale in (key, first):
        second = identify_visitor(
            shop_id=cast.shop.pk, visitor_key=stale, claim=claim_of(secret, "b", "乙")
        )
        assert second not in {key, first}
    thread.refresh_from_db()
    assert thread.buyer.visitor_key == first
    assert thread.buyer.name == "林小鱼"


@pytest.mark.parametrize("broken", ["hash", "name", "other shop", "no secret", "rotated"])
def test_a_forged_claim_is_refused_and_nothing_is_stored(cast: Cast, broken: str) -> None:
    secret = secret_for(cast)
    claim = claim_of(secret)
    if broken == "hash":
        claim = Claim(claim.number, claim.name, claim.expires, "é" * 64)
    elif broken == "name":
        claim = Claim(claim.number, "别人", claim.expires, claim.hash)
    elif broken == "rotated":
        secret_for(cast)
    shop = cast.other_shop if broken in {"other shop", "no secret"} else cast.shop
    if broken == "other shop":
        renew_secret(actor=cast.oleg.user, shop_id=shop.pk)
    with pytest.raises(CustomerHashWrong):
        identify_visitor(shop_id=shop.pk, visitor_key="k", claim=claim)
    assert not Customer.objects.filter(shop=shop).exists()


def test_old_long_and_odd_claims_say_what_is_wrong(cast: Cast) -> None:
    secret = secret_for(cast)
    wrong = [
        (claim_of(secret, life=-1), CustomerOld),
        (claim_of(secret, life=40 * 24 * 3600), CustomerLong),
        (claim_of(secret, number="a|b"), CustomerWrong),
        (claim_of(secret, number=""), CustomerWrong),
        (claim_of(secret, name="长" * 65), CustomerWrong),
        (claim_of(secret, name="换\n行"), CustomerWrong),
    ]
    for claim, kind in wrong:
        with pytest.raises(kind):
            identify_visitor(shop_id=cast.shop.pk, visitor_key="k", claim=claim)


def two_computers(cast: Cast, secret: str) -> list[object]:
    """A customer without a thread signs in at two computers at once, where both had asked."""
    claim = claim_of(secret, number=secrets.token_hex(4))
    identify_visitor(shop_id=cast.shop.pk, visitor_key=visitor(cast)[0], claim=claim)
    keys = [visitor(cast, words)[0] for words in ("左", "右")]
    return at_once(
        *(
            lambda key=key: identify_visitor(shop_id=cast.shop.pk, visitor_key=key, claim=claim)
            for key in keys
        )
    )


def test_two_at_once_end_at_one_buyer(real_cast: Cast) -> None:
    secret = secret_for(real_cast)
    for _ in range(6):
        results = two_computers(real_cast, secret)
        assert all(isinstance(one, str) for one in results), results
        assert len(set(results)) == 1
    assert sorted(told(real_cast)) == ["linked"] * 6 + ["moved"] * 6


def test_two_at_once_the_very_first_time(real_cast: Cast) -> None:
    claim = claim_of(secret_for(real_cast))
    keys = [visitor(real_cast, words)[0] for words in ("左", "右")]
    shop = real_cast.shop.pk
    results = at_once(
        lambda: identify_visitor(shop_id=shop, visitor_key=keys[0], claim=claim),
        lambda: identify_visitor(shop_id=shop, visitor_key=keys[1], claim=claim),
    )
    assert len(set(results)) == 1
    assert sorted(told(real_cast)) == ["became", "linked"]


@contextmanager
def lock_off() -> Iterator[None]:
    with patch.object(identifying, "locked", lambda rows: rows):
        yield


def test_without_the_lock_two_at_once_fail(real_cast: Cast) -> None:
    """Proof that the race above is one: both find that the customer has no thread yet."""
    secret = secret_for(real_cast)
    with lock_off():
        outcomes = [two_computers(real_cast, secret) for _ in range(15)]
    assert any(isinstance(one, Exception) for results in outcomes for one in results)
