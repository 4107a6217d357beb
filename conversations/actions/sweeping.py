"""Everything that time makes due in routing and automatic answers, and what the search keeps for
later. Every two seconds by the worker; each process with sockets does the same with its heartbeats,
so that the queue moves without Redis and worker."""

from functools import partial

from conversations.actions.answering_automatically import answer_all_owed
from conversations.actions.indexing_words import work_in_words
from conversations.actions.leaving import let_leave
from conversations.actions.routing import route_waiting
from conversations.actions.unanswered import move_unanswered
from conversations.queries.routing import shops_with_a_queue
from helpdesk.kernel.sweeping import attempt
from helpdesk.team.actions.settling import settle_presences


def sweep() -> None:
    """Safe twice, late and in parallel. What fails in one part or one shop holds up no other."""
    attempt("presences", settle_presences)
    attempt("those who leave", let_leave)
    attempt("chats that nobody answers", move_unanswered)
    for shop_id in shops_with_a_queue():
        attempt(f"the queue of shop {shop_id}", partial(route_waiting, shop_id=shop_id))
    attempt("automatic answers", answer_all_owed)
    attempt("words on their way into the search", work_in_words)
