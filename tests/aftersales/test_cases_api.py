"""Programs read cases, open them and move them, within the limits of the member they act for."""

from aftersales.actions.dispatching import TAKES
from aftersales.api.shapes import BY_PEOPLE
from aftersales.machine.table import ROWS
from aftersales.machine.words import Kind, Verb, Who
from aftersales.models import CaseEvent
from helpdesk.accounts.models import AuditEntry
from tests.aftersales.ordered import opened, ordered
from tests.api.conftest import program_of
from tests.cast import Cast

CASES = ["cases:read", "cases:write"]


def test_every_move_of_people_can_be_named() -> None:
    people = {row.verb for row in ROWS if {Who.BUYER, Who.STAFF} & set(row.who)} - {Verb.OPEN}
    assert people == set(BY_PEOPLE) == TAKES.keys()


def test_a_program_opens_a_case_and_takes_it_to_its_end(cast: Cast) -> None:
    order = ordered(cast)
    program = program_of(cast.mei, CASES, owner=cast.lan)
    wish = {"order": order.number, "kind": "return", "cause": "quality", "lines": [1]}
    body = {**wish, "amount_fen": 9_000, "words": "袖口开线，打 13812345678"}
    made = program.post("cases/", body, Idempotency_Key="a1")
    assert made.status_code == 201
    again = program.post("cases/", body, Idempotency_Key="a1")
    assert again.json() == made.json() and again["Idempotency-Replayed"] == "true"
    case = made.json()
    assert (case["state"], case["deadline"]["timer"], case["open"]) == ("applied", "answer", True)
    assert case["words"] == "袖口开线，打 138****5678"
    assert program.post("cases/", body).json()["error"]["code"] == "case_open_already"
    path = f"cases/{case['id']}/"

    def move(verb: str, version: int, **more: object) -> dict[str, object]:
        answer = program.post(f"{path}moves/", {"verb": verb, "version": version, **more})
        body: dict[str, object] = answer.json()
        return body if answer.status_code == 200 else body["error"]  # type: ignore[return-value]

    assert move("agree", 7)["code"] == "case_moved"
    assert move("refuse", 1)["code"] == "request_wrong"
    asked = move("refuse", 1, grounds="opened", reason="拆了", evidence=[WORDS])
    assert asked["code"] == "case_law_forbids"
    assert move("agree", 1)["state"] == "wait_buyer_ship"
    assert move("ship_back", 2, waybill="YT1")["code"] == "case_lacking"  # the buyer's own words
    assert move("ship_back", 2, waybill="YT1", evidence=[WORDS])["state"] == "in_return"
    arrived = move("arrive", 3)
    assert arrived["deadline"]["timer"] == "confirm"  # type: ignore[index]
    assert move("pass", 4)["state"] == "refunding"
    whole = program.get(path).json()
    assert [one["verb"] for one in whole["events"]] == [
        "open",
        "agree",
        "ship_back",
        "arrive",
        "pass",
    ]
    entry = AuditEntry.objects.get(verb="case.agree")
    assert entry.actor == cast.mei.user and "ERP" in entry.actor_name
    assert CaseEvent.objects.filter(member=cast.mei).count() == 5


WORDS = {"kind": "words", "text": "买家说寄出了"}


def test_lists_by_key_limits_and_strangers(cast: Cast) -> None:
    order = ordered(cast)
    first = opened(cast, order, kind=Kind.REFUND, amount_fen=9_000)
    second = opened(cast, order, kind=Kind.INVOICE, positions=(), amount_fen=0)
    program = program_of(cast.mei, CASES, owner=cast.lan)
    page = program.get("cases/?limit=1").json()
    rest = program.get(f"cases/?limit=1&cursor={page['next']}").json()
    both = {row["id"] for one in (page, rest) for row in one["results"]}
    assert both == {first.pk, second.pk}
    found = program.get(f"cases/?open=true&kind=refund&order={order.number}").json()["results"]
    assert [row["id"] for row in found] == [first.pk]
    refused = program.post(f"cases/{first.pk}/moves/", {"verb": "agree"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "case_needs_approval")
    asked = program.post(f"cases/{first.pk}/approvals/", {"reason": "照片清楚"})
    assert asked.status_code == 200
    oleg = program_of(cast.oleg, CASES)
    for answer in (
        oleg.get(f"cases/{first.pk}/"),
        oleg.post(f"cases/{first.pk}/moves/", {"verb": "agree"}),
        oleg.post("cases/", {"order": order.number, "kind": "refund", "cause": "other"}),
    ):
        assert answer.status_code == 404
    assert oleg.get("cases/").json()["results"] == []
