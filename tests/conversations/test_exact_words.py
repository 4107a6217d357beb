"""What was sent is what is stored and delivered, mark by mark; and questions beyond the end."""

from datetime import timedelta
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.core import signing
from django.db.models import F

from conversations.models import Entry
from conversations.visitor import LIFE_SECONDS, new_token
from tests.cast import Cast
from tests.live import Line, LiveServer, Refused, chat, desk, session_cookie
from tests.strangers.knocking import knock

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
WORDS = {
    "astral": "𠮷野家",
    "joined emoji": FAMILY,
    "flag and skin": "🇨🇳👍🏽",
    "html": "<script>alert(1)</script><b>&amp; <img src=x onerror=alert(1)>",
    "quotes": """'; DROP TABLE x; -- "两" %s %(text)s {0} \\ \\u0041""",
    "right to left": "\u202eabc\u202c مرحبا \u200f1\u200e",
    "blanks kept": "  前后有空 \n\n 两行\t ",
    "combining": "e\u0301 ≠ é, Å ≠ Å",
    "control": "\x01\x1b[31m\x7f",
    "line ends": "a\r\nb\rc\u2028d",
    "noncharacter": "\uffff\ufffe",
}


async def talk(live: LiveServer, cast: Cast) -> tuple[Line, Line]:
    mei = await desk(live, await sync_to_async(session_cookie)(cast.mei))
    return mei, await chat(live, cast.shop)


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())
async def test_words_arrive_exactly(live: LiveServer, real_cast: Cast, words: str) -> None:
    mei, bea = await talk(live, real_cast)
    await bea.send(words)
    thread = (await mei.event("entry.added"))["conversation"]
    assert (await mei.entry(words))["text"] == words
    await mei.send(words, conversation=thread)
    assert (await bea.event("entry.added", lambda event: event["entry"]["side"] == "agent"))[
        "entry"
    ]["text"] == words
    fill = await bea.command("thread.fill", after=0)
    said = [entry["text"] for entry in fill["entries"] if entry["kind"] == "message"]
    assert said == [words, words]
    stored = Entry.objects.filter(shop_id=real_cast.shop.pk, kind="message")
    assert {entry.text async for entry in stored} == {words}
    await mei.close()
    await bea.close()


@pytest.mark.parametrize("mark", ["字", "𠮷", "\u0301", "🇨", '"'])
async def test_five_thousand_code_points_are_accepted(
    live: LiveServer, real_cast: Cast, mark: str
) -> None:
    mei, bea = await talk(live, real_cast)
    words = "x" + mark * 4999
    assert (await bea.send(words))["seq"] == 1
    assert (await mei.entry(words))["text"] == words
    row = (await mei.event("conversation.changed"))["row"]
    assert len(row["last_text"]) <= 100
    await mei.close()
    await bea.close()


async def test_a_preview_never_cuts_a_letter_into_something_unstorable(
    live: LiveServer, real_cast: Cast
) -> None:
    mei, bea = await talk(live, real_cast)
    await bea.send(FAMILY * 40)
    row = (await mei.event("conversation.changed"))["row"]
    row["last_text"].encode()
    await mei.close()
    await bea.close()


@pytest.mark.parametrize("seq", [2, 200, 2**31 - 1])
async def test_beyond_the_end_there_is_nothing_and_no_mistake(
    live: LiveServer, real_cast: Cast, seq: int
) -> None:
    bea = await chat(live, real_cast.shop)
    await bea.send("只有一句")
    fill = await bea.command("thread.fill", after=seq)
    assert (fill["entries"], fill["through"], fill["last"]) == ([], 1, 1)
    history = await bea.command("thread.history", before=seq)
    assert [entry["seq"] for entry in history["entries"]] == [1]
    await bea.command("position.report", delivered=seq, read=seq)
    hello = await bea.command("hello", token=bea.token, after=seq)
    assert hello["thread"]["through"] == hello["thread"]["last"] == 1
    assert hello["thread"]["positions"]["buyer"] == {"delivered": 1, "read": 1}
    with pytest.raises(Refused) as refused:
        await bea.command("message.recall", seq=seq, client_id=str(uuid4()))
    assert refused.value.code == "not_found"
    await bea.close()


async def test_before_the_first_word_every_question_has_an_answer(
    live: LiveServer, real_cast: Cast
) -> None:
    bea = await chat(live, real_cast.shop)
    fill = await bea.command("thread.fill", after=7)
    assert (fill["entries"], fill["through"], fill["last"]) == ([], 0, 0)
    history = await bea.command("thread.history", before=7)
    assert (history["entries"], history["first"]) == ([], 0)
    await bea.command("position.report", delivered=5, read=5)
    with pytest.raises(Refused) as refused:
        await bea.command("message.recall", seq=1, client_id=str(uuid4()))
    assert refused.value.code == "not_found"
    await bea.close()


async def test_a_recall_is_refused_in_words(live: LiveServer, real_cast: Cast) -> None:
    mei, bea = await talk(live, real_cast)
    await bea.send("买家的话")
    thread = (await mei.event("entry.added"))["conversation"]
    answer = await mei.send("客服的话", conversation=thread)
    undone = await bea.send("收回的话")
    recall = await bea.command("message.recall", seq=undone["seq"], client_id=str(uuid4()))
    await bea.send("太晚的话")

    async def code_of(line: Line, seq: int, **fields: int) -> str:
        with pytest.raises(Refused) as refused:
            await line.command("message.recall", seq=seq, client_id=str(uuid4()), **fields)
        return str(refused.value.code)

    assert await code_of(bea, answer["seq"]) == "recall_not_yours"
    assert await code_of(mei, 1, conversation=thread) == "recall_not_yours"
    assert await code_of(bea, recall["seq"]) == "not_found"  # a recall is no message
    assert await code_of(bea, 2) == "not_found"  # nor is the line "session.taken"
    assert await code_of(mei, 2, conversation=thread) == "not_found"
    late = Entry.objects.filter(shop_id=real_cast.shop.pk, text="太晚的话")
    await late.aupdate(at=F("at") - timedelta(seconds=121))
    assert await code_of(bea, (await late.aget()).seq) == "recall_too_late"
    await late.aupdate(at=F("at") + timedelta(seconds=6))
    await bea.command("message.recall", seq=(await late.aget()).seq, client_id=str(uuid4()))
    await mei.close()
    await bea.close()


async def test_a_token_has_its_time(
    live: LiveServer, real_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def token_of_age(seconds: float) -> str:
        real = signing.time.time()
        with monkeypatch.context() as patched:
            patched.setattr(signing.time, "time", lambda: real - seconds)
            return new_token(real_cast.shop.pk)

    path = f"/ws/chat/{real_cast.shop.slug}/"
    hello = {"do": "hello", "ref": "1", "token": token_of_age(LIFE_SECONDS + 60)}
    code, told = await knock(live, path, hello, Origin=live.url)
    assert (code, told[0]["error"]["code"]) == (4401, "token_expired")

    fresh = token_of_age(60)
    bea = await chat(live, real_cast.shop, fresh)
    assert bea.hello["token"] == fresh
    await bea.close()

    old = token_of_age(LIFE_SECONDS * 0.6)
    bea = await chat(live, real_cast.shop, old)
    await bea.send("还是我")
    renewed = bea.hello["token"]
    assert renewed != old
    again = await chat(live, real_cast.shop, renewed)
    assert [entry["text"] for entry in again.hello["thread"]["entries"]] == ["还是我"]
    await bea.close()
    await again.close()
