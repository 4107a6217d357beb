"""Every address of the product."""

from django.urls import include, path, re_path

from conversations.consumers.chat import ChatConsumer
from conversations.consumers.desk import DeskConsumer
from helpdesk.accounts.views.first_run import home
from helpdesk.commerce.api.hooks import OrdersHook
from helpdesk.health import healthz
from helpdesk.monitoring.views import metrics, readyz
from helpdesk.realtime.consumer import no_such_socket

urlpatterns = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("", include("helpdesk.accounts.urls")),
    path("", include("helpdesk.integrations.urls")),
    path("", include("helpdesk.followups.urls")),
    path("", include("helpdesk.commerce.urls")),
    path("", include("helpdesk.commerce.imports.urls")),
    path("", include("scripts_library.urls")),
    path("", include("conversations.urls")),
    path("", include("aftersales.urls")),
    path("api/", include("helpdesk.api_docs.urls")),
    path("api/hooks/orders/<str:source>/", OrdersHook.as_view(), name="api-hook-orders"),
    path("api/v1/", include("helpdesk.accounts.api.urls")),
    path("api/v1/", include("helpdesk.commerce.api.urls")),
    path("api/v1/", include("helpdesk.commerce.imports.api.urls")),
    path("api/v1/", include("scripts_library.api.urls")),
    path("api/v1/", include("conversations.api.urls")),
    path("api/v1/", include("aftersales.api.urls")),
    path("api/v1/", include("aftersales.registers.api.urls")),
]

handler400 = "helpdesk.kernel.bad_request.bad_request"
handler404 = "helpdesk.kernel.drf.refusals.not_found"
handler500 = "helpdesk.kernel.away.server_error"

socket_patterns = [
    path("ws/chat/<slug:slug>/", ChatConsumer.as_asgi()),
    path("ws/desk/", DeskConsumer.as_asgi()),
    re_path(r"", no_such_socket),  # type: ignore[arg-type]
]
