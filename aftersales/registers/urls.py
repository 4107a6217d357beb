"""The pages of the registers."""

from django.urls import path

from aftersales.registers.views import complaints, problems, reships, returns, stock_outs
from aftersales.registers.views.index import registers

RETURN = "cases/registers/returns/<int:returned_id>/"
PROBLEM = "cases/registers/problems/<int:problem_id>/"
COMPLAINT = "cases/registers/complaints/<int:complaint_id>/"
STOCK_OUT = "cases/registers/stock-outs/<int:stockout_id>/"
RESHIP = "cases/registers/reships/<int:reship_id>/"

urlpatterns = [
    path("cases/registers/", registers, name="registers"),
    path("cases/registers/returns/", returns.returns, name="register-returns"),
    path("cases/registers/returns/take/", returns.take, name="register-return-take"),
    path("cases/registers/returns/case/<int:case_id>/", returns.look, name="register-return-look"),
    path(RETURN, returns.returned, name="register-return"),
    path(RETURN + "deed/", returns.returned_deed, name="register-return-deed"),
    path("cases/registers/problems/", problems.problems, name="register-problems"),
    path("cases/registers/problems/new/", problems.take_up, name="register-problem-new"),
    path(PROBLEM, problems.problem, name="register-problem"),
    path(PROBLEM + "deed/", problems.problem_deed, name="register-problem-deed"),
    path("cases/registers/complaints/", complaints.complaints, name="register-complaints"),
    path("cases/registers/complaints/new/", complaints.put_down, name="register-complaint-new"),
    path(COMPLAINT, complaints.complaint, name="register-complaint"),
    path(COMPLAINT + "deed/", complaints.complaint_deed, name="register-complaint-deed"),
    path("cases/registers/stock-outs/", stock_outs.stock_outs, name="register-stockouts"),
    path("cases/registers/stock-outs/new/", stock_outs.run_out, name="register-stockout-new"),
    path(STOCK_OUT, stock_outs.stock_out, name="register-stockout"),
    path(STOCK_OUT + "deed/", stock_outs.stock_out_deed, name="register-stockout-deed"),
    path("cases/registers/reships/", reships.reships, name="register-reships"),
    path("cases/registers/reships/new/", reships.put_down, name="register-reship-new"),
    path(RESHIP, reships.reship, name="register-reship"),
    path(RESHIP + "deed/", reships.reship_deed, name="register-reship-deed"),
]
