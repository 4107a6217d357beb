"""The pages of cases for staff."""

from django.urls import path

from aftersales.views import listing, one

urlpatterns = [
    path("cases/", listing.cases, name="cases"),
    path("cases/count/", listing.pressing_count, name="cases-count"),
    path("cases/<int:case_id>/", one.case_page, name="case"),
]
