from django.urls import path

from aftersales.api.cases import (
    CaseApprovalsEndpoint,
    CaseEndpoint,
    CaseMovesEndpoint,
    CasesEndpoint,
)

urlpatterns = [
    path("cases/", CasesEndpoint.as_view(), name="api-cases"),
    path("cases/<int:case_id>/", CaseEndpoint.as_view(), name="api-case"),
    path("cases/<int:case_id>/moves/", CaseMovesEndpoint.as_view(), name="api-case-moves"),
    path(
        "cases/<int:case_id>/approvals/",
        CaseApprovalsEndpoint.as_view(),
        name="api-case-approvals",
    ),
]
