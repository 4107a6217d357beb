"""A visitor turns out to be a customer of the shop: its website has signed for it.

Locks go Customer, Buyer (by id), Conversation. What becomes of the visitor's thread:
- the customer has no buyer yet: the visitor's buyer becomes the customer's;
- the customer's buyer has no thread: the visitor's thread moves there;
- both have threads: both stay, a `MergedVisitor` row ties them, the panels link them.
A buyer who is some other customer's already is never touched: two people, one computer.
"""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, override

from conversations.access import conversation_of, locked_conversation
from conversations.actions.recording import save_conversation
from conversations.identity import Claim, check, secret_of
from conversations.models import Conversation, Customer, MergedVisitor
from conversations.queries.rows import record_of, row_shape
from conversations.queries.widget import widget_of
from helpdesk.accounts.audit import record
from helpdesk.commerce.actions.buyers import become_known, buyer_for_customer
from helpdesk.commerce.models import Buyer
from helpdesk.kernel.clock import now
from helpdesk.kernel.locks import locked
from helpdesk.realtime.events import ConversationChanged
from helpdesk.realtime.publish import publish


def identify_visitor(*, shop_id: int, visitor_key: str, claim: Claim) -> str:
    """The key under which the customer goes on; safe twice and from two tabs at once.

    CustomerHashWrong, CustomerOld and their like when the claim is not good.
    """
    nonce = widget_of(shop_id).secret_nonce
    secret = secret_of(shop_id, nonce) if nonce else ""
    check(claim, secret=secret, now=now().timestamp())
    with transaction.atomic():
        Customer.objects.get_or_create(
            shop_id=shop_id, number=claim.number, defaults={"first_signed_at": now()}
        )
        customer = locked(Customer.objects.filter(shop_id=shop_id)).get(number=claim.number)
        visitor, own = _locked_buyers(customer, visitor_key)
        name = claim.name.strip() or _member_name(claim.number)
        name = name[: Buyer._meta.get_field("name").max_length]
        how = ""
        if own is None:
            how = "became" if visitor is not None else ""
            own = visitor or buyer_for_customer(shop_id=shop_id, name=name)
            become_known(buyer=own, name=name, new_key=visitor is not None)
            customer.buyer = own
            customer.save(update_fields=["buyer"])
        else:
            renamed = own.name != name
            if renamed or own.visitor_key is None:
                become_known(buyer=own, name=name, new_key=False)
            if visitor is not None:
                how = _merge(customer, visitor, own)
            elif renamed:
                how = "renamed"
        if how:
            _tell(customer, own, how)
    return str(own.visitor_key)


def _member_name(number: str) -> str:
    """For the shop to read, whatever language its customer reads."""
    with override(settings.LANGUAGE_CODE):
        return gettext("会员 %(number)s") % {"number": number}


def _locked_buyers(customer: Customer, visitor_key: str) -> tuple[Buyer | None, Buyer | None]:
    """The visitor's buyer, unless it is a customer's already, and the customer's own."""
    buyers = Buyer.objects.filter(shop_id=customer.shop_id)
    ids = set(buyers.filter(visitor_key=visitor_key).values_list("pk", flat=True))
    if customer.buyer_id is not None:
        ids.add(customer.buyer_id)
    held = {buyer.pk: buyer for buyer in locked(buyers.filter(pk__in=ids))}
    own = held.get(customer.buyer_id or 0)
    visitor = next((each for each in held.values() if each.visitor_key == visitor_key), None)
    if visitor is None or visitor == own:
        return None, own
    taken = Customer.objects.filter(shop_id=customer.shop_id, buyer=visitor).exists()
    return (None if taken else visitor), own


def _merge(customer: Customer, visitor: Buyer, own: Buyer) -> str:
    threads = Conversation.objects.filter(shop_id=customer.shop_id)
    theirs = threads.filter(buyer=visitor).values_list("pk", flat=True).first()
    if theirs is None:
        return ""
    if not threads.filter(buyer=own).exists():
        thread = locked_conversation(customer.shop_id, theirs)
        thread.buyer = own
        thread.save(update_fields=["buyer"])
        return "moved"
    _, new = MergedVisitor.objects.get_or_create(
        shop_id=customer.shop_id,
        visitor=visitor,
        defaults={"customer": customer, "merged_at": now()},
    )
    return "linked" if new else ""


def _tell(customer: Customer, own: Buyer, how: str) -> None:
    """The record, and the desks' lists, which show another name now."""
    record(
        shop_id=customer.shop_id,
        actor=None,
        actor_name=own.name,
        verb="visitor.identified",
        target=own,
        data={"number": customer.number, "how": how},
    )
    found = Conversation.objects.filter(shop_id=customer.shop_id, buyer=own).first()
    if found is not None:
        locked_conversation(customer.shop_id, found.pk)
        thread = conversation_of(customer.shop_id, found.pk)
        save_conversation(thread)
        publish(customer.shop_id, ConversationChanged(row=row_shape(record_of(thread))))
