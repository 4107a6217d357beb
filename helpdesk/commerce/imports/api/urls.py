from django.urls import path

from helpdesk.commerce.imports.api.imports import (
    ImportEndpoint,
    ImportProblemsEndpoint,
    ImportsEndpoint,
    ImportTrialEndpoint,
    ImportWritingEndpoint,
)

ONE = "imports/<int:import_id>/"

urlpatterns = [
    path("imports/", ImportsEndpoint.as_view(), name="api-imports"),
    path(ONE, ImportEndpoint.as_view(), name="api-import"),
    path(f"{ONE}try/", ImportTrialEndpoint.as_view(), name="api-import-try"),
    path(f"{ONE}write/", ImportWritingEndpoint.as_view(), name="api-import-write"),
    path(f"{ONE}problems/", ImportProblemsEndpoint.as_view(), name="api-import-problems"),
]
