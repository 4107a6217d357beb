"""However somebody writes a number, it is looked for as one."""

import pytest

from helpdesk.commerce.phone_numbers import plain_phone, tail_of


@pytest.mark.parametrize(
    "written",
    [
        *("13812345678", " 138 1234 5678 ", "138-1234-5678", "+86 13812345678", "+8613812345678"),
        *("008613812345678", "86-138-1234-5678", "１３８１２３４５６７８", "(138)12345678"),
        *("13812345678-1234", "13812345678转1234", "13812345678,1234", "138–1234—5678"),
        *("\u202d138 1234 5678\u202c", "\u200e+86 138 1234 5678"),  # copied on an iPhone
    ],
)
def test_a_mobile_is_eleven_digits(written: str) -> None:
    assert (plain_phone(written), tail_of(written)) == ("13812345678", "5678")


@pytest.mark.parametrize(
    ("written", "plain", "tail"),
    [
        ("0571-88889999", "057188889999", "9999"),
        ("0571-88889999 转 12", "057188889999", "9999"),
        ("+852 9123 4567", "85291234567", "4567"),
        ("138****5678", "", "5678"),
        ("*******5678", "", "5678"),
        ("5678", "", ""),
        ("", "", ""),
        ("没有手机", "", ""),
        ("138****56", "", ""),
    ],
)
def test_other_numbers(written: str, plain: str, tail: str) -> None:
    assert (plain_phone(written), tail_of(written)) == (plain, tail)
