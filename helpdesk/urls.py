"""Every address of the product."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView

from conversations.consumers.chat import ChatConsumer
from conversations.consumers.desk import DeskConsumer
from helpdesk.health import healthz
from helpdesk.realtime.consumer import no_such_socket

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="desk"), name="home"),
    path("healthz", healthz, name="healthz"),
    path("", include("helpdesk.accounts.urls")),
    path("", include("helpdesk.commerce.urls")),
    path("", include("helpdesk.commerce.imports.urls")),
    path("", include("conversations.urls")),
]

socket_patterns = [
    path("ws/chat/<slug:slug>/", ChatConsumer.as_asgi()),
    path("ws/desk/", DeskConsumer.as_asgi()),
    re_path(r"", no_such_socket),  # type: ignore[arg-type]
]
