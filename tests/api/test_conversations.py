"""Threads by program: the desk's own deeds, in the name of the member a token acts for."""

from typing import Any
from uuid import uuid4

from conversations.models import Conversation, Entry
from helpdesk.accounts.models import AuditEntry
from tests.api.conftest import Program, program_of
from tests.cast import Cast, agent, send
from tests.conversations.carded import ask, ordered, say
from tests.routing.people import at_work


def message(text: str = "在的，您说") -> dict[str, str]:
    return {"client_id": str(uuid4()), "text": text}


def test_the_lists_are_the_desks(cast: Cast, erp: Program, olegs: Program) -> None:
    first, second = cast.thread("早"), cast.thread("晚")
    waiting = erp.get("conversations/?tab=waiting").json()["results"]
    assert [row["conversation"] for row in waiting] == [first.pk, second.pk]
    newest = erp.get("conversations/").json()
    assert [row["conversation"] for row in newest["results"]] == [second.pk, first.pk]
    assert newest["next"] is None
    assert erp.get("conversations/?tab=mine").json()["results"] == []
    erp.post(f"conversations/{first.pk}/take/", None)
    mine = erp.get("conversations/?tab=mine").json()["results"]
    assert [(row["conversation"], row["owner"]["name"]) for row in mine] == [(first.pk, "兰姐")]
    assert olegs.get("conversations/").json()["results"] == []


def test_pages_of_the_list(cast: Cast, erp: Program) -> None:
    made = {cast.thread(f"第 {place} 位").pk for place in range(52)}
    first = erp.get("conversations/").json()
    second = erp.get(f"conversations/?cursor={first['next']}").json()
    found = [row["conversation"] for row in [*first["results"], *second["results"]]]
    assert len(first["results"]) == 50 and set(found) == made and len(found) == 52
    assert erp.get(f"conversations/?tab=waiting&cursor={first['next']}").status_code == 400


def test_a_message_in_the_members_name(cast: Cast) -> None:
    thread = cast.thread("在吗")
    mei = program_of(cast.mei, owner=cast.lan)
    said = message()
    sent = mei.post(f"conversations/{thread.pk}/messages/", said).json()
    assert sent["duplicate"] is False
    again = mei.post(f"conversations/{thread.pk}/messages/", said).json()
    assert (again["seq"], again["duplicate"]) == (sent["seq"], True)
    entry = Entry.objects.get(conversation_id=thread.pk, kind="message", side="agent")
    assert (entry.author_name, entry.text) == ("小梅", "在的，您说")
    shown = mei.get(f"conversations/{thread.pk}/").json()
    assert (shown["state"], shown["owner"]["name"]) == ("active", "小梅")
    taken = AuditEntry.objects.get(shop=cast.shop, verb="session.taken")
    assert taken.actor_name == "小梅（接口 ERP）"


def test_what_the_desk_refuses_is_refused(cast: Cast) -> None:
    thread = cast.thread("在吗")
    send(agent(cast.tom), thread, "我来")
    mei, qin = (program_of(one, owner=cast.lan) for one in (cast.mei, cast.qin))
    held = mei.post(f"conversations/{thread.pk}/messages/", message())
    assert (held.status_code, held.json()["error"]["code"]) == (409, "held_by_other")
    assert mei.post(f"conversations/{thread.pk}/take/", None).status_code == 409
    assert qin.post(f"conversations/{thread.pk}/take/", None).json()["owner"]["name"] == "秦越"
    assert qin.post(f"conversations/{thread.pk}/finish/", None).json()["state"] == "finished"
    over = qin.post(f"conversations/{thread.pk}/take/", None)
    assert (over.status_code, over.json()["error"]["code"]) == (409, "session_over")
    blank = qin.post(f"conversations/{thread.pk}/messages/", message(" \u200b"))
    assert blank.status_code == 400


def test_a_program_is_held_to_the_guard_too(cast: Cast) -> None:
    path = f"conversations/{cast.thread('到哪了').pk}/messages/"
    mei = program_of(cast.mei, owner=cast.lan)
    for words, seen, code in (
        ("我们也没办法", False, "guard_warned"),
        ("给个好评返您 5 元", True, "guard_blocked"),
    ):
        refused = mei.post(path, {**message(words), "guard_seen": seen})
        problem = refused.json()["error"]
        assert (refused.status_code, problem["code"]) == (422, code)
        assert problem["guard"]["hits"][0]["rewrite"] in problem["action"]
    assert mei.post(path, {**message("我们也没办法"), "guard_seen": True}).status_code == 200


