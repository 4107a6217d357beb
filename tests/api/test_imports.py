"""An order table by program: upload, try, write, and the rows that were wrong."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from helpdesk.commerce.imports.actions.working import work
from helpdesk.commerce.imports.models import OrderImport
from helpdesk.commerce.models import Order
from tests.api.conftest import Program
from tests.cast import Cast
from tests.imports.conftest import told
from tests.imports.files import TAOBAO, csv_of, taobao

__all__ = ["told"]


@pytest.fixture(autouse=True)
def own_media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def upload(program: Program, file: BytesIO, **headers: str) -> Any:
    file.name = "6 月.csv"
    words = {"Authorization": f"Bearer {program.word}"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return program.client.post(
        "/api/v1/imports/", {"file": file}, format="multipart", headers=words
    )


def test_from_upload_to_done(cast: Cast, erp: Program, told: list[int]) -> None:
    made = upload(erp, csv_of(taobao(3)))
    assert made.status_code == 201
    row = made.json()
    assert (row["state"], row["rows"], row["platform"]) == ("uploaded", 3, "taobao")
    one = f"imports/{row['id']}/"
    early = erp.post(f"{one}write/", None)
    assert (early.status_code, early.json()["error"]["code"]) == (409, "import_not_now")
    assert erp.post(f"{one}try/", {}).json()["state"] == "checking"
    work(import_id=row["id"])
    checked = erp.get(one).json()
    assert (checked["state"], checked["checked_counts"]["created"]) == ("checked", 3)
    assert erp.post(f"{one}write/", None).status_code == 202
    work(import_id=row["id"])
    assert erp.get(one).json()["state"] == "done"
    assert Order.objects.filter(shop=cast.shop).count() == 3
    assert [each["id"] for each in erp.get("imports/").json()["results"]] == [row["id"]]
    assert erp.get(f"{one}problems/").json()["results"] == []


def test_a_program_says_how_unclear_cells_are_meant(
    cast: Cast, erp: Program, told: list[int]
) -> None:
    table = csv_of(f"{TAOBAO}\nA1,a,配货中,6/9/2026,1,1,x")
    one = f"imports/{upload(erp, table).json()['id']}/"
    for wrong in ({"date_order": "ymd"}, {"state_words": {"配货中": "ready"}}):
        assert erp.post(f"{one}try/", wrong).status_code == 400
    said = {"date_order": "mdy", "state_words": {"配货中": "paid"}}
    for body, outcome in (({}, (0, 1)), (said, (1, 0))):
        erp.post(f"{one}try/", body)
        work(import_id=OrderImport.objects.get().pk)
        counts = erp.get(one).json()["checked_counts"]
        assert (counts["created"], counts["wrong"]) == outcome
    erp.post(f"{one}try/", {})
    assert OrderImport.objects.get().choices == said | {"blank_bad_phones": False}, "it stays"


def test_the_same_upload_again_is_one_import(erp: Program, told: list[int]) -> None:
    first = upload(erp, csv_of(taobao(2)), Idempotency_Key="k1")
    again = upload(erp, csv_of(taobao(2)), Idempotency_Key="k1")
    assert again.json() == first.json() and OrderImport.objects.count() == 1
    assert upload(erp, csv_of(taobao(3)), Idempotency_Key="k1").status_code == 409


def test_files_that_are_none(erp: Program) -> None:
    empty = upload(erp, BytesIO(b""))
    assert empty.status_code == 400
    page = upload(erp, BytesIO(b"<html><body>x</body></html>"))
    assert page.json()["error"]["code"] == "import_web_page"
    assert erp.post("imports/", {}).status_code == 415
    assert not OrderImport.objects.exists()


def test_another_shops_import_does_not_exist(erp: Program, olegs: Program, told: list[int]) -> None:
    one = f"imports/{upload(erp, csv_of(taobao(1))).json()['id']}/"
    assert olegs.get("imports/").json()["results"] == []
    for answer in (
        olegs.get(one),
        olegs.get(f"{one}problems/"),
        olegs.post(f"{one}try/", {}),
        olegs.post(f"{one}write/", None),
    ):
        assert answer.status_code == 404


def test_stopped_gone_on_with_and_taken_back(cast: Cast, erp: Program, told: list[int]) -> None:
    one = f"imports/{upload(erp, csv_of(taobao(3))).json()['id']}/"
    early = erp.post(f"{one}undo/", None)
    assert early.status_code == 409
    erp.post(f"{one}try/", {})
    row = OrderImport.objects.get(shop=cast.shop)
    work(import_id=row.pk)
    erp.post(f"{one}write/", None)
    assert erp.post(f"{one}stop/", None).json()["state"] == "stopped"
    assert erp.post(f"{one}stop/", None).status_code == 409
    assert erp.post(f"{one}go-on/", None).json()["state"] == "running"
    work(import_id=row.pk)
    assert Order.objects.filter(shop=cast.shop).count() == 3
    assert erp.post(f"{one}undo/", None).json()["state"] == "undoing"
    work(import_id=row.pk)
    assert erp.get(one).json()["state"] == "undone"
    assert not Order.objects.filter(shop=cast.shop).exists()


def test_a_field_that_is_not_there_is_said(erp: Program, told: list[int]) -> None:
    one = f"imports/{upload(erp, csv_of(taobao(1))).json()['id']}/"
    answer = erp.post(f"{one}try/", {"mapping": {"订单编号": "no such field"}})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "import_choice_unknown")
