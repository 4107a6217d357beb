"""Why a table of scripts is refused as a whole."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError


class TableMissing(HelpdeskError):
    code = "table_missing"
    message = _("还没选文件。")
    action = _("选一个 xlsx、xls 或 csv。")


class TableTooLarge(HelpdeskError):
    code = "table_too_large"
    status = 413
    message = _("文件有 %(size)s MB，话术表最多 %(most)s MB。")
    action = _("看看是不是选错了文件；要导的多就分成几个。")


class TableTooLong(HelpdeskError):
    code = "table_too_long"
    message = _("表里有 %(rows)s 行，一次最多 %(most)s 行。库里什么都没动。")
    action = _("看看是不是选错了文件；真有这么多就分成几个。")


class TooManyChanges(HelpdeskError):
    code = "script_table_changes_too_many"
    message = _("这张表要更新 %(changed)s 条，一次最多更新 %(most)s 条。库里什么都没动。")
    action = _("分成几张表，一张一张导；新的和没变的不算在里面。")


class HeadingsMissing(HelpdeskError):
    code = "headings_missing"
    message = _("没找到「标题」和「内容」两栏，看到的是：%(seen)s。库里什么都没动。")
    action = _("第一行写上栏目名；先导出一份，照着它的样子填最省事。")


class PlanChanged(HelpdeskError):
    code = "script_plan_changed"
    status = 409
    message = _("您看的这会儿库里变了，还没有写入。")
    action = _("下面是按现在的库重新试的，看过再写。")


class AlreadyWritten(HelpdeskError):
    code = "script_table_written"
    status = 409
    message = _("这张表已经写进去了。")
    action = _("要再导，重新选文件，一样的行不会重复。")


class NothingToTakeBack(HelpdeskError):
    code = "script_table_not_to_take_back"
    status = 409
    message = _("这一批没有能撤的：还没写入，或者已经撤过了。")
    action = _("刷新看它现在的样子。")


class TakenBackTooLate(HelpdeskError):
    code = "script_table_too_late"
    status = 409
    message = _("写入后 %(hours)s 小时里可以整批撤回，已经过了。")
    action = _("要改哪一条，打开它拿回以前的版本，或者停用。")
