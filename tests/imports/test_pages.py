"""The pages as people walk them, from a file to its result; and what they refuse in words."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from helpdesk.accounts.models import AuditEntry, Membership
from helpdesk.commerce.imports.actions.working import work
from helpdesk.commerce.imports.models import ImportState, OrderImport
from helpdesk.commerce.models import Order
from tests.cast import PASSWORD, Cast
from tests.imports.conftest import fresh, tried, uploaded, written
from tests.imports.files import TAOBAO, csv_of, taobao, xlsx_of

pytestmark = pytest.mark.usefixtures("told")


@pytest.fixture
def browser() -> Callable[[Membership], Client]:
    def opened(member: Membership) -> Client:
        client = Client()
        assert client.login(username=member.user.username, password=PASSWORD)
        return client

    return opened


Browser = Callable[[Membership], Client]


def send(client: Client, content: bytes, name: str = "6 月.csv") -> Any:
    return client.post("/imports/upload/", {"file": SimpleUploadedFile(name, content)})


def test_a_supervisor_walks_from_file_to_result(cast: Cast, browser: Browser) -> None:
    qin = browser(cast.qin)
    assert "还没有导过" in qin.get("/imports/").content.decode()
    text = taobao(3) + "A9,a,配货中,2026-6-9,1,1,x\n"
    answer = send(qin, text.encode("gbk"))
    address = answer.headers["Location"]
    row = OrderImport.objects.get(shop=cast.shop)
    page = qin.get(address).content.decode()
    assert "GBK：第 1 行不是 UTF-8" in page and "试一遍 4 行" in page and "照预设认的" in page
    fields = {f"column-{n}": row.mapping[name] for n, name in enumerate(row.facts["headings"])}
    sent = fields | {"preset": "taobao", "platform": "taobao"}
    assert qin.post(f"{address}mapping/", sent).status_code == 302
    assert "正在试一遍" in qin.get(address).content.decode()
    assert 'data-state="checking"' in qin.get(f"{address}progress/").content.decode()
    work(import_id=row.pk)
    page = qin.get(address).content.decode()
    assert "写入 3 条" in page and "「配货中」这种状态没见过" in page and "第 5 行" in words(page)
    qin.post(f"{address}reading/", {"word": "配货中", "state": "paid"})
    work(import_id=row.pk)
    assert "写入 4 条" in qin.get(address).content.decode()
    assert qin.post(f"{address}write/").status_code == 302
    work(import_id=row.pk)
    assert "行都过完了" in qin.get(address).content.decode()
    assert Order.objects.filter(shop=cast.shop).count() == 4
    assert "写完了" in qin.get("/imports/").content.decode()


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_an_agent_is_told_who_may(cast: Cast, browser: Browser) -> None:
    answer = browser(cast.mei).get("/imports/")
    assert answer.status_code == 403
    assert "导入订单、商品、价格" in answer.content.decode()
    assert "/imports/" not in browser(cast.mei).get("/desk/").content.decode()


def test_another_shop_s_import_is_not_there(cast: Cast, browser: Browser) -> None:
    row = uploaded(cast.qin, csv_of(taobao(1)))
    oleg = browser(cast.oleg)
    for path in ("", "columns/", "progress/", "rows/"):
        assert oleg.get(f"/imports/{row.pk}/{path}").status_code == 404
    for path in ("mapping/", "write/", "stop/", "go-on/", "discard/", "reading/", "report.csv"):
        assert oleg.post(f"/imports/{row.pk}/{path}").status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "words_told"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(300), "订单.xlsx", "里面其实是 PNG"),
        (b" ", "空.csv", "是空的"),
        (TAOBAO.encode(), "头.csv", "下面一行都没有"),
        (taobao(2).encode() + b"\xff\xff\xff", "坏.csv", "第 4 行有认不出的字"),
        (b"<html></html>", "订单.xls", "里面其实是网页"),
    ],
)
def test_a_bad_file_is_refused_on_the_same_page(
    cast: Cast, browser: Browser, content: bytes, name: str, words_told: str
) -> None:
    answer = send(browser(cast.qin), content, name)
    assert answer.status_code == 400
    assert words_told in answer.content.decode()
    assert not OrderImport.objects.filter(shop=cast.shop).exists()


def test_two_hundred_megabytes_are_refused_unread(cast: Cast, browser: Browser) -> None:
    class Unread:
        def readline(self, size: int = -1) -> bytes:
            raise AssertionError("the body was read")

        def read(self, size: int = -1) -> bytes:
            raise AssertionError("the body was read")

    answer = browser(cast.qin).generic(
        "POST",
        "/imports/upload/",
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(201 * 1024 * 1024),
        **{"wsgi.input": Unread()},
    )
    assert answer.status_code == 413
    assert "201 MB，最多 200 MB" in answer.content.decode()


def test_a_form_of_another_site_brings_nothing_in(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.login(username=cast.qin.user.username, password=PASSWORD)
    assert send(strict, taobao(1).encode()).status_code == 403
    assert not OrderImport.objects.filter(shop=cast.shop).exists()


def test_wrong_headings_keep_the_page_and_say_what_is_missing(cast: Cast, browser: Browser) -> None:
    row = uploaded(cast.qin, csv_of("一,二\n1,2\n"))
    told = browser(cast.qin).get(f"/imports/{row.pk}/").content.decode()
    assert "表里没有一栏像订单号：第 1 行写的是「一、二」" in told
    answer = browser(cast.qin).post(
        f"/imports/{row.pk}/mapping/", {"preset": "plain", "platform": "web", "column-1": "memo"}
    )
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "还没有选哪一栏是订单号" in page
    assert '<option value="memo" selected>' in page


def test_a_sheet_is_chosen(cast: Cast, browser: Browser) -> None:
    row = uploaded(cast.qin, xlsx_of([["订单编号"], ["A1"]], sheet="六月"), "a.xlsx")
    qin = browser(cast.qin)
    assert qin.post(f"/imports/{row.pk}/sheet/", {"sheet": "六月"}).status_code == 302
    answer = qin.post(f"/imports/{row.pk}/sheet/", {"sheet": "七月"})
    assert answer.status_code == 400 and "没有「七月」" in answer.content.decode()


def test_the_report_holds_wrong_rows_and_nothing_that_runs(cast: Cast, browser: Browser) -> None:
    text = f'{TAOBAO}\nA1,"=cmd|x",已完成,2026-6-9,1,-5,@y\nA2,b,已完成,2026-6-9,1,1,z'
    row = tried(uploaded(cast.qin, csv_of(text)))
    answer = browser(cast.qin).post(f"/imports/{row.pk}/report.csv")
    report = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    lines = report.splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("A1,'=cmd|x,已完成,2026-6-9,1,-5,'@y,2,")
    assert "买家实际支付金额: 是负数：-5 → 退款写在" in lines[1]
    assert "filename" in answer.headers["Content-Disposition"]
    assert AuditEntry.objects.filter(shop=cast.shop, verb="import.report_downloaded").exists()


def test_the_rows_behind_a_number(cast: Cast, browser: Browser) -> None:
    row = tried(uploaded(cast.qin, csv_of(f"{TAOBAO}\nA1,a,已完成,2026-6-9,1,-5,x")))
    qin = browser(cast.qin)
    asked = {"code": "money_negative", "heading": "买家实际支付金额"}
    assert "是负数：-5" in qin.get(f"/imports/{row.pk}/rows/", asked).content.decode()
    assert qin.get(f"/imports/{row.pk}/rows/", {"code": "x"}).status_code == 400


def test_stopping_what_is_over_says_so(cast: Cast, browser: Browser) -> None:
    row = written(uploaded(cast.qin, csv_of(taobao(2))), cast.qin)
    answer = browser(cast.qin).post(f"/imports/{row.pk}/stop/")
    assert answer.status_code == 409
    assert "这一批现在写完了" in answer.content.decode()
    assert fresh(row).state == ImportState.DONE


def test_hostile_addresses_are_no_errors(cast: Cast, browser: Browser) -> None:
    qin = browser(cast.qin)
    for address in ("/imports/?before=x", "/imports/?before=" + "9" * 40, "/imports/?before=5"):
        assert qin.get(address).status_code == 200
    row = uploaded(cast.qin, csv_of(taobao(1)))
    assert qin.get(f"/imports/{row.pk}/?preset=nope").status_code == 200
    assert qin.get(f"/imports/{row.pk}/?preset=jd").status_code == 200
    assert qin.post(f"/imports/{row.pk}/reading/", {"state": "x", "word": ""}).status_code == 400
    assert qin.get("/imports/blank.csv").status_code == 200
