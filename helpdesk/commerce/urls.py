"""The pages and fragments of this app."""

from django.urls import path

from helpdesk.commerce.views.orders import order_flag, order_memo, orders_of_buyer
from helpdesk.commerce.views.profiles import buyer_profile
from helpdesk.commerce.views.sizes import product_size

urlpatterns = [
    path("orders/of/<int:buyer_id>/", orders_of_buyer, name="orders-of-buyer"),
    path("orders/<int:order_id>/flag/", order_flag, name="order-flag"),
    path("orders/<int:order_id>/memo/", order_memo, name="order-memo"),
    path("buyers/<int:buyer_id>/profile/", buyer_profile, name="buyer-profile"),
    path("products/<int:product_id>/size/", product_size, name="product-size"),
]
