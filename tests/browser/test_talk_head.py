"""The head and the foot of a chat: words stay readable, however many buttons stand there."""

from conversations.actions.sessions import take_session
from tests.browser.test_language import english
from tests.browser.windows import Windows, desk_in
from tests.cast import Cast, agent

SIDE_BY_SIDE = """() => {
  const box = (name) => document.querySelector(name).getBoundingClientRect();
  const name = document.querySelector(".talk__who h2");
  const seen = [...document.querySelectorAll(".talk__who .line > *")]
    .map((one) => one.getBoundingClientRect())
    .filter((one) => one.width && one.top < box(".talk__head").bottom - 12);
  return { whole: name.scrollWidth <= name.clientWidth,
    under: Math.max(...seen.map((one) => one.right)) - box(".talk__acts").left };
}"""

ON_ONE_LINE = """() => [...document.querySelectorAll("[data-locked] .btn")]
  .every((one) => one.checkVisibility() && one.scrollWidth <= one.clientWidth
    && [...one.childNodes].filter((part) => part.nodeType === 3 && part.data.trim())
    .every((words) => {
      const range = document.createRange();
      range.selectNodeContents(words);
      return range.getClientRects().length === 1;
    }))"""

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


def test_what_a_locked_chat_offers_stands_on_one_line_each(
    windows: Windows, real_cast: Cast
) -> None:
    thread = real_cast.thread("在吗")
    take_session(actor=agent(real_cast.tom), conversation_id=thread.pk)
    broken = []
    for language in ("zh", "en"):
        member = windows.member(real_cast.qin)
        page = desk_in(english(member, windows.url) if language == "en" else member, thread.pk).page
        page.locator("[data-take-over]").wait_for()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            if not page.evaluate(ON_ONE_LINE):
                broken.append((language, width))
    assert broken == []
