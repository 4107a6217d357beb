from django.urls import path

from helpdesk.api_docs.views import docs, schema, sockets

urlpatterns = [
    path("schema/", schema, name="api-schema"),
    path("docs/", docs, name="api-docs"),
    path("asyncapi.json", sockets, name="api-asyncapi"),
]
