"""What buyers open, each behind a signed address, and the files beside a case."""

from django.urls import path

from aftersales.views.buyer_case import buyer_case
from aftersales.views.buyer_opening import buyer_opening
from aftersales.views.case_files import buyer_case_file, case_file

urlpatterns = [
    path("case/new/<str:signed>/", buyer_opening, name="buyer-case-open"),
    path("case/<str:signed>/", buyer_case, name="buyer-case"),
    path("case/<str:signed>/files/<str:key>/<str:part>/", buyer_case_file, name="buyer-case-file"),
    path("cases/<int:case_id>/files/<str:key>/<str:part>/", case_file, name="case-file"),
]
