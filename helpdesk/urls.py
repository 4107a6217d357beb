"""Every address of the product."""

from django.urls import include, path
from django.views.generic import RedirectView

from conversations.consumers.chat import ChatConsumer
from conversations.consumers.desk import DeskConsumer
from helpdesk.health import healthz

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="desk"), name="home"),
    path("healthz", healthz, name="healthz"),
    path("", include("helpdesk.accounts.urls")),
    path("", include("conversations.urls")),
]

socket_patterns = [
    path("ws/chat/<slug:slug>/", ChatConsumer.as_asgi()),
    path("ws/desk/", DeskConsumer.as_asgi()),
]
