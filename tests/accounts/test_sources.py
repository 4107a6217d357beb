"""Where a number was read: named in the reader's language, a law or a page by its name."""

import pytest
from django.utils.translation import override

from helpdesk.accounts.platform_packs import PACKS
from helpdesk.accounts.sources import PAGES, pieces_of, source_named
from helpdesk.accounts.templatetags.sources import sourced

PAGE = "拼多多 · php.xylcwl.com/faq/1501467；也有说 24 或 48 小时的，请核对"
APPLIED = "（hubeilong.com/c/03233605Y92024，48 小时不答自动退；2026-11-26 看的）"
LAW = "消费者权益保护法第二十五条；网络购买商品七日无理由退货暂行办法"


@pytest.mark.parametrize(
    ("kept", "chinese", "english"),
    [
        (
            PAGE,
            "拼多多 · 拼多多退款时限（xylcwl.com）；也有说 24 或 48 小时的，请核对",
            "Pinduoduo · Pinduoduo refund deadlines (xylcwl.com); others say 24 or 48 hours, please"
            " check",
        ),
        (
            APPLIED,
            "（淘宝退款时限（hubeilong.com），48 小时不答自动退；2026-11-26 看的）",
            "（Taobao refund deadlines (hubeilong.com): paid back by itself after 48 hours; read on"
            " 2026-11-26）",
        ),
        (
            LAW,
            LAW,
            "Consumer Protection Law, article 25; Interim Measures for returns without a reason",
        ),
        (
            "7 天内退款（消费者权益保护法第二十五条：收到退货之日起 7 天内）",
            "7 天内退款（消费者权益保护法第二十五条：收到退货之日起 7 天内）",
            "7 天内退款（Consumer Protection Law, article 25: within 7 days of receiving the"
            " return）",
        ),
        (
            "客服手册：退货运费归属",
            "客服手册：退货运费归属",
            "Service handbook: who bears the freight of a return",
        ),
        ("店长说大促期间放宽", "店长说大促期间放宽", "店长说大促期间放宽"),
    ],
)
def test_a_kept_source_in_the_readers_language(kept: str, chinese: str, english: str) -> None:
    assert source_named(kept) == chinese
    with override("en"):
        assert source_named(kept) == english


def test_laws_and_pages_open_and_everything_else_is_escaped() -> None:
    names = [piece.words for piece in pieces_of(LAW) if piece.address]
    assert names == LAW.split("；")
    shown = sourced(f"<b>{PAGE}")
    assert shown.startswith('&lt;b&gt;拼多多 · <a class="source" href=')
    assert 'href="https://php.xylcwl.com/faq/1501467"' in shown
    assert ">拼多多退款时限（xylcwl.com）</a>；也有说" in shown


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_source_of_ours_shows_a_bare_address(language: str) -> None:
    with override("zh-hans"):
        kept = [str(asked.source) for pack in PACKS.values() for asked in pack.asked]
    with override(language):
        assert not [text for text in kept for page in PAGES if page in source_named(text)]
        assert not [text for text in kept if "/" in source_named(text)]
