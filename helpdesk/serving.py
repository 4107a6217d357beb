"""Everything on one port: sockets to Channels, pages to Django's WSGI handler in threads.

Pages by WSGI inside the ASGI server are 3.4 times as fast as by Django's own ASGI handler
(docs/decisions/0002). The pool and the hub are opened and closed here.
"""

import sys
from typing import Any

from a2wsgi import WSGIMiddleware
from channels.routing import URLRouter
from django.conf import settings

from conversations.pulse import pulse
from helpdesk.kernel.collector import keep_what_is_loaded
from helpdesk.kernel.database import close_pool, open_pool
from helpdesk.monitoring import sharing
from helpdesk.monitoring.readiness import serves_sockets
from helpdesk.realtime.hub import Hub
from helpdesk.urls import socket_patterns
from helpdesk.wsgi import application as pages

PAGE_THREADS = 8

TURN = 0.001
"""Seconds that a thread which renders a page may keep the interpreter from the sockets' loop. At
the preset of 5 ms each turn of the loop could wait so long while somebody opened a page."""

_pages = WSGIMiddleware(pages, workers=PAGE_THREADS)
_sockets = URLRouter(socket_patterns)


async def application(scope: Any, receive: Any, send: Any) -> None:
    """The root application."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] == "websocket":
        await _sockets(scope, receive, send)
    else:
        await _pages(scope, receive, send)


async def _live(receive: Any, send: Any) -> None:
    await receive()
    serves_sockets()
    await open_pool()
    hub = Hub(settings.REDIS_URL, pulse=pulse)
    await hub.start()
    sharing.start("sockets")
    keep_what_is_loaded()
    sys.setswitchinterval(TURN)
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await hub.stop()
    await close_pool()
    await send({"type": "lifespan.shutdown.complete"})
