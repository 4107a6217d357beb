"""What colleagues learn about a buyer: versions, tips, and two who write at once."""

import pytest
from django.test import Client

from helpdesk.accounts.models import AuditEntry, Membership
from helpdesk.commerce.actions.profiling import set_profile
from helpdesk.commerce.errors import (
    BuyerNotFound,
    ProfileChangedMeanwhile,
    ProfileNoteTooLong,
    ProfileWordUnknown,
)
from helpdesk.commerce.models import BuyerProfile, BuyerType, Temperament
from helpdesk.commerce.queries.profiles import profile_panel
from helpdesk.commerce.tone_tips import BY_TEMPERAMENT, BY_TYPE
from tests.cast import PASSWORD, Cast


def put(member: Membership, buyer: int, seen: int = 0, **more: str) -> BuyerProfile:
    said = {"kind": "support", "temperament": "brisk", "note": "上次夸过包装", **more}
    return set_profile(actor=member, buyer_id=buyer, seen=seen, **said)


def test_it_is_the_buyers_and_has_a_history(cast: Cast) -> None:
    buyer = cast.thread().buyer_id
    put(cast.mei, buyer)
    put(cast.tom, buyer, seen=1, note="喜欢直接说")
    shown = profile_panel(shop_id=cast.shop.pk, buyer_id=buyer)
    assert (shown["version"], shown["kind_label"], shown["temperament_label"]) == (
        2,
        "支持型",
        "爽快果断",
    )
    assert shown["tips"][0].startswith("先说结论，再说时间")
    assert [(one["who"], one["note"]) for one in shown["history"]] == [
        ("汤姆", "喜欢直接说"),
        ("小梅", "上次夸过包装"),
    ]
    assert AuditEntry.objects.filter(verb="buyer.profiled", shop=cast.shop).count() == 2


def test_the_same_again_is_no_version(cast: Cast) -> None:
    buyer = cast.thread().buyer_id
    put(cast.mei, buyer)
    assert put(cast.tom, buyer).version == 1


def test_a_colleague_was_quicker(cast: Cast) -> None:
    buyer = cast.thread().buyer_id
    put(cast.mei, buyer)
    with pytest.raises(ProfileChangedMeanwhile):
        put(cast.tom, buyer, note="我的看法")
    assert BuyerProfile.objects.filter(buyer_id=buyer).count() == 1


def test_what_does_not_fit(cast: Cast) -> None:
    buyer = cast.thread().buyer_id
    with pytest.raises(ProfileWordUnknown):
        put(cast.mei, buyer, kind="貔貅")
    with pytest.raises(ProfileNoteTooLong, match="500"):
        put(cast.mei, buyer, note="字" * 501)
    with pytest.raises(BuyerNotFound):
        put(cast.oleg, buyer)


def test_every_word_has_its_tip() -> None:
    assert set(BY_TYPE) == set(BuyerType.values)
    assert set(BY_TEMPERAMENT) == set(Temperament.values)


def test_from_the_panel(cast: Cast) -> None:
    thread = cast.thread()
    browser = Client()
    browser.login(username=cast.mei.user.username, password=PASSWORD)
    said = {"kind": "complaint", "temperament": "careful", "note": "", "seen": "0"}
    answer = browser.post(f"/buyers/{thread.buyer_id}/profile/", said)
    assert answer.json() == {"version": 1}
    page = browser.get(f"/desk/{thread.pk}/panel/").content.decode()
    assert "投诉型" in page and "每点有依据" in page
    late = browser.post(
        f"/buyers/{thread.buyer_id}/profile/",
        {**said, "note": "晚了"},
        headers={"Accept": "application/json"},
    )
    assert late.status_code == 409
