from django.urls import path

from helpdesk.api_docs.views import docs, schema, sockets_file, sockets_page, try_out

urlpatterns = [
    path("schema/", schema, name="api-schema"),
    path("docs/", docs, name="api-docs"),
    path("docs/try/", try_out, name="api-try"),
    path("sockets/", sockets_page, name="api-sockets"),
    path("asyncapi.json", sockets_file, name="api-asyncapi"),
]
