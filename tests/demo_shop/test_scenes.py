"""The catalogue, the scene files and the sixty dialogues of the demo shop."""

import re
from collections import Counter
from pathlib import Path

import pytest

from helpdesk.demo_shop.catalogue import (
    AGENTS,
    BUYERS,
    KINDS,
    PLATFORMS,
    PRODUCTS,
    CatalogueError,
    load_buyers,
    load_products,
)
from helpdesk.demo_shop.dialogues import COLUMNS, DIALOGUES_FILE, render_dialogues
from helpdesk.demo_shop.facts import SLOTS
from helpdesk.demo_shop.scenes import (
    LONGEST,
    SCENES_DIR,
    SHORTEST,
    STAGES,
    SceneError,
    load_scenes,
    parse_scenes,
)

from .words import EMOJI, taboo_in

GOOD = "# hello | pre_sale | tee\nB: 在吗\nA: 在的\nB: {colour}有没有\nA: 有的\n"


def rows() -> list[list[str]]:
    return [line.split("\t") for line in render_dialogues().split("\n")[:-1]]


def dialogues() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for session, _user, is_agent, *_rest, text in rows():
        found.setdefault(session, []).append((is_agent, text))
    return found


def test_every_scene_file_is_read_and_short() -> None:
    files = sorted(SCENES_DIR.glob("*.txt"))
    assert len(files) >= 8
    assert all(len(path.read_text(encoding="utf-8").splitlines()) < 300 for path in files)
    scenes = load_scenes()
    assert len(scenes) >= 75
    assert {scene.stage for scene in scenes} == set(STAGES)
    assert {kind for scene in scenes for kind in scene.kinds} == set(KINDS)
    assert all(SHORTEST <= len(scene.lines) <= LONGEST for scene in scenes)


def test_scenes_do_not_smell_of_one_template() -> None:
    texts = Counter(text for scene in load_scenes() for text in {line.text for line in scene.lines})
    long_twice = [text for text, count in texts.items() if count > 1 and len(text) > 12]
    assert long_twice == []
    shapes = Counter(tuple(line.side for line in scene.lines) for scene in load_scenes())
    assert len(shapes) >= 30


def test_agents_keep_the_house_manners() -> None:
    said = [line.text for scene in load_scenes() for line in scene.lines if line.side == "agent"]
    assert [(text, word) for text in said for word in taboo_in(text)] == []
    assert [text for text in said if EMOJI.search(text)] == []


def test_some_buyers_use_emoji() -> None:
    said = [line.text for scene in load_scenes() for line in scene.lines if line.side == "buyer"]
    assert sum(bool(EMOJI.search(text)) for text in said) >= 8


def test_a_good_scene_is_parsed() -> None:
    (scene,) = parse_scenes("\n" + GOOD, "x.txt")
    assert (scene.slug, scene.stage, scene.kinds) == ("hello", "pre_sale", ("tee",))
    assert [line.side for line in scene.lines] == ["buyer", "agent", "buyer", "agent"]
    assert scene.slots == {"colour"}
    assert not scene.returning


def test_kind_groups_and_marks() -> None:
    header = "# hello | order | phone, -glass, scarf | returning"
    (scene,) = parse_scenes(GOOD.replace("# hello | pre_sale | tee", header), "x.txt")
    assert scene.kinds == ("case", "charger", "cable", "powerbank", "stand", "scarf")
    assert scene.returning


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("pre_sale", "presale", 1, "unknown stage 'presale'"),
        ("| tee", "| teapot", 1, "unknown product kind 'teapot'"),
        ("| tee", "| tee, -tee", 1, "no product kind is left"),
        ("| tee", "", 1, "a header reads"),
        ("| tee", "| tee | often", 1, "unknown mark 'often'"),
        ("hello", "Hello There", 1, "slug 'Hello There'"),
        ("{colour}", "{color}", 4, "unknown slot {color}"),
        ("{colour}", "{model}", 4, "slot {model} means nothing for tee"),
        ("{colour}", "{colour", 4, "unbalanced braces"),
        ("在的", "[在的|]", 3, "an empty alternative"),
        ("在的", "[在的", 3, "unbalanced brackets"),
        ("A: 在的", "在的", 3, "expected 'B: ' or 'A: '"),
        ("A: 有的", "A: ", 5, "expected 'B: ' or 'A: '"),
        ("A: 有的\n", "", 1, "3 lines, expected 4 to 14"),
        ("B: 在吗", "A: 在吗", 2, "opens with the buyer"),
        ("A: ", "B: ", 1, "nobody answers"),
        ("# hello", "B: 早\n# hello", 1, "before the first scene header"),
        ("A: 有的\n", "A: 有的\n" + GOOD, 6, "slug 'hello' is used twice"),
    ],
)
def test_a_malformed_scene_names_file_and_line(old: str, new: str, line: int, problem: str) -> None:
    with pytest.raises(SceneError, match=re.escape(problem)) as caught:
        parse_scenes(GOOD.replace(old, new), "pre_sale_x.txt")
    assert str(caught.value).startswith(f"pre_sale_x.txt:{line}: ")


