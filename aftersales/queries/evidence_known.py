"""Whether what is named as evidence is there."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from aftersales.models import Case, CaseFile
from conversations.models import Conversation, Entry


def messages_known(case: Case, seqs: Collection[int]) -> set[int]:
    """Of these numbers those that stand in the chat of the case's buyer and were not recalled."""
    if not seqs or case.buyer_id is None:
        return set()
    chats = Conversation.objects.filter(shop_id=case.shop_id, buyer_id=case.buyer_id)
    entries = Entry.objects.filter(
        shop_id=case.shop_id, conversation_id__in=chats.values("pk"), seq__in=seqs, recalled=False
    )
    return set(entries.values_list("seq", flat=True))


def files_of(case: Case, keys: Collection[str]) -> QuerySet[CaseFile]:
    """Of these files those of the case, and those of its shop that no case holds yet."""
    mine = Q(case=case) | Q(case=None, erased_at=None)
    return CaseFile.objects.filter(mine, shop_id=case.shop_id, key__in=keys)
