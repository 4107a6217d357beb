"""Writes one webhook of the demo shop with a short log, through the actions of integrations.

It stands paused: nothing leaves the machine before somebody resumes it. `manage.py
receive_webhooks` is the system that it was made for.
"""

from typing import Final

from django.conf import settings

from helpdesk.accounts.models import Shop, User
from helpdesk.integrations.actions.claiming import claim_due
from helpdesk.integrations.actions.making import make_endpoint
from helpdesk.integrations.actions.recording import record_event
from helpdesk.integrations.actions.settling import settle
from helpdesk.integrations.gateways.posting import Outcome
from helpdesk.integrations.kinds import registered_kinds
from helpdesk.integrations.models import WebhookEndpoint

LOCAL: Final = "http://127.0.0.1:9310/helpdesk"
ELSEWHERE: Final = "https://erp.example.com/helpdesk"

ANSWERS: Final = (
    Outcome(code=200, duration_ms=41, answer='{"ok": true}'),
    Outcome(code=200, duration_ms=38, answer='{"ok": true}'),
    Outcome(code=204, duration_ms=52),
    Outcome(code=503, problem="refused", duration_ms=120, answer="升级中，十分钟后再来"),
    Outcome(problem="timeout", duration_ms=10_000),
    Outcome(code=200, duration_ms=47, answer='{"ok": true}'),
    Outcome(code=410, problem="refused", duration_ms=33, answer="这个接口停用了"),
)


def load_webhooks(shop: Shop, owner: User) -> None:
    """All of it, inside the caller's transaction."""
    kinds = registered_kinds()
    names = [kind.name for kind in kinds]
    address = LOCAL if settings.WEBHOOKS_TO_LOOPBACK else ELSEWHERE
    made = make_endpoint(
        actor=owner, shop_id=shop.pk, address=address, description="发货系统", kinds=names
    )
    others = WebhookEndpoint.objects.exclude(pk=made.endpoint.pk).values_list("pk", flat=True)
    for place, outcome in enumerate(ANSWERS):
        kind = kinds[place % len(kinds)]
        record_event(shop_id=shop.pk, kind=kind.name, data=kind.example)
        for claimed in claim_due(room=1, busy=list(others)):
            settle(claimed=claimed, outcome=outcome)
