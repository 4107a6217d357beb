"""What is known, by the API: the same again changes nothing, and nothing is overwritten unseen."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from helpdesk.accounts.models import Shop
from helpdesk.kernel.clock import now
from tests.api.conftest import program_of
from tests.cast import Cast
from tests.knowledge.some import some_product, stocked

pytestmark = pytest.mark.django_db
ALL = ["knowledge:read", "knowledge:write"]
SHEETS, ANSWERS = "/api/v1/knowledge/sheets/", "/api/v1/knowledge/answers/"


def test_a_sheet_is_made_kept_worded_anew_and_never_overwritten_unseen(cast: Cast) -> None:
    product = some_product(cast)
    qin, mei = program_of(cast.qin, ALL, owner=cast.lan), program_of(cast.mei, ALL, owner=cast.lan)
    facts = {"material": "精梳棉", "weight_g": 620, "more": [["版型", "宽松"]], "aliases": ["卫衣"]}
    said = {"kind": "facts", "product_id": product.pk, "content": facts, "source": "吊牌"}
    made = qin.ask("POST", SHEETS, said).json()
    assert (made["state"], made["version"], made["in_force"]["weight_g"]) == ("approved", 1, 620)
    assert qin.ask("POST", SHEETS, said).json() == made, "the same again is no change"

    other = {**said, "content": {"material": "亚麻"}}
    clash = qin.ask("POST", SHEETS, other)
    problem = clash.json()["error"]
    assert (clash.status_code, problem["code"]) == (409, "sheet_changed_meanwhile")
    assert problem["current"]["content"]["material"] == "精梳棉"
    proposed = mei.ask("POST", SHEETS, {**other, "edits": made["edits"]}).json()
    assert (proposed["state"], proposed["version"]) == ("review", 2)
    assert proposed["in_force"]["material"] == "精梳棉", "an agent's waits"
    assert mei.ask("GET", f"{SHEETS}{made['id']}/").json() == proposed
    found = mei.ask("GET", f"{SHEETS}?kind=facts&product_id={product.pk}").json()["results"]
    assert [one["id"] for one in found] == [made["id"]]
    assert mei.ask("GET", f"{SHEETS}?kind=pitch").json()["results"] == []

    step = {"title": "拉链卡住了", "steps": [{"text": "抹一点蜡烛"}]}
    howto = {"kind": "howto", "category": "卫衣", "content": step}
    first = qin.ask("POST", SHEETS, howto).json()
    step["asks"] = ["拉不动"]
    assert qin.ask("POST", SHEETS, {**howto, "edits": first["edits"]}).json()["id"] == first["id"]


def test_what_does_not_fit_names_its_field(cast: Cast) -> None:
    product = some_product(cast)
    qin = program_of(cast.qin, ALL, owner=cast.lan)
    pitch = {"feature": "厚", "advantage": "挺", "benefit": "暖", "evidence": "吊牌"}
    mine = {"product_id": product.pk}
    for said, status, field in (
        ({"kind": "facts", "content": {"material": "棉"}}, 400, "product"),
        ({"kind": "facts", "category": "卫衣", "content": {"material": "棉"}}, 400, "product"),
        ({**mine, "kind": "questions", "content": {}}, 400, "category"),
        ({**mine, "kind": "facts", "content": {"feature": "厚"}}, 400, "feature"),
        ({**mine, "kind": "pitch", "content": {**pitch, "evidence": ""}}, 400, "evidence"),
        ({**mine, "kind": "pitch", "content": {**pitch, "benefit": "好评返现"}}, 409, "benefit"),
        (
            {**mine, "kind": "pitch", "content": pitch, "valid_until": "2020-01-01"},
            400,
            "valid_until",
        ),
    ):
        answer = qin.ask("POST", SHEETS, said)
        assert (answer.status_code, answer.json()["error"].get("field")) == (status, field), said
    strange = {"kind": "facts", "product_id": 999999, "content": {"material": "棉"}}
    assert qin.ask("POST", SHEETS, strange).status_code == 404
    assert qin.ask("GET", SHEETS).json()["results"] == []


def test_an_answer_is_found_again_by_its_question(cast: Cast) -> None:
    product = stocked(cast)
    mei = program_of(cast.mei, ALL, owner=cast.lan)
    (there,) = mei.ask("GET", f"{ANSWERS}?product_id={product.pk}").json()["results"]
    same = {
        "product_id": product.pk,
        "question": there["question"],
        "body": there["body"],
        "asks": there["asks"],
    }
    assert mei.ask("POST", ANSWERS, same).json() == there
    changed = {**same, "body": "精梳棉，不容易起球。"}
    assert mei.ask("POST", ANSWERS, changed).json()["error"]["current"]["body"] == there["body"]
    qin = program_of(cast.qin, ALL, owner=cast.lan)
    later = qin.ask("POST", ANSWERS, {**changed, "edits": there["edits"]}).json()
    assert (later["state"], later["in_use"]) == ("review", there["body"])
    new = {"category": "卫衣", "question": "能机洗吗", "body": "能，30 度以下，装洗衣袋。"}
    made = mei.ask("POST", ANSWERS, new).json()
    assert (made["state"], made["in_use"], made["category"]) == ("review", None, "卫衣")
    assert mei.ask("POST", ANSWERS, new).json()["script_id"] == made["script_id"]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_a_day_is_a_day_of_the_shop(cast: Cast, zone: str) -> None:
    """At every hour it is another day than in China in one of the two."""
    Shop.objects.filter(pk=cast.shop.pk).update(time_zone=zone)
    product = some_product(cast)
    qin = program_of(cast.qin, ALL, owner=cast.lan)
    today = now().astimezone(ZoneInfo(zone)).date()
    said = {"kind": "facts", "product_id": product.pk, "content": {"material": "棉"}}
    for day, status in ((today - timedelta(days=1), 400), (today, 200)):
        answer = qin.ask("POST", SHEETS, {**said, "valid_until": day.isoformat()})
        assert answer.status_code == status, answer.json()
