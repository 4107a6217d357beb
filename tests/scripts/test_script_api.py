"""The library by the API: found, written, changed by two, reviewed; what fits not is told."""

import pytest

from tests.api.conftest import program_of
from tests.cast import Cast
from tests.scripts.some import some_script

pytestmark = pytest.mark.django_db
ALL = ["scripts:read", "scripts:write", "scripts:review"]


def test_from_draft_to_use_in_the_names_of_two(cast: Cast) -> None:
    mei, qin = program_of(cast.mei, ALL, owner=cast.lan), program_of(cast.qin, ALL, owner=cast.lan)
    new = {"title": "催件", "body": "在催{快递}，{几点?}回您", "code": "cj01", "stage": "in_sale"}
    made = mei.ask("POST", "/api/v1/scripts/", {**new, "tags": ["物流"]})
    assert made.status_code == 201
    script = made.json()
    assert (script["state"], script["code"], script["live"]) == ("draft", "CJ01", None)
    address = f"/api/v1/scripts/{script['id']}/"

    said = {"edits": script["edits"], "body": "在催{快递}，今天{几点?}回您", "submit": True}
    changed = mei.ask("PUT", address, said).json()
    assert (changed["state"], changed["version"], changed["tags"]) == ("review", 1, ["物流"])
    clash = qin.ask("PUT", address, {"edits": script["edits"], "title": "催一催"})
    problem = clash.json()["error"]
    assert (clash.status_code, problem["code"]) == (409, "script_changed_meanwhile")
    assert problem["current"]["body"] == changed["body"], "both wordings: theirs comes back"

    refused = mei.ask(
        "POST", f"{address}review/", {"edits": changed["edits"], "verdict": "approve"}
    )
    assert refused.status_code == 403
    approved = qin.ask(
        "POST", f"{address}review/", {"edits": changed["edits"], "verdict": "approve"}
    ).json()
    assert approved["live"] == {"version": 1, "title": "催件", "body": changed["body"]}
    assert qin.ask("POST", f"{address}retirement/", {"retired": True}).json()["state"] == "retired"


def test_what_does_not_fit_names_its_field(cast: Cast) -> None:
    some_script(cast)
    mei = program_of(cast.mei, ALL, owner=cast.lan)
    for said, code, field in (
        ({"body": "{到货日}到"}, "unknown_variable", "body"),
        ({"code": "CJ01"}, "code_taken", "code"),
        (
            {"valid_from": "2026-06-09", "valid_until": "2026-06-01"},
            "script_field_wrong",
            "valid_until",
        ),
        ({"products": [999999]}, "script_field_wrong", "products"),
        ({"body": "好评返现 5 元", "submit": True}, "script_blocked", "body"),
    ):
        answer = mei.ask("POST", "/api/v1/scripts/", {"title": "一", "body": "好", **said})
        problem = answer.json()["error"]
        assert (problem["code"], problem["field"]) == (code, field)
        if code == "script_blocked":
            assert problem["findings"][0]["words"] and problem["findings"][0]["why"]
    assert len(mei.ask("GET", "/api/v1/scripts/").json()["results"]) == 1, "nothing half written"


def test_found_page_by_page_as_the_member_finds_them(cast: Cast) -> None:
    mei, tom = program_of(cast.mei, ALL, owner=cast.lan), program_of(cast.tom, ALL, owner=cast.lan)
    some_script(cast)
    for title in ("甲", "乙"):
        own = {"title": title, "body": "只我用", "scope": "own"}
        assert mei.ask("POST", "/api/v1/scripts/", own).json()["state"] == "approved"
    first = mei.ask("GET", "/api/v1/scripts/?limit=2").json()
    rest = mei.ask("GET", f"/api/v1/scripts/?limit=2&cursor={first['next']}").json()
    assert [one["title"] for one in first["results"] + rest["results"]] == [
        "催件·给时限",
        "甲",
        "乙",
    ]
    assert rest["next"] is None
    hidden = first["results"][1]["id"]
    assert [one["title"] for one in tom.ask("GET", "/api/v1/scripts/").json()["results"]] == [
        "催件·给时限"
    ]
    assert tom.ask("GET", f"/api/v1/scripts/{hidden}/").status_code == 404
    found = mei.ask("GET", "/api/v1/scripts/?words=cj&tag=物流&stage=in_sale&state=approved").json()
    assert [one["code"] for one in found["results"]] == ["CJ01"]
