"""What somebody typed into a register, made fit to be kept. Pure."""

import re
import unicodedata
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from aftersales.registers.errors import EntryWrong
from aftersales.registers.models.row import OUTCOME_LENGTH, WORDS_LENGTH
from helpdesk.kernel.number_masks import mask_people
from helpdesk.kernel.text import is_storable

LONGEST = timedelta(days=366)


def line(text: str, field: object, *, most: int = WORDS_LENGTH, needed: bool = False) -> str:
    """One line of words, numbers of people masked; EntryWrong for what is too long, missing, or
    cannot be stored."""
    return _fitting(mask_people(text), field, most=most, needed=needed)


def _fitting(text: str, field: object, *, most: int, needed: bool) -> str:
    if not is_storable(text):
        raise EntryWrong(field=field, problem=_("有存不下的字符"))
    bare = " ".join(text.split())
    if needed and not bare:
        raise EntryWrong(field=field, problem=_("还没有写"))
    if len(bare) > most:
        raise EntryWrong(field=field, problem=_("超过 %(most)s 个字") % {"most": most})
    return bare


def outcome(text: str, field: object) -> str:
    """What came of something, in a sentence that a follow-up can keep."""
    return line(text, field, most=OUTCOME_LENGTH, needed=True)


def waybill(text: str, *, needed: bool = False) -> str:
    """As scanners and fingers give it: wide letters, spaces and small letters are the same."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()
    return _fitting(plain, _("运单号"), most=64, needed=needed)


def coming(moment: datetime | None, field: object, *, now: datetime) -> datetime | None:
    """A time still to come, within a year; None stays None."""
    if moment is not None and not now < moment <= now + LONGEST:
        raise EntryWrong(field=field, problem=_("要在以后，一年之内"))
    return moment
