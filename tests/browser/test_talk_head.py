"""The head of a chat: whose it is stays readable, however many buttons and tags stand there."""

from tests.browser.test_language import english
from tests.browser.windows import Windows, desk_in
from tests.cast import Cast

SIDE_BY_SIDE = """() => {
  const box = (name) => document.querySelector(name).getBoundingClientRect();
  const name = document.querySelector(".talk__who h2");
  const seen = [...document.querySelectorAll(".talk__who .line > *")]
    .map((one) => one.getBoundingClientRect())
    .filter((one) => one.width && one.top < box(".talk__head").bottom - 12);
  return { whole: name.scrollWidth <= name.clientWidth,
    under: Math.max(...seen.map((one) => one.right)) - box(".talk__acts").left };
}"""


WIDTHS = (390, 900, 1024, 1180, 1280, 1440)


def test_the_buyers_name_is_read_and_nothing_lies_under_the_buttons(
    windows: Windows, real_cast: Cast
) -> None:
    thread = real_cast.thread("在吗")
    seen = {}
    for language in ("zh", "en"):
        member = windows.member(real_cast.mei)
        page = desk_in(english(member, windows.url) if language == "en" else member, thread.pk).page
        page.locator("[data-why]").wait_for()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            seen[language, width] = page.evaluate(SIDE_BY_SIDE)
    assert [where for where, head in seen.items() if not head["whole"]] == [], "the name is cut"
    assert [where for where, head in seen.items() if head["under"] > 0] == [], "tags under buttons"
