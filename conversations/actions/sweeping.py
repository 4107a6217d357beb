"""Everything that time makes due in routing and automatic answers. Every two seconds by the
worker; each process with sockets does the same with its heartbeats, so that the queue moves
without Redis and worker."""

from conversations.actions.answering_automatically import answer_all_owed
from conversations.actions.routing import route_waiting
from conversations.actions.unanswered import move_unanswered
from conversations.queries.routing import shops_with_a_queue
from helpdesk.team.actions.settling import settle_presences


def sweep() -> None:
    """Safe twice, late and in parallel."""
    settle_presences()
    move_unanswered()
    for shop_id in shops_with_a_queue():
        route_waiting(shop_id=shop_id)
    answer_all_owed()
