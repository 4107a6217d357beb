from django.urls import path

from helpdesk.commerce.imports.api.imports import (
    ImportEndpoint,
    ImportGoOnEndpoint,
    ImportProblemsEndpoint,
    ImportsEndpoint,
    ImportStopEndpoint,
    ImportTrialEndpoint,
    ImportUndoEndpoint,
    ImportWritingEndpoint,
)

ONE = "imports/<int:import_id>/"

urlpatterns = [
    path("imports/", ImportsEndpoint.as_view(), name="api-imports"),
    path(ONE, ImportEndpoint.as_view(), name="api-import"),
    path(f"{ONE}try/", ImportTrialEndpoint.as_view(), name="api-import-try"),
    path(f"{ONE}write/", ImportWritingEndpoint.as_view(), name="api-import-write"),
    path(f"{ONE}stop/", ImportStopEndpoint.as_view(), name="api-import-stop"),
    path(f"{ONE}go-on/", ImportGoOnEndpoint.as_view(), name="api-import-go-on"),
    path(f"{ONE}undo/", ImportUndoEndpoint.as_view(), name="api-import-undo"),
    path(f"{ONE}problems/", ImportProblemsEndpoint.as_view(), name="api-import-problems"),
]
