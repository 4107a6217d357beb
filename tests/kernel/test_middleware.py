"""A typed error is told the same way everywhere; the reader's language is the reader's choice."""

import json

import pytest
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import get_language, gettext, override

from helpdesk.kernel.away import away_answer, server_error
from helpdesk.kernel.errors import HelpdeskError, NotAllowed, NotFound, TooFast, Unavailable
from helpdesk.kernel.middleware import EdgeMiddleware


class Busy(HelpdeskError):
    code = "busy"
    status = 409
    message = "%(who)s 正忙，100%% 没空。"
    action = "等 %(who)s 一会儿。"


def answer_to(problem: Exception, **headers: str) -> HttpResponse | None:
    request = RequestFactory().get("/", headers=headers)
    return EdgeMiddleware(lambda _: HttpResponse()).process_exception(request, problem)


@pytest.mark.parametrize(
    "problem", [NotFound(), NotAllowed(), TooFast(retry_after=3), Unavailable(), Busy(who="小梅")]
)
def test_a_script_gets_code_words_and_what_to_do(problem: HelpdeskError) -> None:
    answer = answer_to(problem, Accept="application/json")
    assert answer is not None
    assert answer.status_code == problem.status
    error = json.loads(answer.content)["error"]
    assert error["code"] == problem.code
    assert error["message"] and error["action"]


@pytest.mark.parametrize("problem", [NotFound(), NotAllowed(), Unavailable(), Busy(who="<小梅>")])
def test_a_person_reads_the_same_words_on_a_page(problem: HelpdeskError) -> None:
    answer = answer_to(problem)
    assert answer is not None
    assert answer.status_code == problem.status
    page = answer.content.decode()
    assert problem.said().replace("<", "&lt;").replace(">", "&gt;") in page
    assert "<小梅>" not in page


def test_facts_are_filled_into_both_sentences() -> None:
    error = Busy(who="小梅").as_json()
    assert error["message"] == "小梅 正忙，100% 没空。"
    assert error["action"] == "等 小梅 一会儿。"
    assert "retry_after" not in error


@pytest.mark.parametrize(("seconds", "told"), [(0.05, "1"), (1.4, "1"), (2.6, "3"), (300, "300")])
def test_when_to_come_back_is_told_in_whole_seconds(seconds: float, told: str) -> None:
    answer = answer_to(TooFast(retry_after=seconds), Accept="application/json")
    assert answer is not None
    assert answer["Retry-After"] == told


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_database_that_is_away_is_a_calm_page_that_asks_for_nothing(language: str) -> None:
    """No `db` here: a page that asked Postgres for anything would fail."""
    with override(language):
        answer = answer_to(OperationalError("the server closed the connection"))
        assert answer is not None
        page = answer.content.decode()
        assert (answer.status_code, answer["Retry-After"]) == (503, "2")
        assert gettext("稍等，马上回来") in page and 'href="/"' in page and "away.js" in page
        posted = away_answer(RequestFactory().post("/settings/")).content.decode()
        assert gettext("回会话") in posted and "away.js" not in posted
    told = answer_to(InterfaceError("connection already closed"), Accept="application/json")
    assert told is not None
    assert json.loads(told.content)["error"]["code"] == "unavailable"


def test_one_that_goes_away_behind_every_view_is_told_too() -> None:
    """In a template or a middleware; anything else stays a 500."""
    request = RequestFactory().get("/desk/")
    for problem, status in ((OperationalError(), 503), (ValueError("a bug"), 500)):
        try:
            raise problem
        except Exception:
            assert server_error(request).status_code == status


def test_a_mistake_of_ours_is_not_dressed_up() -> None:
    assert answer_to(ValueError("a bug")) is None


def languages_of(cookie: str) -> tuple[str, str]:
    """(in which the view spoke, which the answer names) for a reader with this cookie."""
    spoken: list[str] = []

    def respond(request: HttpRequest) -> HttpResponse:
        spoken.append(str(get_language()))
        return HttpResponse()

    request = RequestFactory().get("/", headers={"Accept-Language": "en"})
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = cookie
    answer = EdgeMiddleware(respond)(request)
    return spoken[0], answer["Content-Language"]


@pytest.mark.parametrize(
    ("cookie", "wanted"),
    [
        ("en", "en"),
        ("zh-hans", "zh-hans"),
        ("", "zh-hans"),
        ("tlh", "zh-hans"),
        ("en/../", "zh-hans"),
    ],
)
def test_chinese_unless_the_reader_chose_otherwise(cookie: str, wanted: str) -> None:
    assert languages_of(cookie) == (wanted, wanted)


def test_one_readers_language_does_not_stay_for_the_next(db: None) -> None:
    before = get_language()
    browser = Client()
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert browser.get("/sign-in/")["Content-Language"] == "en"
    assert get_language() == before
    assert Client().get("/sign-in/")["Content-Language"] == "zh-hans"


def test_a_page_that_is_not_there_speaks_the_readers_language(db: None) -> None:
    browser = Client()
    assert gettext("没有这一页") in browser.get("/nowhere/").content.decode()
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = browser.get("/nowhere/")
    assert page.status_code == 404
    assert 'lang="en"' in page.content.decode()
