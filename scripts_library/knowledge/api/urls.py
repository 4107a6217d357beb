"""The addresses of what a shop knows, for programs."""

from django.urls import path

from scripts_library.knowledge.api.endpoints import AnswersEndpoint, SheetEndpoint, SheetsEndpoint

urlpatterns = [
    path("knowledge/sheets/", SheetsEndpoint.as_view(), name="api-knowledge-sheets"),
    path("knowledge/sheets/<int:sheet_id>/", SheetEndpoint.as_view(), name="api-knowledge-sheet"),
    path("knowledge/answers/", AnswersEndpoint.as_view(), name="api-knowledge-answers"),
]
