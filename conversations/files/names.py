"""What a file is called: the sender's name for it, without what could mislead or do harm. Pure."""

import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from conversations.files.kinds import KINDS, Kind
from helpdesk.kernel.text import listed

LONGEST = 80
"""Characters of a name with its ending."""

LONGEST_TOLD = 4096
"""A name beyond this is not worth reading to its end."""

FORBIDDEN = frozenset('<>:"|?*')
"""What Windows lets no file be called."""


@dataclass(frozen=True)
class CleanName:
    """The name that is kept, and one sentence about what was changed; empty where nothing was."""

    name: str
    changed: str


def shown_name(told: str) -> str:
    """A name as it came, fit to stand in a sentence: harmless, one line, not long."""
    stem = _without_signs(_last_part(told))[:LONGEST].strip()
    return stem or pgettext("a file without a name", "这个文件")


def clean_name(told: str, kind: Kind) -> CleanName:
    """No path, no invisible or turning signs, the ending of what it is, at most 80 characters."""
    reasons: list[str] = []
    given = unicodedata.normalize("NFC", told[:LONGEST_TOLD].strip())
    last = _last_part(given)
    if last != given:
        reasons.append(_("去掉了路径"))
    plain = _without_signs(last).strip(" .")
    if plain != last.strip(" ."):
        reasons.append(_("去掉了看不见或不能用的字符"))
    stem, ending = _parted(plain, kind)
    if ending is None:
        ending = kind.suffixes[0]
        if plain:
            reasons.append(_("后缀改成了内容真正的格式"))
    room = LONGEST - len(ending) - 1
    if len(stem) > room:
        stem = stem[: room - 1].rstrip() + "…"
        reasons.append(_("名字太长，只留了前面"))
    if not stem:
        stem = pgettext("name", "图片") if kind.is_image else pgettext("name", "文件")
    changed = _("名字改了：%(reasons)s。") % {"reasons": listed(reasons)} if reasons else ""
    return CleanName(f"{stem}.{ending}", changed)


def _last_part(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1]


def _without_signs(name: str) -> str:
    """Without controls, marks that turn the writing direction, and what no file may be called."""
    return "".join(
        mark for mark in name if mark not in FORBIDDEN and unicodedata.category(mark)[0] != "C"
    )


def _parted(name: str, kind: Kind) -> tuple[str, str | None]:
    """Stem and ending; None for an ending that is not of this kind. One that names another kind of
    ours is left out, any other kept: 「报表.exe」 that is a PDF is called 「报表.exe.pdf」."""
    stem, dot, ending = name.rpartition(".")
    if not dot:
        return name, None
    if ending.lower() in kind.suffixes:
        return stem, ending.lower()
    ours = {suffix for each in KINDS.values() for suffix in each.suffixes}
    return (stem if ending.lower() in ours else name), None
