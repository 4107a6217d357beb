"""Everything that time makes due in routing and automatic answers. Every two seconds by the
worker; each process with sockets does the same with its heartbeats, so that the queue moves
without Redis and worker."""

import logging
from collections.abc import Callable
from functools import partial

from django.db import InterfaceError, OperationalError

from conversations.actions.answering_automatically import answer_all_owed
from conversations.actions.routing import route_waiting
from conversations.actions.unanswered import move_unanswered
from conversations.queries.routing import shops_with_a_queue
from helpdesk.team.actions.settling import settle_presences

logger = logging.getLogger(__name__)


def sweep() -> None:
    """Safe twice, late and in parallel. What fails in one part or one shop holds up no other."""
    _attempt(settle_presences)
    _attempt(move_unanswered)
    for shop_id in shops_with_a_queue():
        _attempt(partial(route_waiting, shop_id=shop_id))
    _attempt(answer_all_owed)


def _attempt(part: Callable[[], object]) -> None:
    """Do it, or say in the log why not; only a database that is away ends the sweep."""
    try:
        part()
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("A part of the sweep failed; the others go on, and it is tried again")
