"""What can go wrong when a shop is opened and fitted out, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError, NotAllowed


class SetupCodeWrong(HelpdeskError):
    """Not the code that the server prints."""

    code = "setup_code_wrong"
    status = 403
    message = _("开店码不对。")
    action = _("在服务器上运行 python manage.py setup_code，照它印出来的填。")


class AlreadyOpened(HelpdeskError):
    """Somebody else opened the first shop at the same moment, or long ago."""

    code = "already_opened"
    status = 409
    message = _("这里的第一家店刚刚有人开好了，您填的没有存。")
    action = _("请店长发一条邀请链接给您；您就是店长，直接登录。")


class AddressTaken(HelpdeskError):
    """Another shop has this address, perhaps since a second ago."""

    code = "address_taken"
    status = 409
    message = _("地址 %(slug)s 有店在用了。")
    action = _("换一个，比如加上城市或年份。")


class OpeningNotAllowed(NotAllowed):
    """Further shops are opened by whoever runs the installation, unless that is set otherwise."""

    code = "opening_not_allowed"
    message = _("这里不能自己再开一家店。")
    action = _("请管服务器的人运行 python manage.py open_shop，或打开 OWNERS_OPEN_SHOPS。")


class HoursWrong(HelpdeskError):
    """A day's times that do not work; ``day`` is a weekday or a date in words."""

    code = "hours_wrong"
    message = _("%(day)s的时间不对：%(why)s。")
    action = _("改好再存，别的都还在。")


class HolidayWrong(HelpdeskError):
    """A dated day that cannot be kept."""

    code = "holiday_wrong"
    message = _("假期第 %(line)s 行不对：%(why)s。")
    action = _("改好再存，别的都还在。")


class RulesMovedMeanwhile(HelpdeskError):
    """What was shown before applying is not what would be done now."""

    code = "rules_moved_meanwhile"
    status = 409
    message = _("您看的这会儿规则有人改过，和您看到的不一样了，一条也没动。")
    action = _("下面是现在的样子，看过再用。")


class NothingToUndo(HelpdeskError):
    """The preset was taken back already, or another one came after it."""

    code = "nothing_to_undo"
    status = 409
    message = _("没有可以撤回的平台预设了。")
    action = _("要改哪条规则，到「规则」里改。")
