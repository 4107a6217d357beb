from django.urls import path

from helpdesk.commerce.api.buyers import BuyerEndpoint, BuyersEndpoint
from helpdesk.commerce.api.couriers import CourierPricesEndpoint, CouriersEndpoint
from helpdesk.commerce.api.orders import (
    OrderBatchesEndpoint,
    OrderEndpoint,
    OrderFlagEndpoint,
    OrderMemoEndpoint,
    OrdersEndpoint,
)
from helpdesk.commerce.api.products import ProductEndpoint, ProductsEndpoint, SkusEndpoint
from helpdesk.commerce.api.shipments import ScansEndpoint, ShipmentsEndpoint

urlpatterns = [
    path("buyers/", BuyersEndpoint.as_view(), name="api-buyers"),
    path("buyers/<int:buyer_id>/", BuyerEndpoint.as_view(), name="api-buyer"),
    path("products/", ProductsEndpoint.as_view(), name="api-products"),
    path("products/<int:product_id>/", ProductEndpoint.as_view(), name="api-product"),
    path("skus/", SkusEndpoint.as_view(), name="api-skus"),
    path("couriers/", CouriersEndpoint.as_view(), name="api-couriers"),
    path("courier-prices/", CourierPricesEndpoint.as_view(), name="api-courier-prices"),
    path("orders/", OrdersEndpoint.as_view(), name="api-orders"),
    path("orders/<str:number>/", OrderEndpoint.as_view(), name="api-order"),
    path("orders/<str:number>/flag/", OrderFlagEndpoint.as_view(), name="api-order-flag"),
    path("orders/<str:number>/memo/", OrderMemoEndpoint.as_view(), name="api-order-memo"),
    path("order-batches/", OrderBatchesEndpoint.as_view(), name="api-order-batches"),
    path("shipments/", ShipmentsEndpoint.as_view(), name="api-shipments"),
    path("scans/", ScansEndpoint.as_view(), name="api-scans"),
]
