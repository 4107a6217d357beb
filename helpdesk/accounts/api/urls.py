from django.urls import path

from helpdesk.accounts.api.shop import AuditEndpoint, PoliciesEndpoint, ShopEndpoint

urlpatterns = [
    path("shop/", ShopEndpoint.as_view(), name="api-shop"),
    path("policies/", PoliciesEndpoint.as_view(), name="api-policies"),
    path("audit/", AuditEndpoint.as_view(), name="api-audit"),
]
