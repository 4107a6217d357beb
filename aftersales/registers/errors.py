"""What can go wrong with the registers, in words."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError


class RowClosed(HelpdeskError):
    code = "register_row_closed"
    status = 409
    message = _("%(row)s 已经结案：%(outcome)s。您这一步没有做。")
    action = _("又出事的话，另登记一条。")


class RowMoved(HelpdeskError):
    code = "register_row_moved"
    status = 409
    message = _("%(row)s 刚被别人动过。您这一步没有做。")
    action = _("看一眼最新情况再定。")


class NotKept(HelpdeskError):
    code = "return_not_kept"
    status = 409
    message = _("%(row)s 已经对上 %(case)s，没有撤销。")
    action = _("主管在那个售后单里点「收错件」，写上怎么收错的，它就回到之前，这一件也能再扫。")


class KeptByCase(HelpdeskError):
    code = "register_kept_by_case"
    status = 409
    message = _("%(row)s 是售后单要寄的，没有在这里结案。")
    action = _("寄出时填运单号；不寄了，到售后单里改。")


class EntryWrong(HelpdeskError):
    """Something typed that cannot be kept; ``field`` names it as the form does."""

    code = "register_entry_wrong"
    message = _("「%(field)s」不对：%(problem)s。")
    action = _("改好再试，您写的还在。")


class ProblemOpenAlready(HelpdeskError):
    code = "problem_open_already"
    status = 409
    message = _("运单 %(waybill)s 已经有人在跟了。没有再记一条。")
    action = _("在那一条里写新的情况。")


class StepsMissing(HelpdeskError):
    code = "complaint_steps_missing"
    status = 409
    message = _("还有几步没打勾：%(steps)s。没有结案。")
    action = _("做完打上勾再结案；不用做的也写一句为什么。")


class StockOutOpenAlready(HelpdeskError):
    code = "stock_out_open_already"
    status = 409
    message = _("%(goods)s 已经记着缺货了。没有再记一条。")
    action = _("在那一条里改到货日、办订单。")


class TakenInAlready(HelpdeskError):
    code = "return_taken_in_already"
    status = 409
    message = _("运单 %(waybill)s 在%(when)s登记过了，是%(who)s收的。没有再记一次。")
    action = _("核对面单；真是另一件，就改运单号再登记。")
