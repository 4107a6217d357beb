"""The pages of the registers."""

from django.urls import path

from aftersales.registers.views import complaints, problems, returns
from aftersales.registers.views.index import registers

RETURN = "cases/registers/returns/<int:returned_id>/"
PROBLEM = "cases/registers/problems/<int:problem_id>/"
COMPLAINT = "cases/registers/complaints/<int:complaint_id>/"

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
]
