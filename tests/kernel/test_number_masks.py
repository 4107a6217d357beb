"""No number of a person gets through; what a log needs to be read stays."""

import json
import logging
import sys

import pytest

from helpdesk.kernel.jsonlog import JsonFormatter
from helpdesk.kernel.number_masks import mask_log, mask_people


@pytest.mark.parametrize(
    "written",
    [
        "13812345678",
        "tel:13812345678.",
        "+8613812345678",
        "+86 138-1234-5678",
        "0086 138 1234 5678",
        "138 1234 5678",
        "１３８１２３４５６７８",
        "phone%20138%201234%205678",
        "/orders/13812345678/",
    ],
)
def test_mobiles_keep_their_ends_alone(written: str) -> None:
    for mask in (mask_people, mask_log):
        masked = mask(f"找 {written} 收")
        assert "1234" not in masked and "１２３４" not in masked, masked
        assert "****" in masked


@pytest.mark.parametrize(
    ("written", "hidden"),
    [
        ("身份证 330602199001011234 的", "19900101"),
        ("33060219900101123X", "19900101"),
        ("bea.lin@example.com", "bea"),
        ("卡 6222 0202 0001 2345 678", "0202"),
        ("6222020200012345678", "0202"),
        ("座机 0571-88889999", "88889999"),
        ("/find?q=13812345678&x=张", "张"),
        ("/find?phone=%EF%BC%91%EF%BC%93", "%91"),
        ("user=bea token=12345678901234567890", "234567890"),
    ],
)
def test_other_numbers_of_people_stay_out_of_logs(written: str, hidden: str) -> None:
    assert hidden not in mask_log(written)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2026-11-21 15:04:05",
        "127.0.0.1:54321",
        '127.0.0.1 - "GET /desk/12/panel/ HTTP/1.1" 200',
        'File "/srv/helpdesk/kernel/env.py", line 1234, in text',
        "import 42 failed: import_stuck",
        "order 1234567 of shop 7",
    ],
)
def test_what_is_nobodys_number_stays(written: str) -> None:
    assert mask_log(written) == written


def test_a_courier_may_still_name_its_parcel() -> None:
    scan = "YT7731204410293 已到达【杭州转运中心】，派件员 13911112222"
    assert mask_people(scan) == "YT7731204410293 已到达【杭州转运中心】，派件员 139****2222"


def test_the_line_is_masked_wherever_the_number_stands() -> None:
    logger = logging.getLogger("tests.masks")
    try:
        raise ValueError("no such phone: 13812345678")
    except ValueError:
        record = logger.makeRecord(
            "x", logging.ERROR, "f", 1, "for %s", ("13812345678",), sys.exc_info()
        )
    record.stack_info = "stack 13812345678"
    line = JsonFormatter().format(record)
    said = json.loads(line)
    assert "13812345678" not in line
    assert "138****5678" in said["message"]
    assert "138****5678" in said["traceback"] and "ValueError" in said["traceback"]
    assert "138****5678" in said["stack"]
