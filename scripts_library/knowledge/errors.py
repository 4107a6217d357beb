"""What can go wrong with what a shop knows, beyond the errors of scripts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError
from scripts_library.errors import OfAField


class SheetChangedMeanwhile(HelpdeskError):
    """Somebody saved since the page was opened: nothing was written."""

    code = "sheet_changed_meanwhile"
    status = 409
    message = _("%(name)s刚改过这一份，您写的还没有存。")
    action = _("您写的还在下面；看过现在的再存，就是接着它往下改。")
    # For a program: what stands there now.
    current: dict[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        """With what stands there now beside the sentence, where it was looked up."""
        told = super().as_json()
        return told if self.current is None else {**told, "current": self.current}


class SheetBlocked(OfAField):
    """The guard stops words that a buyer may come to read."""

    code = "sheet_blocked"
    status = 409
    message = _("检查没过：%(why)s。")
    action = _("换个说法再存，别的都在。")

    def __init__(self, *, field: str, why: str) -> None:
        super().__init__(why=why)
        self.field = field


class NothingInForce(HelpdeskError):
    code = "nothing_in_force"
    status = 409
    message = _("这一份还没有通过的版本，没有可以接着用的。")
    action = _("先看送审的那一版。")


class DayPast(OfAField):
    code = "day_past"
    message = _("%(day)s已经过了。")
    action = _("选今天以后的一天：到那天再核实一次。")
    field = "valid_until"


class QuestionGone(HelpdeskError):
    """The list was changed since the page was opened."""

    code = "question_gone"
    status = 409
    message = _("这个问题已经不在清单里了。")
    action = _("清单刚改过，现在显示的是新的。")


class KnowledgeTooLong(HelpdeskError):
    code = "knowledge_table_too_long"
    message = _("表里有 %(rows)s 行，这种表一次最多 %(most)s 行。什么都没动。")
    action = _("看看是不是选错了文件；真有这么多就分成几个。")


class KnowledgeHeadings(HelpdeskError):
    """The columns are of no kind of table that we know."""

    code = "knowledge_headings_missing"
    message = _("认不出这是哪种资料，看到的栏目是：%(seen)s。什么都没动。")
    action = _("第一行写上栏目名；先导出一份同类的，照着它的样子填最省事。")
