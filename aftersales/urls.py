"""Every address of after-sales; each part has a module of its own under `addresses/`."""

from django.urls import include, path

from aftersales.views.callbacks import payment_callback

urlpatterns = [
    path("payments/callback/", payment_callback, name="payment-callback"),
    path("", include("aftersales.addresses.wizard")),
    path("", include("aftersales.registers.urls")),
    path("", include("aftersales.addresses.cases")),
    path("", include("aftersales.addresses.buyers")),
]
