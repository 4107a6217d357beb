"""Who has which thread open: hints between desks, said again with every heartbeat.

Nothing of it is stored: a desk forgets a colleague of whom it has heard nothing for some seconds.
Somebody who looks on unseen (`Listener.unseen`) is in none of it.
"""

from collections import defaultdict

from helpdesk.realtime import hub as hubs
from helpdesk.realtime.events import Event, ThreadWatched
from helpdesk.realtime.hub import Hub
from helpdesk.realtime.listener import Listener
from helpdesk.realtime.parcel import pack
from helpdesk.realtime.shapes import PersonShape


def tell_watching(hub: Hub, *, only: Listener | None = None) -> None:
    """Announce for this process's desks (or the thread that one of them has just opened) who
    looks at what."""
    for shop_id, listeners in list(hub.by_shop.items()):
        if only is not None and only.shop_id != shop_id:
            continue
        threads: dict[int, dict[int, PersonShape]] = defaultdict(dict)
        for one in listeners:
            wanted = only is None or one.watched == only.watched
            if one.watched is None or one.unseen or one.membership_id is None or not wanted:
                continue
            person: PersonShape = {"id": one.membership_id, "name": one.name}
            threads[one.watched][one.membership_id] = person
        events: list[Event] = [
            ThreadWatched(conversation=thread, members=list(people.values()))
            for thread, people in threads.items()
        ]
        if events:
            hub.announce(pack(shop_id, events, origin=hubs.ORIGIN))


def tell_opened(listener: Listener) -> None:
    """A desk has just opened a thread."""
    hub = hubs.running()
    if hub is not None and listener.watched is not None:
        tell_watching(hub, only=listener)
