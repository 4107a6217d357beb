"""A thread carries its buyer's name, kept by the database whoever writes it."""

import pytest

from conversations.models import Conversation
from helpdesk.commerce.models import Buyer, Platform
from tests.cast import Cast


def copied(thread: Conversation) -> tuple[str, str]:
    thread.refresh_from_db()
    return thread.buyer_name, thread.buyer_platform


@pytest.mark.django_db
def test_a_thread_has_its_buyers_name(cast: Cast) -> None:
    thread = cast.thread("在吗")
    buyer = thread.buyer
    assert copied(thread) == (buyer.name, buyer.platform)
    Buyer.objects.filter(pk=buyer.pk).update(name="小王", platform=Platform.JD)
    assert copied(thread) == ("小王", "jd")
    # A whole row written back from a stale copy changes nothing.
    thread.buyer_name = "老名字"
    thread.save()
    assert copied(thread) == ("小王", "jd")
    other = Buyer.objects.create(
        shop=cast.shop, name="老李", platform=Platform.WEB, first_seen=thread.last_at
    )
    thread.buyer = other
    thread.save(update_fields=["buyer"])
    assert copied(thread) == ("老李", "web")
