"""What can be wrong with the words of an automatic answer, and how to put it right."""

from django.utils.translation import gettext_lazy as _

from conversations.automatic.wording import LONGEST, VARIABLES, Flaw
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.kernel.text import listed


class AutomaticTextEmpty(HelpdeskError):
    code = "automatic_text_empty"
    message = _("「%(answer)s」打开了，可是没有写话。")
    action = _("写一句，或者把它关上。")


class AutomaticTextTooLong(HelpdeskError):
    code = "automatic_text_too_long"
    message = _("「%(answer)s」有 %(length)s 个字，最多 %(limit)s 个。")
    action = _("一条自动回复两三句就够，删掉一些再存。")


class AutomaticVariableUnknown(HelpdeskError):
    code = "automatic_variable_unknown"
    message = _("「%(answer)s」里的 %(variable)s 不认识。")
    action = _("能用的变量：%(known)s。照样子写，连花括号一起。")


class AutomaticBraceOpen(HelpdeskError):
    code = "automatic_brace_open"
    message = _("「%(answer)s」里有一个花括号没有配成对。")
    action = _("变量写成 {店名} 这样；不是变量，就别用花括号。")


class AutomaticShopMissing(HelpdeskError):
    code = "automatic_shop_missing"
    message = _("「%(answer)s」没有店名。")
    action = _("加上 {店名}：买家同时问好几家，要看得出是谁在回。")


class AutomaticShopUncertain(HelpdeskError):
    code = "automatic_shop_uncertain"
    message = _(
        "「%(answer)s」里带店名的那句还有 {%(variable)s}，不知道的时候整句不说，店名也就没了。"
    )
    action = _("把 {店名} 挪到另一句。")


class AutomaticTextBlocked(HelpdeskError):
    code = "automatic_text_blocked"
    message = _("「%(answer)s」里的「%(text)s」不能发给买家：%(why)s")
    action = _("可以换成：%(rewrite)s 改好再存，您写的都还在页面上。")


class AutomaticAgainWrong(HelpdeskError):
    code = "automatic_again_wrong"
    message = _("「%(answer)s」多久说一次，要从列出来的里面选。")
    action = _("刷新页面，再选一次。")


class AutomaticSecondsWrong(HelpdeskError):
    code = "automatic_seconds_wrong"
    message = _("「%(typed)s」不行：等多少秒说一声还在，要 %(least)s 到 %(most)s 之间的整数。")
    action = _("改好再存，您写的都还在页面上。")


CLASSES: dict[str, type[HelpdeskError]] = {
    "empty": AutomaticTextEmpty,
    "too_long": AutomaticTextTooLong,
    "unknown": AutomaticVariableUnknown,
    "brace": AutomaticBraceOpen,
    "no_shop": AutomaticShopMissing,
    "shop_with": AutomaticShopUncertain,
}


def error_of(flaw: Flaw, *, answer: str, text: str, english: bool) -> HelpdeskError:
    """The typed error for a flaw of an answer's text."""
    names = [one.en if english else one.zh for one in VARIABLES]
    return CLASSES[flaw.code](
        answer=answer,
        variable=flaw.variable,
        length=len(text),
        limit=LONGEST,
        known=listed(f"{{{name}}}" for name in names),
    )
