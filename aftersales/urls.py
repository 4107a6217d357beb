from django.urls import include, path

from aftersales.views.callbacks import payment_callback

urlpatterns = [
    path("payments/callback/", payment_callback, name="payment-callback"),
    path("", include("aftersales.buyer_urls")),
]
