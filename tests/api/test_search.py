"""Searching what was said by program: the desk's own search, of the token's shop alone."""

from conversations.speaker import buyer_of
from tests.api.conftest import Program
from tests.cast import Cast, agent, send


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
    assert olegs.get("search/?words=退款").json()["results"] == []
    assert olegs.get(f"search/?conversation={thread.pk}").json()["results"] == []


def test_a_question_without_sense_is_refused(erp: Program) -> None:
    for asked in ("", "?words=%20", "?words=款&cursor=x", "?since=昨天", f"?words={'字' * 65}"):
        assert erp.get(f"search/{asked}").status_code == 400, asked
    assert erp.get("search/?since=2026-06-10&until=2026-06-09").status_code == 400
