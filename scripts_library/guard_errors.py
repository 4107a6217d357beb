"""What can go wrong with the shop's rules of wording, in words."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError


class GuardRuleChanged(HelpdeskError):
    """Somebody saved since the page was opened: nothing was written."""

    code = "guard_rule_changed"
    status = 409
    message = _("%(name)s刚改过这一条，您写的还没有存。")
    action = _("下面两份都在：看过再决定存哪些。")


class GuardLevelTaken(HelpdeskError):
    code = "guard_level_taken"
    status = 409
    message = _("「%(name)s」这一类已经定过级别。")
    action = _("去改那一条。")
    field = "about"


class TooManyGuardRules(HelpdeskError):
    code = "guard_rules_full"
    status = 409
    message = _("店里已经有 %(most)s 条规则，再多就看不过来了。")
    action = _("把同一类的词并到一条里。")


class GuardTableHeadings(HelpdeskError):
    code = "guard_headings_missing"
    message = _(
        "没找到「哪一种」「类别」「级别」「词或句式」「为什么」这几栏，看到的是：%(seen)s。规则什么都没动。"
    )
    action = _("先导出一份，照着它的栏目填。")


class GuardTableTooLong(HelpdeskError):
    code = "guard_table_too_long"
    message = _("表里有 %(rows)s 行，规则最多 %(most)s 条。什么都没动。")
    action = _("看看是不是选错了文件；同一类的词放在一行里，中间用顿号隔开。")
