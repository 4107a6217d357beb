"""Searching what was said by program: the desk's own search, of the token's shop alone."""

from uuid import uuid4

from conversations.actions.noting import add_whisper
from conversations.speaker import buyer_of
from tests.api.conftest import Program, program_of
from tests.cast import Cast, agent, send
from tests.search.test_notes import note


def test_what_was_said_is_found_page_by_page(cast: Cast, erp: Program, olegs: Program) -> None:
    thread = cast.thread("退款第0次")
    for at in range(1, 22):
        send(buyer_of(cast.shop.pk), thread, f"退款第{at}次")
    send(agent(cast.mei), thread, "退款已经办好")
    first = erp.get("search/?words=退款").json()
    assert first["total"] == 23 and len(first["results"]) == 20
    newest = first["results"][0]
    assert (newest["text"], newest["side"], newest["author"], newest["agent"]) == (
        "退款已经办好",
        "agent",
        "小梅",
        "小梅",
    )
    assert newest["conversation"] == thread.pk and newest["platform"] == "web"
    second = erp.get(f"search/?words=退款&cursor={first['next']}").json()
    seqs = [one["seq"] for one in [*first["results"], *second["results"]]]
    assert seqs == sorted(seqs, reverse=True) and len(seqs) == 23 and second["next"] is None
    asked = f"search/?side=agent&agent={cast.mei.pk}&conversation={thread.pk}"
    assert [one["text"] for one in erp.get(asked).json()["results"]] == ["退款已经办好"]
    by_buyer = erp.get(f"search/?side=agent&buyer={thread.buyer_id}").json()["results"]
    assert [one["text"] for one in by_buyer] == ["退款已经办好"]
    assert erp.get("search/?buyer=999999999").json()["results"] == []
    assert olegs.get("search/?words=退款").json()["results"] == []
    assert olegs.get(f"search/?buyer={thread.buyer_id}").json()["results"] == []
    assert olegs.get(f"search/?conversation={thread.pk}").json()["results"] == []


def test_a_question_without_sense_is_refused(erp: Program) -> None:
    for asked in ("", "?words=%20", "?words=款&cursor=x", "?since=昨天", f"?words={'字' * 65}"):
        assert erp.get(f"search/{asked}").status_code == 400, asked
    assert erp.get("search/?buyer=1&conversation=1").status_code == 400
    assert erp.get("search/?since=2026-06-10&until=2026-06-09").status_code == 400


def test_notes_are_for_tokens_and_members_that_may_read_them(
    cast: Cast, erp: Program, olegs: Program
) -> None:
    thread = cast.thread("退款多久到？")
    note(cast.mei, thread, "退款催过财务")
    thread.refresh_from_db()
    add_whisper(
        actor=agent(cast.qin),
        conversation=thread,
        client_id=uuid4(),
        text="退款先别答应",
        anchor=1,
        to=cast.mei,
    )
    thread.save()

    def texts(program: Program, asked: str = "words=退款") -> set[str]:
        return {one["text"] for one in program.get(f"search/?{asked}").json()["results"]}

    said = "退款多久到？"
    whole = {said, "退款催过财务", "退款先别答应"}
    assert texts(erp) == whole, "an owner oversees"
    assert texts(program_of(cast.tom, owner=cast.lan)) == whole - {"退款先别答应"}
    without = program_of(cast.lan, ["conversations:read"])
    assert texts(without) == {said}
    refused = without.get("search/?kind=note&words=退款")
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "scope_missing")
    assert program_of(cast.lan, ["notes:read"]).get("search/?words=退款").status_code == 403
    assert texts(olegs) == set()
    [noted] = erp.get("search/?kind=note&words=财务").json()["results"]
    assert (noted["kind"], noted["side"], noted["author"]) == ("note", "note", "小梅")
    assert (noted["note"], noted["seq"], noted["conversation"]) == (1, 1, thread.pk)
