"""What of a name, phone or address is shown before anybody gives a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.commerce.masking import (
    address_end,
    mask_address,
    mask_name,
    mask_phone,
    mask_waybill,
)
from helpdesk.commerce.provinces import PROVINCES, province_of


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        ("张小贝", "张**"),
        ("欧阳娜娜", "欧**"),
        (" Lin ", "L**"),
        ("王", "王**"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_name_keeps_its_first_sign(full: str, shown: str) -> None:
    assert mask_name(full) == shown


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        ("13812345678", "138****5678"),
        ("138-1234-5678", "138****5678"),
        ("138****5678", "138****5678"),
        ("13812345678-2291", "138****5678"),  # a platform's virtual number
        ("+86 138-1234-5678", "138****5678"),
        ("0086 13812345678", "138****5678"),
        ("138 1234 5678 转 1234", "138****5678"),
        ("0571-88123456", "057****3456"),
        ("0571-8888123", "057****8123"),
        ("8888123", "****8123"),
        ("1234", "****"),
        ("", ""),
    ],
)
def test_a_phone_keeps_its_ends(full: str, shown: str) -> None:
    assert mask_phone(full) == shown


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        ("浙江省绍兴市越城区解放路1号", "浙江省绍兴市越城区***"),
        ("上海市徐汇区漕溪北路8号", "上海市徐汇区***"),
        ("北京市 北京市 朝阳区 建国路 9 号", "北京市北京市朝阳区***"),
        ("江苏省苏州市昆山市玉山镇", "江苏省苏州市昆山市***"),
        ("浙江省绍兴市解放路幸福小区3幢", "浙江省绍兴市***"),
        ("云南省大理白族自治州大理市古城", "云南省大理白族自治州大理市***"),
        ("广西壮族自治区柳州市城中区", "广西壮族自治区柳州市城中区***"),
        ("幸福路3号", "***"),
        ("", ""),
    ],
)
def test_an_address_ends_at_the_district(full: str, shown: str) -> None:
    assert mask_address(full) == shown


@given(st.sampled_from(PROVINCES), st.text(alphabet="路街号幢1234567890新华园", min_size=1))
def test_a_street_is_never_shown(province: str, street: str) -> None:
    assert mask_address(province + street) == f"{province}***"


@given(st.text())
def test_nothing_breaks_a_mask(text: str) -> None:
    for mask in (mask_name, mask_phone, mask_address):
        assert mask(text) == "" or "**" in mask(text)


def test_provinces_are_read_from_the_front_only() -> None:
    assert province_of("内蒙古自治区包头市") == "内蒙古"
    assert province_of("中国 广东省") == "广东"
    assert province_of("杭州市上海路") == ""


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        ("浙江省绍兴市越城区胜利东路 368 号 3 幢 201室", "201室"),
        ("浙江省绍兴市越城区胜利东路 368 号", "368 号"),
        ("广东省深圳市南山区科技园 B 座 12B", "12B"),
        ("浙江省绍兴市越城区解放路幸福小区", ""),  # no door
        ("浙江省绍兴市越城区路1号", ""),  # too little would stay hidden
        ("浙江省解放路幸福小区 3 幢", ""),  # nobody knows where the street begins
        ("解放路幸福小区 3 幢", ""),
        ("浙江省绍兴市越城区胜利东路 368 号 张小贝", ""),  # a name at the end
        ("浙江省绍兴市越城区胜利东路 368 号 13812345678", ""),  # a number that is no door
        ("", ""),
    ],
)
def test_of_a_known_address_only_the_door_is_shown(full: str, shown: str) -> None:
    assert address_end(full) == shown


@given(st.text())
def test_a_door_is_short_whatever_it_stands_in(text: str) -> None:
    assert len(address_end(text)) <= 7


def test_a_waybill_is_known_by_its_ends() -> None:
    assert mask_waybill("YT7731000000204") == "YT7731…204"
    assert mask_waybill("12345678") == "…5678"
