from django.urls import path

from aftersales.registers.api.endpoints import (
    RegisterClosingEndpoint,
    RegisterRowEndpoint,
    RegisterRowsEndpoint,
    ReturnScansEndpoint,
)

ROW = "registers/<slug:register>/<int:registered_id>/"

urlpatterns = [
    path("registers/returns/scans/", ReturnScansEndpoint.as_view(), name="api-return-scans"),
    path("registers/", RegisterRowsEndpoint.as_view(), name="api-register-rows"),
    path(ROW, RegisterRowEndpoint.as_view(), name="api-register-row"),
    path(f"{ROW}closing/", RegisterClosingEndpoint.as_view(), name="api-register-row-closing"),
]
