"""Opening a case and changing an application; the address that goods come back to."""

from django.urls import path

from aftersales.views.return_address import return_address
from aftersales.views.wizard import case_change, case_new

urlpatterns = [
    path("cases/new/", case_new, name="case-new"),
    path("cases/<int:case_id>/change/", case_change, name="case-change"),
    path("settings/return-address/", return_address, name="return-address"),
]
