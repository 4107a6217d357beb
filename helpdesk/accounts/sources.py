"""Where a rule's number or a payer was read: the law or the page, by a name that can be opened.

A source is kept as text, in the shop's language, as it was when it was used. Here the texts we
wrote ourselves are said in the reader's language, and the laws and pages in them become links; of
what a person wrote nothing changes but an address that we know.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.platform_packs import PACKS
from helpdesk.accounts.policies import registered_rules

CONSUMERS = "https://www.gov.cn/jrzg/2013-10/25/content_2515601.htm"
RETURNS = (
    "https://www.samr.gov.cn/zw/zfxxgk/fdzdgknr/fgs/art/2023/"
    "art_26ca8fe29e184edd899fa0a7a060d935.html"
)
CIVIL_CODE = "https://www.gov.cn/xinwen/2020-06/01/content_5516649.htm"

LAWS: tuple[tuple[Promise, str], ...] = (
    (_("消费者权益保护法第二十四条"), CONSUMERS),
    (_("消费者权益保护法第二十五条"), CONSUMERS),
    (_("网络购买商品七日无理由退货暂行办法"), RETURNS),
    (_("民法典第五百七十七条"), CIVIL_CODE),
)
"""Official texts, by the words under which a source names them."""

PAGES: dict[str, Promise] = {
    "dingjiuxi.cn/tbnews/14066": _("淘宝响应率说明（dingjiuxi.cn）"),
    "hubeilong.com/c/03233605Y92024": _("淘宝退款时限（hubeilong.com）"),
    "m.senbk.com/internet/44310": _("淘宝发货后退款时限（senbk.com）"),
    "39zn.cn/article/215407": _("京东应答率说明（39zn.cn）"),
    "maijiaw.com/article/505791": _("京东应答率说明（maijiaw.com）"),
    "wl-enterprise.com/news/i386429": _("拼多多回复率说明（wl-enterprise.com）"),
    "php.xylcwl.com/faq/1501467": _("拼多多退款时限（xylcwl.com）"),
}
"""Third parties' pages, by the addresses that stand in the sources; named by what they are for."""

DAY = "DAY"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a source; with an address they are the name of what is there."""

    words: str
    address: str = ""


_known: list[str | Promise] = []


def know_source(text: str | Promise) -> None:
    """Make a source known that stands in no rule and no platform pack. Called once at start."""
    _known.append(text)


def source_named(text: str | Promise) -> str:
    """The source in the reader's language, with names in place of addresses."""
    return "".join(piece.words for piece in pieces_of(text))


def pieces_of(text: str | Promise) -> Iterator[Piece]:
    """The source cut where a law or a page is named."""
    names, pattern = _links(get_language() or "")
    rest = _said(str(text))
    at = 0
    for found in pattern.finditer(rest):
        if found.start() > at:
            yield Piece(rest[at : found.start()])
        yield names[found[0]]
        at = found.end()
    if at < len(rest):
        yield Piece(rest[at:])


def _said(text: str) -> str:
    """What we wrote, in the reader's language."""
    said, pattern = _ours(get_language() or "")
    if not said:
        return text
    # What applying a platform's numbers adds (`actions/choosing_platforms.py`).
    with override(settings.LANGUAGE_CODE):
        added = re.escape(_read_on(DAY)).replace(DAY, r"(\d{4}-\d\d-\d\d)")
    text = re.sub(added, lambda found: _read_on(found[1]), text)
    return pattern.sub(lambda found: said[found[0]], text)


def _read_on(day: str) -> str:
    return gettext("%(source)s；%(day)s 看的") % {"source": "", "day": day}


@lru_cache(maxsize=8)
def _links(language: str) -> tuple[dict[str, Piece], re.Pattern[str]]:
    """Each name or address that leads somewhere, in that language, which is the reader's."""
    names = {str(words): Piece(str(words), address) for words, address in LAWS}
    names |= {page: Piece(str(name), f"https://{page}") for page, name in PAGES.items()}
    return names, _any_of(names)


@lru_cache(maxsize=8)
def _ours(language: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """Every source of ours as it is kept, and as it reads; nothing where both are one."""
    ours: list[str | Promise] = [*_known, *(words for words, _address in LAWS)]
    ours += [rule.source for rule in registered_rules().values()]
    for pack in PACKS.values():
        ours += [asked.source for asked in pack.asked]
    said = [str(one) for one in ours]
    labels = [f"{pack.label} · " for pack in PACKS.values()]
    with override(settings.LANGUAGE_CODE):
        kept = [str(one) for one in ours] + [f"{pack.label} · " for pack in PACKS.values()]
    pairs = zip(kept, said + labels, strict=True)
    differing = {before: after for before, after in pairs if before != after}
    return differing, _any_of(differing)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """The longest first: one source may begin as another does."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)")
