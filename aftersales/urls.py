from django.urls import path

from aftersales.views.callbacks import payment_callback

urlpatterns = [path("payments/callback/", payment_callback, name="payment-callback")]
