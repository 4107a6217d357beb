"""What a buyer wants different about where an order goes, checked and masked. Pure."""

import re
from dataclasses import dataclass, replace

from django.utils.translation import gettext, pgettext

from conversations.card_errors import ChangeEmpty, ChangeWrong
from helpdesk.commerce.masking import address_end, mask_address, mask_name, mask_phone
from helpdesk.kernel.text import MAX_MESSAGE_LENGTH, is_blank, without_directions

NAME_LENGTH, PHONE_LENGTH, ADDRESS_LENGTH, WORDS_LENGTH = 64, 32, 255, 500
_PHONE = re.compile(r"[+\d][\d\s\-]*")
_DIGITS = range(7, 21)


@dataclass(frozen=True, kw_only=True)
class Change:
    """Each part may be empty, not all of them."""

    name: str = ""
    phone: str = ""
    address: str = ""
    words: str = ""

    @property
    def masked(self) -> "Change":
        """As the thread shows it: personal data masked, free words as they were written."""
        return replace(
            self,
            name=mask_name(self.name),
            phone=mask_phone(self.phone),
            address=mask_address(self.address) + address_end(self.address),
        )


def checked_change(change: Change) -> Change:
    """The same on one line each, or ChangeEmpty, or ChangeWrong with the first wrong part."""
    tidy = Change(
        name=_one_line(change.name),
        phone=_one_line(change.phone),
        address=_one_line(change.address),
        words="" if is_blank(change.words) else change.words.strip(),
    )
    if tidy == Change():
        raise ChangeEmpty()
    for label, text, most in (
        (pgettext("of a parcel", "收货人"), tidy.name, NAME_LENGTH),
        (pgettext("of a parcel", "手机"), tidy.phone, PHONE_LENGTH),
        (pgettext("of a parcel", "地址"), tidy.address, ADDRESS_LENGTH),
        (pgettext("of a parcel", "其他"), tidy.words, WORDS_LENGTH),
    ):
        if len(text) > most:
            raise ChangeWrong(field=label, problem=gettext("最多 %(most)s 个字") % {"most": most})
        if "\x00" in text or any("\ud800" <= mark <= "\udfff" for mark in text):
            raise ChangeWrong(field=label, problem=gettext("有存不下的字符"))
    if tidy.phone and not _is_phone(tidy.phone):
        raise ChangeWrong(
            field=pgettext("of a parcel", "手机"), problem=gettext("只写数字，7 到 20 位")
        )
    return tidy


def _is_phone(text: str) -> bool:
    return bool(_PHONE.fullmatch(text)) and sum(mark.isdigit() for mark in text) in _DIGITS


def _one_line(text: str) -> str:
    return "" if is_blank(text) else " ".join(without_directions(text[:MAX_MESSAGE_LENGTH]).split())