def test_a_program_quotes_and_reads_quotes(cast: Cast) -> None:
    thread = cast.thread("几天能到")
    mei = program_of(cast.mei, owner=cast.lan)
    sent = mei.post(f"conversations/{thread.pk}/messages/", {**message("三天"), "quote": 1}).json()
    entries = mei.get(f"conversations/{thread.pk}/entries/").json()["entries"]
    (quoting,) = [one for one in entries if one["seq"] == sent["seq"]]
    assert quoting["target"] == quoting["quote"]["seq"] == 1
    assert (quoting["quote"]["side"], quoting["quote"]["text"]) == ("buyer", "几天能到")
    assert all(one["quote"] is None for one in entries if one["seq"] != sent["seq"])
    gone = mei.post(f"conversations/{thread.pk}/messages/", {**message(), "quote": 99})
    assert (gone.status_code, gone.json()["error"]["code"]) == (404, "quote_gone")


def seqs(answer: Any) -> list[int]:
    return [entry["seq"] for entry in answer.json()["entries"]]


def test_entries_before_and_after(cast: Cast, erp: Program) -> None:
    thread = cast.thread("1")
    for place in range(2, 6):
        send(agent(cast.mei), thread, str(place))
    address = f"conversations/{thread.pk}/entries/"
    whole = erp.get(address)
    last = whole.json()["last"]
    assert seqs(whole) == list(range(1, last + 1))
    assert seqs(erp.get(f"{address}?after={last - 2}")) == [last - 1, last]
    assert seqs(erp.get(f"{address}?before=3")) == [1, 2]
    assert seqs(erp.get(f"{address}?after={last}")) == []
    both = erp.get(f"{address}?before=3&after=1")
    assert (both.status_code, both.json()["error"]["code"]) == (400, "request_wrong")


def test_another_shops_thread_does_not_exist(cast: Cast, olegs: Program) -> None:
    thread = cast.thread("只给自己人看")
    before = Conversation.objects.get(pk=thread.pk).version
    address = f"conversations/{thread.pk}/"
    for answer in (
        olegs.get(address),
        olegs.get(f"{address}entries/"),
        olegs.post(f"{address}messages/", message()),
        olegs.post(f"{address}take/", None),
        olegs.post(f"{address}finish/", None),
    ):
        assert answer.status_code == 404 and "只给自己人看" not in answer.content.decode()
    assert Conversation.objects.get(pk=thread.pk).version == before


def test_a_list_costs_the_same_however_long(
    cast: Cast, erp: Program, django_assert_num_queries: Any
) -> None:
    for place in range(5):
        cast.thread(str(place))
    erp.get("shop/")
    with django_assert_num_queries(3):  # token, policy, rows
        assert len(erp.get("conversations/").json()["results"]) == 5


def test_a_card_comes_as_what_it_says(cast: Cast, erp: Program) -> None:
    thread = cast.thread("在吗")
    asked = ask(cast.mei, thread, ordered(cast, thread))
    say(thread, asked.seq)
    entries = erp.get(f"conversations/{thread.pk}/entries/").json()["entries"]
    cards = [entry["card"] for entry in entries if entry["card"] is not None]
    assert [card["type"] for card in cards] == ["address", "answer"]
    assert cards[1]["says"] == "right" and "**" in cards[0]["receiver"]
    assert entries[0]["card"] is None


def test_a_card_is_sent_and_taken_back(cast: Cast, erp: Program) -> None:
    thread = cast.thread("在吗")
    order = ordered(cast, thread)
    address = f"conversations/{thread.pk}/"
    said = {"client_id": str(uuid4()), "card": "order", "order": order.number}
    sent = erp.post(f"{address}cards/", said)
    assert sent.status_code == 200 and not sent.json()["duplicate"]
    assert erp.post(f"{address}cards/", said).json()["duplicate"]
    other = ordered(cast, cast.thread("别人"))
    strange = erp.post(
        f"{address}cards/", {**said, "client_id": str(uuid4()), "order": other.number}
    )
    assert strange.status_code == 404
    none = erp.post(f"{address}cards/", {"client_id": str(uuid4()), "card": "product"})
    assert (none.status_code, none.json()["error"]["code"]) == (400, "request_wrong")
    back = erp.post(f"{address}recalls/", {"client_id": str(uuid4()), "seq": sent.json()["seq"]})
    assert back.json()["seq"] > sent.json()["seq"]
    entries = erp.get(f"{address}entries/").json()["entries"]
    assert next(one for one in entries if one["seq"] == sent.json()["seq"])["recalled"]


def test_a_chat_is_handed_to_one_receiver(cast: Cast, erp: Program, olegs: Program) -> None:
    thread = cast.thread("在吗")
    address = f"conversations/{thread.pk}/transfer/"
    both = erp.post(address, {"member": cast.tom.pk, "group": 1})
    assert (both.status_code, both.json()["error"]["code"]) == (400, "request_wrong")
    nobody = erp.post(address, {"member": cast.tom.pk})
    assert (nobody.status_code, nobody.json()["error"]["code"]) == (404, "not_found")
    at_work(cast.tom)
    given = erp.post(address, {"member": cast.tom.pk, "note": "老客"})
    assert (given.status_code, given.json()["owner"]["id"]) == (200, cast.tom.pk)
    assert olegs.post(address, {"member": cast.tom.pk}).status_code == 404