def test_a_slug_may_not_live_in_two_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.txt").write_text(GOOD, encoding="utf-8")
    with pytest.raises(SceneError, match="another file"):
        load_scenes(tmp_path)


def test_the_catalogue() -> None:
    assert len(PRODUCTS) >= 24
    assert len({product.code for product in PRODUCTS}) == len(PRODUCTS)
    assert len({product.name for product in PRODUCTS}) == len(PRODUCTS)
    assert {product.kind for product in PRODUCTS} == set(KINDS)
    for product in PRODUCTS:
        assert len(set(product.colours)) == len(product.colours) >= 2
        assert (len(product.sizes) >= 2) == (product.kind in SLOTS["size"])
        assert (len(product.models) >= 2) == (product.kind in SLOTS["model"])


def test_the_buyers() -> None:
    names = [buyer.nickname for buyer in BUYERS]
    assert len(set(names)) == len(names) == 40
    assert {buyer.platform for buyer in BUYERS} == set(PLATFORMS)
    assert sum("𠮷" in name for name in names) == 1
    assert sum(bool(EMOJI.search(name)) for name in names) == 1
    assert len(set(AGENTS)) == 4


def test_a_broken_catalogue_row_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "rows.txt"
    path.write_text("# comment\na | b\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"rows\.txt:2: 2 columns"):
        load_products(path)
    path.write_text("小王 | ebay | 浙江 | 杭州 | M\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"rows\.txt:1: unknown platform 'ebay'"):
        load_buyers(path)


def test_the_committed_dialogues_are_the_rendered_ones() -> None:
    assert DIALOGUES_FILE.read_bytes().decode("utf-8") == render_dialogues()


def test_the_dialogues_have_the_sample_format() -> None:
    for row in rows():
        assert len(row) == len(COLUMNS)
        session, user, is_agent, transfer, repeat, sku, _text = row
        assert re.fullmatch(r"xm-0\d\d", session)
        assert re.fullmatch(r"XM_USER_\d{3}", user)
        assert {is_agent, transfer, repeat} <= {"0", "1"}
        assert sku == "nan" or sku in {product.code for product in PRODUCTS}
    assert "\r" not in render_dialogues()


def test_sixty_dialogues_no_two_alike() -> None:
    found = dialogues()
    assert len(found) == 60
    assert len({tuple(lines) for lines in found.values()}) == 60
    assert len({tuple(lines[:2]) for lines in found.values()}) == 60


def test_the_awkward_lines_are_there_word_for_word() -> None:
    texts = [row[-1] for row in rows()]
    assert sum("𠮷" in text and "👨\u200d👩\u200d👧" in text for text in texts) == 1
    assert sum(text != text.strip() for text in texts) == 1
    assert texts.count("") == 1
    assert [850 < len(text) < 950 for text in texts].count(True) == 1
    (marked,) = [text for text in texts if "<b>" in text]
    assert all(mark in marked for mark in ('"', "'", "\\", "</b>", "{code: ", "{price}"))
    assert not any(re.search(r"[{}]", text) for text in texts if text != marked)


def test_agents_keep_their_manners_in_the_dialogues_too() -> None:
    said = [text for row in rows() if row[2] == "1" for text in [row[-1]]]
    assert [(text, word) for text in said for word in taboo_in(text)] == []
