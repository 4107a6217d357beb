"""Why a pattern that a shop wrote is not taken, and what to write instead."""

from django.utils.translation import gettext as _

from scripts_library.guard import own_patterns as own
from scripts_library.guard.own_patterns import PatternRefused


def pattern_problem(refused: PatternRefused) -> str:
    """One sentence with the part it is about."""
    sentences = {
        own.ENDLESS: _("「%(near)s」没有尽头，碰上特别的句子会把页面卡住。写明最多几个，像 .{0,6}"),
        own.WAYS: _(
            "「%(near)s」到这里，同一处有两百多种试法，会把页面卡住。把范围收窄，或拆成两条"
        ),
        own.AROUND: _("「%(near)s」不支持：前后要有什么，写到「例外」里"),
        own.BACK: _("「%(near)s」不支持：不能要求和前面的一样"),
        own.LAZY: _("「%(near)s」不支持：重复的后面不再加 ? 或 +"),
        own.UNREAD: _("「%(near)s」读的时候会被去掉，永远对不上。去掉它"),
        own.OPEN: _("「%(near)s」这里的括号没有成对，或重复前面没有东西"),
        own.NOTHING: _("「%(near)s」什么都没有也对得上，那样每一句都会被拦"),
        own.LONG: _("太长：一处最多对上 200 个字，整条最多 300 个字"),
        own.PLACE: _("「%(near)s」只能放在最前（^）或最后（$）；要找它本身，前面加 \\"),
        own.UNKNOWN: _(
            "「%(near)s」不支持。能用：字、. 、[字]、[^字]、(甲|乙)、?、{0,6}、\\d、^、$"
        ),
    }
    return sentences[refused.kind] % {"near": refused.near[:24]}
