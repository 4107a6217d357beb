"""What the database holds."""

from collections.abc import Iterable

from conversations.models import Conversation, Entry, EntryKind
from helpdesk.accounts.models import Shop
from tests.browser.screens import Screen


def words_of(conversation: int) -> list[str]:
    """The messages of a thread in stored order."""
    messages = Entry.objects.filter(conversation_id=conversation, kind=EntryKind.MESSAGE)
    return list(messages.order_by("seq").values_list("text", flat=True))


def only_thread(shop: Shop) -> Conversation:
    """The one thread of a shop."""
    return Conversation.objects.get(shop=shop)


def same_everywhere(conversation: int, screens: Iterable[Screen], *written: list[str]) -> None:
    """Each message once, in the writer's order, and every screen equal to the database."""
    everything = [words for writer in written for words in writer]
    for screen in screens:
        screen.settled(len(everything))
    stored = words_of(conversation)
    for screen in screens:
        assert screen.words == stored, (screen.words, stored)
    assert sorted(stored) == sorted(everything)
    for writer in written:
        assert [words for words in stored if words in writer] == writer
