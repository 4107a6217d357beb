"""The pages of this app."""

from django.urls import path

from helpdesk.integrations.views import deeds, deliveries, endpoints

urlpatterns = [
    path("settings/webhooks/", endpoints.webhooks, name="webhooks"),
    path("settings/webhooks/new/", endpoints.new_webhook, name="webhook-new"),
    path("settings/webhooks/log/", deliveries.webhook_log, name="webhook-log"),
    path(
        "settings/webhooks/log/<int:delivery_id>/",
        deliveries.webhook_delivery,
        name="webhook-delivery",
    ),
    path(
        "settings/webhooks/log/<int:delivery_id>/result/",
        deliveries.webhook_result,
        name="webhook-result",
    ),
    path(
        "settings/webhooks/log/<int:delivery_id>/again/",
        deliveries.redeliver_one,
        name="webhook-redeliver-one",
    ),
    path("settings/webhooks/<int:endpoint_id>/", endpoints.webhook, name="webhook"),
    path(
        "settings/webhooks/<int:endpoint_id>/change/", deeds.change_webhook, name="webhook-change"
    ),
    path("settings/webhooks/<int:endpoint_id>/pause/", deeds.pause_webhook, name="webhook-pause"),
    path(
        "settings/webhooks/<int:endpoint_id>/resume/", deeds.resume_webhook, name="webhook-resume"
    ),
    path(
        "settings/webhooks/<int:endpoint_id>/remove/", deeds.remove_webhook, name="webhook-remove"
    ),
    path(
        "settings/webhooks/<int:endpoint_id>/secret/",
        deeds.renew_webhook_secret,
        name="webhook-secret",
    ),
    path("settings/webhooks/<int:endpoint_id>/test/", deeds.test_webhook, name="webhook-test"),
    path(
        "settings/webhooks/<int:endpoint_id>/again/",
        deeds.redeliver_webhook,
        name="webhook-redeliver",
    ),
]
