"""The pages of the registers."""

from django.urls import path

from aftersales.registers.views import returns
from aftersales.registers.views.index import registers

RETURN = "cases/registers/returns/<int:returned_id>/"

urlpatterns = [
    path("cases/registers/", registers, name="registers"),
    path("cases/registers/returns/", returns.returns, name="register-returns"),
    path("cases/registers/returns/take/", returns.take, name="register-return-take"),
    path("cases/registers/returns/case/<int:case_id>/", returns.look, name="register-return-look"),
    path(RETURN, returns.returned, name="register-return"),
    path(RETURN + "deed/", returns.returned_deed, name="register-return-deed"),
]
