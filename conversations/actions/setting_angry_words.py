"""Words by which an angry buyer is known: added to a reason of the shop's list, and taken out."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from conversations.floor.anger import folded_word
from conversations.floor.errors import WordKnown, WordWrong
from conversations.floor.lexicon import ANGRY_WORDS, LONGEST_WORD, MOST_WORDS, REASONS, is_lexicon
from helpdesk.accounts import policies
from helpdesk.accounts.access import require
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership, Shop
from helpdesk.kernel.locks import locked
from helpdesk.realtime.events import FloorChanged
from helpdesk.realtime.publish import publish

Words = dict[str, list[str]]


def add_angry_word(*, actor: Membership, reason: str, word: str) -> None:
    """One more word. WordKnown when it stands in the list, WordWrong when it cannot."""
    word = word.strip()

    def added(words: Words) -> Words:
        for known, others in words.items():
            if folded_word(word) in map(folded_word, others):
                raise WordKnown(word=word, reason=REASONS[known])
        return {**words, reason: [*words.get(reason, []), word]}

    _change(actor, reason, word, "floor.word_added", added)


def remove_angry_word(*, actor: Membership, reason: str, word: str) -> None:
    """The word means nothing from now on; taking it out twice changes nothing."""

    def removed(words: Words) -> Words:
        return {**words, reason: [one for one in words.get(reason, []) if one != word]}

    _change(actor, reason, word, "floor.word_removed", removed)


@transaction.atomic
def _change(
    actor: Membership, reason: str, word: str, verb: str, change: Callable[[Words], Words]
) -> None:
    require(actor, "floor.oversee")
    if reason not in REASONS:
        raise WordWrong(longest=LONGEST_WORD, most=MOST_WORDS)
    locked(Shop.objects.filter(pk=actor.shop_id)).get()
    before = policies.value_of(actor.shop_id, ANGRY_WORDS)
    after = change(before)
    if after == before:
        return
    if not is_lexicon(after):
        raise WordWrong(longest=LONGEST_WORD, most=MOST_WORDS)
    set_policy(
        actor=actor.user,
        shop_id=actor.shop_id,
        name=ANGRY_WORDS,
        value=after,
        source=_("店里定的"),
    )
    record(
        shop_id=actor.shop_id,
        actor=actor.user,
        verb=verb,
        target=("angryword", ""),
        data={"target": word, "reason": str(REASONS[reason])},
    )
    publish(actor.shop_id, FloorChanged())
