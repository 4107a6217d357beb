from helpdesk.integrations.models.delivery import DeliveryState, WebhookDelivery
from helpdesk.integrations.models.endpoint import LISTENING, EndpointState, WebhookEndpoint
from helpdesk.integrations.models.event import WebhookEvent

__all__ = [
    "LISTENING",
    "DeliveryState",
    "EndpointState",
    "WebhookDelivery",
    "WebhookEndpoint",
    "WebhookEvent",
]
