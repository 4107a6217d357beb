from django.urls import path

from scripts_library.api.scripts import (
    ScriptEndpoint,
    ScriptRetirementEndpoint,
    ScriptReviewEndpoint,
    ScriptsEndpoint,
)
from scripts_library.knowledge.api.urls import urlpatterns as knowledge_patterns

ONE = "scripts/<int:script_id>/"

urlpatterns = [
    path("scripts/", ScriptsEndpoint.as_view(), name="api-scripts"),
    path(ONE, ScriptEndpoint.as_view(), name="api-script"),
    path(f"{ONE}review/", ScriptReviewEndpoint.as_view(), name="api-script-review"),
    path(f"{ONE}retirement/", ScriptRetirementEndpoint.as_view(), name="api-script-retirement"),
    *knowledge_patterns,
]
