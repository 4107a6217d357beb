"""The pages of cases for staff."""

from django.urls import path

from aftersales.views import approvals, listing, moves, one

urlpatterns = [
    path("cases/", listing.cases, name="cases"),
    path("cases/now/", listing.cases_now, name="cases-now"),
    path("cases/count/", listing.pressing_count, name="cases-count"),
    path("cases/approvals/", approvals.inbox, name="case-approvals"),
    path("cases/approvals/<int:approval_id>/", approvals.answer, name="case-approval"),
    path("cases/<int:case_id>/", one.case_page, name="case"),
    path("cases/<int:case_id>/now/", one.case_now, name="case-now"),
    path("cases/<int:case_id>/move/", moves.move, name="case-move"),
    path("cases/<int:case_id>/ask/", moves.ask, name="case-ask"),
    path("cases/<int:case_id>/deadline/", moves.deadline, name="case-deadline"),
    path("cases/<int:case_id>/refund/", moves.retry, name="case-refund"),
]
