"""Names lose what misleads or harms, and the sender is told of it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.files.kinds import KINDS
from conversations.files.names import LONGEST, clean_name, shown_name


@pytest.mark.parametrize(
    ("told", "kept", "said"),
    [
        ("破损.jpg", "破损.jpg", ""),
        ("../../etc/passwd.jpg", "passwd.jpg", "路径"),
        ("C:\\Users\\梅\\照片.jpg", "照片.jpg", "路径"),
        ("photo\u202egpj.exe", "photogpj.exe.jpg", "看不见"),
        ("a\x00b\r\n.jpg", "ab.jpg", "看不见"),
        ("收据?.jpg", "收据.jpg", "看不见"),
        ("shot.PNG", "shot.jpg", "后缀"),
        ("照片.JPEG", "照片.jpeg", ""),
        ("", "图片.jpg", ""),
        ("....", "图片.jpg", ""),
    ],
)
def test_a_name_is_cleaned_and_the_change_said(told: str, kept: str, said: str) -> None:
    clean = clean_name(told, KINDS["jpeg"])
    assert clean.name == kept
    assert said in clean.changed and bool(said) == bool(clean.changed)


def test_a_long_name_is_cut_in_its_middle_and_the_sender_told() -> None:
    clean = clean_name("很" * 300 + ".pdf", KINDS["pdf"])
    assert len(clean.name) == LONGEST and clean.name.endswith("….pdf")
    assert "太长" in clean.changed


@given(st.text(max_size=300))
def test_no_name_is_dangerous_whatever_was_told(told: str) -> None:
    for name in (clean_name(told, KINDS["xlsx"]).name, shown_name(told)):
        assert name and len(name) <= LONGEST
        assert not set(name) & set('/\\<>:"|?*')
        assert all(unicodedata.category(mark)[0] != "C" for mark in name)
    assert clean_name(told, KINDS["xlsx"]).name.endswith(".xlsx")
