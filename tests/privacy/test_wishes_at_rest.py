"""What buyers want changed about addresses is sealed, sealed anew with a new key, and forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command

from conversations.actions.sealing_wishes import forget_wishes, outdated_wishes
from conversations.card_wishes import opened_wish
from conversations.models import Card
from helpdesk.kernel import clock
from helpdesk.kernel.keyring import keys_from
from helpdesk.kernel.sealing import Unreadable
from tests.cast import Cast
from tests.conversations.carded import CHANGE, ask, card, ordered, say
from tests.conversations.test_panel import panel_of

OLD, NEW = "0a" * 32, "0b" * 32


def wished(cast: Cast) -> tuple[Any, Card]:
    thread = cast.thread()
    sent = ask(cast.mei, thread, ordered(cast, thread))
    say(thread, sent.seq, "change")
    return thread, card(thread, sent.seq)


def test_a_wish_moved_to_another_card_does_not_open(cast: Cast) -> None:
    _, one = wished(cast)
    thread, other = wished(cast)
    Card.objects.filter(shop_id=other.shop_id, conversation_id=thread.pk, seq=other.seq).update(
        wish_sealed=one.wish_sealed
    )
    with pytest.raises(Unreadable):
        opened_wish(card(thread, other.seq))
    assert "打不开" in panel_of(thread, cast.mei)


def test_a_new_key_takes_over(cast: Cast, settings: Any) -> None:
    settings.PERSONAL_DATA_KEYS = keys_from("K", OLD)
    thread, one = wished(cast)
    settings.PERSONAL_DATA_KEYS = keys_from("K", f"{NEW},{OLD}")
    assert outdated_wishes().filter(shop_id=one.shop_id).count() == 1
    call_command("rotate_personal_data_keys")
    settings.PERSONAL_DATA_KEYS = keys_from("K", NEW)
    assert opened_wish(card(thread, one.seq)) == CHANGE
    assert not outdated_wishes().filter(shop_id=one.shop_id).exists()


def test_old_wishes_are_forgotten_seen_to_or_not(cast: Cast) -> None:
    thread, one = wished(cast)
    assert forget_wishes(shop_id=cast.shop.pk, before=clock.now() - timedelta(days=1)) == 0
    assert forget_wishes(shop_id=cast.other_shop.pk, before=clock.now() + timedelta(days=1)) == 0
    assert forget_wishes(shop_id=cast.shop.pk, before=clock.now() + timedelta(days=1)) == 1
    assert card(thread, one.seq).wish_sealed is None
