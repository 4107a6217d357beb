"""How a person wants to be called: kept for them alone, whole or not at all."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from helpdesk.accounts.models import Attention, Membership
from helpdesk.accounts.queries.attention import attention_of
from tests.cast import Cast

SignedIn = Callable[[Membership], Client]
ADDRESS = "/preferences/attention/"
JSON = {"Accept": "application/json"}


def test_who_chose_nothing_hears_everything_and_shows_no_words(cast: Cast) -> None:
    choices = attention_of(cast.mei.user_id)
    assert (choices.volume, choices.sound_new, choices.title_count) == (60, True, True)
    assert (choices.notify, choices.notify_words) == (False, False)
    assert not Attention.objects.exists()


def test_choices_are_one_persons_and_the_desk_begins_with_them(
    cast: Cast, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.mei)
    chosen = {"volume": "35", "sound_late": "on", "notify": "on", "icon_mark": "on"}
    assert browser.post(ADDRESS, chosen, headers=JSON).status_code == 204
    mine = attention_of(cast.mei.user_id)
    assert (mine.volume, mine.sound_late, mine.sound_new, mine.notify) == (35, True, False, True)
    assert attention_of(cast.tom.user_id).volume == 60
    shown = browser.get(ADDRESS).content.decode()
    assert 'value="35"' in shown
    page = browser.get("/desk/").context["config"]
    assert page["attention"]["choices"]["volume"] == 35
    assert browser.post(ADDRESS, {"volume": "0"}).status_code == 302
    assert Attention.objects.get().volume == 0


@pytest.mark.parametrize("volume", ["-1", "101", "loud", ""])
def test_a_volume_that_does_not_exist_changes_nothing(
    cast: Cast, signed_in: SignedIn, volume: str
) -> None:
    answer = signed_in(cast.mei).post(ADDRESS, {"volume": volume}, headers=JSON)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "preference_unknown")
    assert not Attention.objects.exists()


def test_the_database_holds_the_bounds_too(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Attention.objects.create(user_id=cast.mei.user_id, volume=101)


def test_nobody_has_none(client: Client, db: None) -> None:
    assert client.post(ADDRESS, {"volume": "5"}, headers=JSON).status_code == 401
    assert client.get(ADDRESS).status_code == 302
