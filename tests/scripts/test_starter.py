"""The starter set: whole, tagged, with variables that exist, and past the guard."""

from collections import Counter

import pytest

from scripts_library.actions.starting import load_starter
from scripts_library.guard.checking import check
from scripts_library.models import Script, ScriptVersion, Stage
from scripts_library.starter.reading import Starter, starters
from scripts_library.variables import variables_by_name
from scripts_library.wording import flaw_of, names_in
from tests.cast import Cast

SCENES = {
    "打招呼": 6, "买家常问/有货和选款": 12, "买家常问/价格": 6, "买家常问/快递和时间": 6,
    "买家常问/退换和赔付": 6, "讨价还价/a 允诺型": 2, "讨价还价/b 对比型": 2,
    "讨价还价/c 武断型": 2, "讨价还价/d 借口型": 2,
    "等待": 3, "忙碌": 3, "购买以后": 4, "没有买成": 3, "催付": 4,
    "核对地址": 4, "物流": 8, "售后/A 不喜欢": 4, "售后/B 质量": 6, "售后/C 不会用": 4,
    "售后/方案": 13, "运费归谁": 5, "投诉六步": 8, "谢评价": 4, "买家类型": 4, "性格四型": 4,
    "道别": 3,
}  # fmt: skip


def test_every_scene_is_there_and_each_script_once_in_both_languages() -> None:
    by_language = Counter(one.language for one in starters())
    assert by_language["zh"] == by_language["en"] >= 150
    zh = [one for one in starters() if one.language == "zh"]
    scenes = Counter(one.folder for one in zh)
    assert {scene: many for scene, many in SCENES.items() if scenes[scene] < many} == {}
    assert len({one.key for one in starters()}) == len(starters())
    assert len({one.code for one in starters()}) == len(starters())
    assert len({(one.title, one.language) for one in starters()}) == len(starters())


@pytest.mark.parametrize("one", starters(), ids=lambda one: one.key)
def test_each_is_tagged_and_may_be_said(one: Starter) -> None:
    assert one.tags and one.title and one.stage in Stage.values
    assert flaw_of(one.body, variables_by_name().keys()) is None
    verdict = check(one.body, language=one.language)
    assert verdict.level == "ok", [(hit.about, hit.text, hit.why) for hit in verdict.hits]
    assert one.language == "zh" or not any("\u4e00" <= mark <= "\u9fff" for mark in one.body)
    english = {"shop", "agent", "greeting"} | {v.en for v in variables_by_name().values()}
    bare = [name for name in names_in(one.body) if not name.endswith(("?", "？"))]
    assert one.language == "zh" or set(bare) <= english


@pytest.mark.django_db
def test_loading_it_twice_adds_nothing_and_leaves_what_the_shop_changed(cast: Cast) -> None:
    assert load_starter(actor=cast.qin, languages=["zh"]) == 179
    assert load_starter(actor=cast.qin, languages=["zh"]) == 0
    assert load_starter(actor=cast.lan, languages=["zh", "en"]) == 179
    greeting = Script.objects.get(shop=cast.shop, starter_key="dz01-zh")
    assert (greeting.state, greeting.live, greeting.folder.name) == ("approved", 1, "打招呼")
    version = ScriptVersion.objects.get(script=greeting, number=1)
    assert version.initials == "whbdm"
