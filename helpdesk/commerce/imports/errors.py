"""What can be wrong with a whole file, and with what is asked of an import."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError


class FileProblem(HelpdeskError):
    """The file can't be read as a table; nothing of it is kept."""

    code = "import_file_problem"


class FileTooLarge(FileProblem):
    code = "import_file_too_large"
    status = 413
    message = _("这个文件有 %(size)s MB，最多 %(limit)s MB。")
    action = _("按月份分成几份导，已经导过的不会写两遍。")


class FileEmpty(FileProblem):
    code = "import_file_empty"
    message = _("这个文件是空的，一行都没有。")
    action = _("看看是不是导出还没完成，再下载一次。")


class OnlyHeadings(FileProblem):
    code = "import_only_headings"
    message = _("表里只有栏目名，下面一行都没有。")
    action = _("导出时看看日期选得对不对，再下载一次。")


class NotATable(FileProblem):
    code = "import_not_a_table"
    message = _("这不是表格，里面其实是 %(kind)s。")
    action = _("换成 xlsx、xls 或 csv 文件；改文件名没有用。")


class SavedWebPage(FileProblem):
    code = "import_web_page"
    message = _("这个文件名字像表格，里面其实是网页。")
    action = _("用 Excel 或 WPS 打开它，另存为 xlsx 再导。")


class WorkbookBroken(FileProblem):
    code = "import_workbook_broken"
    message = _("这个 Excel 文件打不开，可能没下载完。")
    action = _("重新下载；用 Excel 或 WPS 能打开的话，另存一份再导。")


class WorkbookLocked(FileProblem):
    code = "import_workbook_locked"
    message = _("这个 Excel 文件加了密码。")
    action = _("用 Excel 或 WPS 打开它，去掉密码另存一份再导。")


class TooMuchInside(FileProblem):
    code = "import_too_much_inside"
    message = _("这个文件解开有 %(size)s MB，最多 %(limit)s MB。")
    action = _("按月份分成几份导，或者另存为 csv 再导。")


class TooManyColumns(FileProblem):
    code = "import_too_many_columns"
    message = _("表里有 %(columns)s 栏，最多 %(limit)s 栏（第 %(row)s 行）。")
    action = _("删掉用不着的栏再导；如果栏数不对，看看分隔符是不是逗号。")


class TooManyRows(FileProblem):
    code = "import_too_many_rows"
    message = _("表里超过 %(limit)s 行。")
    action = _("按月份分成几份导，已经导过的不会写两遍。")


class EncodingUnknown(FileProblem):
    code = "import_encoding_unknown"
    message = _("第 %(row)s 行有认不出的字，这个文件不是 UTF-8 也不是 GBK。")
    action = _("用 Excel 或 WPS 打开它，另存为「CSV UTF-8」再导。")


class QuoteUnclosed(FileProblem):
    code = "import_quote_unclosed"
    message = _("第 %(row)s 行有个引号没有关上，后面的行都连成了一格。")
    action = _("打开表格改好这一行，或者另存为 xlsx 再导。")


class HeadingsUnknown(FileProblem):
    code = "import_headings_unknown"
    message = _("表里没有一栏像%(field)s：第 %(row)s 行写的是「%(headings)s」。")
    action = _("看看是不是拿错了表，第一行要写栏目名；或者在下面自己选哪一栏是什么。")


class SheetMissing(FileProblem):
    code = "import_sheet_missing"
    message = _("文件里没有「%(name)s」这张工作表。")
    action = _("从列出来的几张里选一张。")


class FieldNeeded(HelpdeskError):
    code = "import_field_needed"
    message = _("还没有选哪一栏是%(field)s。")
    action = _("给它选一栏，再试一遍。")


class FieldTwice(HelpdeskError):
    code = "import_field_twice"
    message = _("「%(first)s」和「%(second)s」都选成了%(field)s。")
    action = _("留一栏，另一栏选「不要」。")


class ChoiceUnknown(HelpdeskError):
    code = "import_choice_unknown"
    message = _("没有这个选项。")
    action = _("刷新页面再选一次。")


class NotNow(HelpdeskError):
    """The import is in another state than the page thought."""

    code = "import_not_now"
    status = 409
    message = _("这一批现在%(state)s，做不了这一步。")
    action = _("刷新页面看看现在到哪一步了。")


class NothingToWrite(HelpdeskError):
    code = "import_nothing_to_write"
    status = 409
    message = _("没有要写的：没有新的，也没有变化。")
    action = _("改好有错的行再导，或者就到这里。")


class NoFile(HelpdeskError):
    code = "import_no_file"
    message = _("还没有选文件。")
    action = _("选一个 xlsx、xls 或 csv 文件。")


class UndoTooLate(HelpdeskError):
    code = "import_undo_too_late"
    status = 409
    message = _("反悔的时间 %(until)s 就到了，这一批撤不回了。")
    action = _("要改的话，把改好的表再导一次，只动有变化的。")


class NothingToUndo(HelpdeskError):
    code = "import_nothing_to_undo"
    status = 409
    message = _("这一批没有可以撤回的。")
    action = _("看看下面列出来的，是为什么没动。")
