"""One cell's text to a value, or `Wrong` with a code. Pure; nothing is guessed silently."""

import re
import unicodedata
from functools import lru_cache

from helpdesk.commerce.goods_checks import are_too_many
from helpdesk.commerce.imports.order_words import FLAGS, STATES
from helpdesk.commerce.imports.problems import Wrong
from helpdesk.commerce.provinces import province_of
from helpdesk.kernel.typed_money import NotMoney, Unmoney, fen_in, plain

MOST_FEN = 10**13
SPACES = re.compile(r"\s+")
ROUNDED = re.compile(r"[+-]?\d+(\.\d+)?[eE]\+?\d+")
NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z_\-#./]{0,63}")
CURRENCY = re.compile(r"(?i)(?:rmb|cny|\$)")
MONEY_WRONG = {
    Unmoney.EMPTY: "money_unreadable",
    Unmoney.UNREADABLE: "money_unreadable",
    Unmoney.FRACTION: "money_fraction",
    Unmoney.NEGATIVE: "money_negative",
}
MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9]\d{9})")
VIRTUAL = re.compile(r"(?:\+?86)?(1[3-9]\d{9})(?:-|转|ext|,)(\d{1,6})")
LANDLINE = re.compile(r"(0\d{2,3})-?(\d{7,8})(?:-(\d{1,6}))?")
HONGKONG = re.compile(r"\+?(852|853|886)-?(\d{8,9})")
MASKED = re.compile(r"[\d*xX×]*[*×][\d*xX×\-转]*")
COUNT = re.compile(r"\d{1,7}(\.0+)?")


def _half(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def order_number(text: str) -> str:
    """As the platform writes it. A number that Excel rounded is refused: its end is lost."""
    number = SPACES.sub("", _half(text))
    if not number:
        raise Wrong("number_missing")
    if ROUNDED.fullmatch(number) and re.search("[eE]", number) and len(number) < 24:
        raise Wrong("number_rounded", text)
    if not NUMBER.fullmatch(number):
        raise Wrong("number_odd", text)
    return number


def waybill(text: str) -> str:
    """A parcel's number; like an order's it must not be rounded."""
    number = SPACES.sub("", _half(text))
    if re.fullmatch(r"\d\.\d+[eE]\+\d+", number):
        raise Wrong("waybill_rounded", text)
    if len(number) > 64:
        raise Wrong("text_long", text)
    return number


@lru_cache(maxsize=8192)
def fen(text: str) -> int:
    """¥1,234.50 to 123450. Negative amounts and parts of a fen are refused, never rounded.

    Read as everywhere (`kernel/typed_money.py`); a table also has 「RMB 12」 and 「(12.00)」.
    """
    bare = CURRENCY.sub("", SPACES.sub("", plain(text)))
    if bare.startswith("(") and bare.endswith(")"):
        bare = f"-{CURRENCY.sub('', bare[1:-1])}"
    try:
        value = fen_in(bare)
    except NotMoney as problem:
        raise Wrong(MONEY_WRONG[problem.why], text) from None
    if value > MOST_FEN:
        raise Wrong("money_huge", text)
    return value


def quantity(text: str) -> int:
    """A whole number from 1."""
    bare = _half(text).replace(",", "").removesuffix("件").removesuffix("个")
    if not COUNT.fullmatch(bare) or not 1 <= int(float(bare)) <= 1_000_000:
        raise Wrong("quantity_bad", text)
    return int(float(bare))


@lru_cache(maxsize=8192)
def phone(text: str) -> str | None:
    """Digits of a mobile, a platform's virtual number with its extension, or a landline.

    None for one that the platform has masked (138****5678): there is nothing to store.
    """
    bare = re.sub(r"[\s()]", "", _half(text)).replace("－", "-")
    if MASKED.fullmatch(bare):
        return None
    for pattern in (MOBILE, VIRTUAL, LANDLINE, HONGKONG):
        found = pattern.fullmatch(bare if pattern is not MOBILE else bare.replace("-", ""))
        if found:
            return "-".join(part for part in found.groups() if part)
    raise Wrong("phone_bad", masked(bare))


def masked(number: str) -> str:
    """No more of a phone than is needed to find it in the file."""
    return f"{number[:3]}***{number[-2:]}" if len(number) > 6 else "***"


def state_key(text: str) -> str:
    """A state's words without what platforms vary: width, spaces, commas' shape."""
    text = _half(text).casefold().replace("，", ",").replace("、", ",").replace("_", " ")
    return re.sub(r"\s*,\s*", ",", SPACES.sub(" ", text))


STATE_WORDS = {state_key(word): state for state, words in STATES.items() for word in words}
FLAG_WORDS = {word: flag for flag, words in FLAGS.items() for word in words}


def state(text: str, own: dict[str, str] | None = None) -> str:
    """The order's state by the platform's word, or by the shop's own for words not known here."""
    key = state_key(text)
    found = (own or {}).get(key) or STATE_WORDS.get(key)
    if found is None:
        raise Wrong("state_unknown", text)
    return found


def flag(text: str) -> int:
    """A colour's word or number."""
    found = FLAG_WORDS.get(_half(text).casefold())
    if found is None:
        raise Wrong("flag_unknown", text)
    return found


LIST_MARKS = re.compile(r"[,，、;；/|\n]+")


def names(text: str) -> list[str]:
    """燕麦色、雾蓝 as a list; each once."""
    found = list(dict.fromkeys(part.strip() for part in LIST_MARKS.split(text) if part.strip()))
    if are_too_many(found):
        raise Wrong("list_long", text)
    return found


def province(text: str) -> str:
    """浙江 for 浙江省 or 浙江."""
    found = province_of(text)
    if not found:
        raise Wrong("province_unknown", text)
    return found


def days(text: str) -> int:
    """Whole days from 1 to 30: 2, 2 天."""
    bare = _half(text).removesuffix("天").removesuffix("日").strip()
    if not COUNT.fullmatch(bare) or not 1 <= int(float(bare)) <= 30:
        raise Wrong("days_bad", text)
    return int(float(bare))
