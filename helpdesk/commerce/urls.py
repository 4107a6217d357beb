"""The pages and fragments of this app."""

from django.urls import path

from helpdesk.commerce.views import couriers, goods, skus
from helpdesk.commerce.views.orders import order_flag, order_memo, order_page, orders_of_buyer
from helpdesk.commerce.views.profiles import buyer_profile
from helpdesk.commerce.views.receivers import order_receiver
from helpdesk.commerce.views.sizes import product_size

urlpatterns = [
    path("orders/of/<int:buyer_id>/", orders_of_buyer, name="orders-of-buyer"),
    path("orders/<int:order_id>/", order_page, name="order"),
    path("orders/<int:order_id>/flag/", order_flag, name="order-flag"),
    path("orders/<int:order_id>/memo/", order_memo, name="order-memo"),
    path("buyers/<int:buyer_id>/profile/", buyer_profile, name="buyer-profile"),
    path("orders/<int:order_id>/receiver/", order_receiver, name="order-receiver"),
    path("products/<int:product_id>/size/", product_size, name="product-size"),
    path("goods/", goods.goods, name="goods"),
    path("goods/new/", goods.new_product, name="product-new"),
    path("goods/<int:product_id>/", goods.product, name="product"),
    path("goods/<int:product_id>/edit/", goods.edit, name="product-edit"),
    path("goods/<int:product_id>/chart/", goods.edit_chart, name="product-chart"),
    path("goods/<int:product_id>/undo/", goods.undo, name="product-undo"),
    path("goods/<int:product_id>/shelf/", goods.shelve, name="product-shelve"),
    path("goods/<int:product_id>/skus/", skus.new_sku, name="sku-new"),
    path("goods/skus/<int:sku_id>/", skus.change_sku, name="sku-edit"),
    path("goods/skus/<int:sku_id>/use/", skus.use_sku, name="sku-use"),
    path("couriers/", couriers.couriers, name="couriers"),
    path("couriers/<int:courier_id>/", couriers.courier, name="courier"),
    path("couriers/<int:courier_id>/price/", couriers.set_price, name="courier-price"),
    path("couriers/<int:courier_id>/parcels/", couriers.parcels, name="courier-parcels"),
]
