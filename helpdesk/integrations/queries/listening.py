"""Does anybody listen? For those to whom putting the data together costs something."""

from helpdesk.integrations.models import LISTENING, WebhookEndpoint


def is_heard(shop_id: int, *kinds: str) -> bool:
    """Whether an endpoint of the shop listens to one of the kinds."""
    return WebhookEndpoint.objects.filter(
        shop_id=shop_id, state__in=LISTENING, kinds__has_any_keys=list(kinds)
    ).exists()
