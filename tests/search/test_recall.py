"""The search finds exactly what LIKE finds, on each of its ways, page by page, in one order."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from conversations.models import SearchRow
from conversations.queries import searching
from conversations.queries.searching import Found, find_entries
from conversations.search.asked import Asked
from conversations.search.places import Place
from conversations.search.words import normalised, terms_of, tokens_of
from tests.cast import Cast, gather
from tests.search.saying import talk

KEPT: dict[str, Any] = {}
"""What the module's shop holds: its cast, and all words that were said, normalised, by key."""


@pytest.fixture(scope="module", autouse=True)
def shop(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """One shop with 600 entries, another with the same words; gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = gather()
        for owner in (cast.mei, cast.oleg):
            talk(shop_id=owner.shop_id, owner_id=owner.pk, threads=60, each=10)
        rows = SearchRow.objects.filter(shop_id=cast.shop.pk)
        KEPT.update(cast=cast, said={(r.conversation_id, r.seq): r.words for r in rows})
        yield
        transaction.set_rollback(True)


def every_page(asked: Asked, *, length: int = 7) -> list[Found]:
    cast: Cast = KEPT["cast"]
    pages: list[Found] = []
    after: Place | None = None
    while not pages or after is not None:
        pages.append(find_entries(shop_id=cast.shop.pk, asked=asked, after=after, length=length))
        after = pages[-1].following
    return pages


def assert_exact(terms: list[str]) -> None:
    """Nothing missing, nothing else, nothing twice, newest first."""
    pages = every_page(Asked(terms=terms), length=50)
    found = [key for page in pages for key in page.keys]
    truth = {key for key, words in KEPT["said"].items() if all(term in words for term in terms)}
    assert {(key.conversation_id, key.seq) for key in found} == truth
    assert len(found) == len(truth)
    assert [key.place for key in found] == sorted((key.place for key in found), reverse=True)
    if pages[0].total is not None:
        assert pages[0].total == len(truth)


CLASSES = {
    "one character": "款",
    "one latin letter": "ａ",
    "two": "退款",
    "four": "什么时候",
    "over two words": "款什",
    "inside a number": "0339855",
    "two digits": "12",
    "the whole number": "4471203398557120",
    "Latin and Chinese": "iphone退",
    "half and full width": "wx-3021",
    "an emoji": "😀",
    "an emoji of several": "👩\u200d👧退",
    "without what nobody sees": "❤️",
    "punctuation": "？？",
    "signs of LIKE": "100%",
    "signs of LIKE that stand for any": "a_b",
    "a backslash": "\\n",
    "all of some words": "退款 快递",
    "nowhere": "量子力学",
    "nowhere, though its parts are": "退款款款款",
}


@pytest.mark.parametrize("most", [1000, 3], ids=["from the index", "from the newest back"])
@pytest.mark.parametrize("typed", CLASSES.values(), ids=CLASSES.keys())
def test_every_class_of_words_is_found_exactly(typed: str, most: int) -> None:
    with patch.object(searching, "MOST", most):
        assert_exact(terms_of(typed))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_stretch_of_anything_said_is_found(data: st.DataObject) -> None:
    words = data.draw(st.sampled_from(sorted(KEPT["said"].values())))
    begin = data.draw(st.integers(0, len(words) - 1))
    stretch = words[begin : begin + data.draw(st.integers(1, 12))]
    if terms := terms_of(stretch):
        assert_exact(terms)


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"], exclude_characters="\0")))
@example("打\u202d138\u200e12345678\u2069")
def test_the_database_and_the_program_read_words_alike(said: str) -> None:
    """Of whatever is in both, the tokens of every stretch are among the tokens of the whole."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT search_words(%s), tsvector_to_array(search_tokens(7, search_words(%s)))",
            [said, said],
        )
        words, tokens = cursor.fetchone()
    assert words == normalised(said)
    for term in terms_of(said):
        for token in tokens_of([term]):
            assert any(one.startswith(f"7:{token}") for one in tokens)


def test_counting_ends_at_a_thousand() -> None:
    with patch.object(searching, "MOST", 5):
        for typed in ("退款", "款"):
            page = find_entries(shop_id=KEPT["cast"].shop.pk, asked=Asked(terms=terms_of(typed)))
            assert page.total is None and len(page.keys) == searching.PAGE_LENGTH


def test_one_chat_is_searched_alone() -> None:
    thread, _ = next(iter(KEPT["said"]))
    pages = every_page(Asked(terms=["的"], thread=thread), length=3)
    found = [(key.conversation_id, key.seq) for page in pages for key in page.keys]
    truth = [key for key, words in KEPT["said"].items() if key[0] == thread and "的" in words]
    assert found == sorted(truth, reverse=True)


def test_no_word_of_another_shop_is_found() -> None:
    cast = KEPT["cast"]
    page = find_entries(shop_id=cast.other_shop.pk, asked=Asked(terms=["快递"]))
    assert page.keys and not {key.conversation_id for key in page.keys} & {
        thread for thread, _ in KEPT["said"]
    }
