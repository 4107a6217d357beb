"""The automatic answer to a buyer who begins to wait: at once, and behind their own message.

Only a head start. What is owed stands in the data, and the sweep says it within seconds if this
process dies now.
"""

import asyncio
import logging

from conversations.actions.answering_automatically import answer_owed
from helpdesk.kernel.database import in_thread

logger = logging.getLogger(__name__)

_running: set[asyncio.Task[None]] = set()
"""The loop itself keeps only weak references to its tasks."""


def answer_soon(*, shop_id: int, conversation_id: int) -> None:
    """Decide and say what is due, without keeping the buyer's acknowledgement waiting."""
    task = asyncio.create_task(_answer(shop_id, conversation_id))
    _running.add(task)
    task.add_done_callback(_running.discard)


async def _answer(shop_id: int, conversation_id: int) -> None:
    try:
        await in_thread(answer_owed, shop_id=shop_id, conversation_id=conversation_id)
    except Exception:
        logger.warning("An automatic answer is left to the sweep", exc_info=True)
