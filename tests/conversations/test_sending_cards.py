"""Cards: what they say, to whom they may be sent, and that they are kept like any message."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from conversations.actions.recalling import recall_message
from conversations.actions.sending import send_message
from conversations.actions.sending_cards import send_card
from conversations.actions.sessions import finish_session, take_session
from conversations.card_errors import AddressMissing, OrderNotGoing, OrderOnItsWay
from conversations.errors import ClientIdTaken, ConversationNotFound, HeldByOther
from conversations.models import Card, Entry
from conversations.speaker import buyer_of
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.actions.shipping import add_tracking_event, upsert_shipment
from helpdesk.commerce.actions.upserting import upsert_order
from helpdesk.commerce.errors import OrderNotFound, ProductNotFound
from helpdesk.commerce.models import Order, Sku
from helpdesk.commerce.order_facts import OrderFacts, ScanFacts, ShipmentFacts
from helpdesk.kernel.clock import now
from helpdesk.kernel.errors import NotAllowed
from tests.cast import Cast, agent, send
from tests.conversations.carded import ask, card, entry, ordered, product, say, show


def shipped(order: Order, *, days_ago: int = 0) -> Order:
    waybill = f"YT{order.number}"
    upsert_order(
        actor=None, shop_id=order.shop_id, order=OrderFacts(number=order.number, state="shipped")
    )
    parcel = ShipmentFacts(
        order_number=order.number,
        courier="圆通",
        waybill=waybill,
        shipped_at=now() - timedelta(days=days_ago),
    )
    upsert_shipment(actor=None, shop_id=order.shop_id, shipment=parcel)
    scan = ScanFacts(
        waybill=waybill, at=now(), text="快递员王强 13812345678 正在派送", place="杭州转运中心"
    )
    add_tracking_event(shop_id=order.shop_id, scan=scan)
    order.refresh_from_db()
    return order


def test_an_order_card_says_how_far_it_is_and_no_more_than_both_may_see(cast: Cast) -> None:
    thread = cast.thread()
    order = shipped(ordered(cast, thread))
    sent = show(cast.mei, thread, order)
    stored = entry(thread, sent.seq)
    said = stored.card
    assert (stored.kind, stored.side, stored.author_name) == ("card", "agent", "小梅")
    assert (said["type"], said["state"], said["amount_fen"]) == ("order", "shipped", 16000)
    assert said["tail"] == "…7731" and said["arrives_on"] and said["leaves_at"] is None
    assert (said["courier"], said["place"]) == ("圆通", "杭州转运中心")
    assert said["waybill"].startswith("YT") and "…" in said["waybill"]
    for hidden in ("王强", "13812345678", "张小贝", "解放路", order.number):
        assert hidden not in str(said), hidden
    assert not {"id", "order", "order_id", "buyer"} & said.keys()
    assert (card(thread, sent.seq).order_id, card(thread, sent.seq).state) == (order.pk, "sent")


def test_a_promise_that_was_missed_is_not_repeated_to_the_buyer(cast: Cast) -> None:
    thread = cast.thread()
    late = now() - timedelta(days=4)
    waiting = ordered(cast, thread, paid_at=late, created_at=late)
    assert entry(thread, show(cast.mei, thread, waiting).seq).card["leaves_at"] is None
    on_its_way = shipped(ordered(cast, thread), days_ago=9)
    assert entry(thread, show(cast.mei, thread, on_its_way).seq).card["arrives_on"] is None


def test_an_unpaid_order_says_what_is_due(cast: Cast) -> None:
    thread = cast.thread()
    order = ordered(cast, thread, state="unpaid", paid_fen=0, paid_at=None)
    said = entry(thread, show(cast.mei, thread, order).seq).card
    due = order.goods_fen + order.freight_fen - order.discount_fen
    assert (said["state"], said["amount_fen"]) == ("unpaid", due)


def test_a_product_card_tells_stock_only_where_the_shop_allows(cast: Cast) -> None:
    thread = cast.thread()
    hoodie = product(cast, colours=["燕麦色"], variants=["M", "L"], facts="380g 加绒棉")
    Sku.objects.create(
        shop=cast.shop,
        product=hoodie,
        code="H-M",
        spec="燕麦色 M",
        price_fen=15900,
        stock_note="余 26 件",
    )
    quiet = entry(thread, show(cast.mei, thread, hoodie, "product").seq).card
    assert (quiet["name"], quiet["price_fen"], quiet["facts"]) == (
        hoodie.name,
        15900,
        "380g 加绒棉",
    )
    assert (quiet["colours"], quiet["variants"], quiet["stock"]) == (["燕麦色"], ["M", "L"], [])
    set_policy(
        actor=cast.lan.user, shop_id=cast.shop.pk, name="chat.card_stock", value=True, source="店规"
    )
    told = entry(thread, show(cast.mei, thread, hoodie, "product").seq).card
    assert told["stock"] == [{"spec": "燕麦色 M", "note": "余 26 件"}]
    assert quiet == entry(thread, 3).card, "what was sent stays as it was"


def test_an_address_card_shows_the_buyer_their_own_masked(cast: Cast) -> None:
    thread = cast.thread()
    address = "浙江省绍兴市越城区胜利东路 368 号 3 幢 201室"
    order = ordered(cast, thread, receiver_address=address)
    sent = ask(cast.mei, thread, order)
    said = entry(thread, sent.seq).card
    assert (said["receiver"], said["phone"]) == ("张**", "138****5678")
    assert said["address"] == "浙江省绍兴市越城区***201室"
    kept = card(thread, sent.seq)
    assert (kept.kind, kept.state, kept.order_id) == ("address", "waiting", order.pk)
    thread.refresh_from_db()
    assert (thread.last_card, thread.last_side, thread.unanswered_since) == (
        "address",
        "agent",
        None,
    )
    told = AuditEntry.objects.get(shop=cast.shop, verb="address.asked")
    assert told.data == {"order": "…7731", "seq": sent.seq}


@pytest.mark.parametrize(
    ("state", "error"),
    [
        ("shipped", OrderOnItsWay),
        ("signed", OrderNotGoing),
        ("finished", OrderNotGoing),
        ("closed", OrderNotGoing),
    ],
)
def test_an_order_that_has_left_is_not_asked_about(
    cast: Cast, state: str, error: type[Exception]
) -> None:
    thread = cast.thread()
    order = ordered(cast, thread, state=state)
    with pytest.raises(error, match="7731"):
        ask(cast.mei, thread, order)
    assert Entry.objects.filter(conversation_id=thread.pk).count() == 1
    assert show(cast.mei, thread, order).seq == 3, "but it can be shown"


def test_an_order_without_an_address_is_not_asked_about(cast: Cast) -> None:
    thread = cast.thread()
    with pytest.raises(AddressMissing):
        ask(cast.mei, thread, ordered(cast, thread, receiver_address=" "))


def test_asked_twice_the_older_card_gives_way(cast: Cast) -> None:
    thread = cast.thread()
    order = ordered(cast, thread)
    first, second = ask(cast.mei, thread, order), ask(cast.mei, thread, order)
    assert entry(thread, second.seq).target == first.seq
    assert card(thread, first.seq).state == "superseded"
    assert card(thread, second.seq).state == "waiting"
    say(thread, second.seq)
    third = ask(cast.mei, thread, order)
    assert entry(thread, third.seq).target is None, "an answered card is not replaced"
    assert card(thread, second.seq).state == "right"


def test_orders_of_others_do_not_exist(cast: Cast) -> None:
    thread, other = cast.thread(), cast.thread("另一位买家")
    strange = cast.thread("别家的买家", shop=cast.other_shop)
    for order in (ordered(cast, other), ordered(cast, strange)):
        for kind in ("order", "address"):
            with pytest.raises(OrderNotFound):
                show(cast.mei, thread, order, kind)
    nobodys = ordered(cast, thread)
    Order.objects.filter(pk=nobodys.pk).update(buyer=None)
    with pytest.raises(OrderNotFound):
        show(cast.mei, thread, nobodys)
    with pytest.raises(ProductNotFound):
        show(cast.oleg, strange, product(cast), "product")
    with pytest.raises(OrderNotFound):
        show(cast.oleg, thread, ordered(cast, thread))
    with pytest.raises(ConversationNotFound):
        show(cast.oleg, thread, ordered(cast, strange))
    assert Card.objects.filter(conversation_id=thread.pk).count() == 0


def test_the_rules_of_a_message_hold(cast: Cast) -> None:
    thread = cast.thread()
    order = ordered(cast, thread)
    show(cast.mei, thread, order)
    thread.refresh_from_db()
    assert thread.owner_id == cast.mei.pk, "a card takes a chat that nobody holds"
    with pytest.raises(HeldByOther):
        show(cast.tom, thread, order)
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    assert show(cast.tom, thread, order).session == 2
    with pytest.raises(NotAllowed):
        send_card(
            actor=buyer_of(cast.shop.pk),
            conversation_id=thread.pk,
            client_id=uuid4(),
            card="order",
            about=order.pk,
        )


def test_sent_again_it_answers_with_the_first_whatever_happened_since(cast: Cast) -> None:
    thread = cast.thread()
    order, once = ordered(cast, thread), uuid4()
    first = show(cast.mei, thread, order, "address", once)
    shipped(order)
    again = show(cast.mei, thread, order, "address", once)
    assert (again.seq, again.at, again.duplicate) == (first.seq, first.at, True)
    with pytest.raises(ClientIdTaken):
        send_message(
            speaker=agent(cast.mei), conversation_id=thread.pk, client_id=once, text="同一个编号"
        )


def test_a_card_is_taken_back_like_words(cast: Cast) -> None:
    thread = cast.thread("在吗")
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    order = ordered(cast, thread)
    sent = ask(cast.mei, thread, order)
    recall = recall_message(
        speaker=agent(cast.mei), conversation_id=thread.pk, seq=sent.seq, client_id=uuid4()
    )
    blank = entry(thread, sent.seq)
    assert (blank.text, blank.card, blank.recalled) == ("", None, True)
    assert entry(thread, recall).target == sent.seq
    assert card(thread, sent.seq).state == "recalled"
    thread.refresh_from_db()
    assert (thread.last_text, thread.last_card) == ("在吗", "")
    assert thread.unanswered_since is not None
    ask(cast.mei, thread, order)  # the way is free again
    kept = AuditEntry.objects.get(shop=cast.shop, verb="message.recalled").data
    assert kept["card"]["type"] == "address" and kept["text"]


def test_the_list_reads_the_goods_and_what_kind_of_card(cast: Cast) -> None:
    thread = cast.thread()
    show(cast.mei, thread, ordered(cast, thread))
    thread.refresh_from_db()
    assert thread.last_card == "order" and thread.last_text.startswith("云感")
    send(agent(cast.mei), thread, "就是这单")
    thread.refresh_from_db()
    assert (thread.last_card, thread.last_text) == ("", "就是这单")


def test_the_database_itself_keeps_cards_whole(cast: Cast) -> None:
    thread = cast.thread()
    order = ordered(cast, thread)
    sent = ask(cast.mei, thread, order)
    cards = Card.objects.filter(conversation_id=thread.pk, seq=sent.seq)
    entries = Entry.objects.filter(conversation_id=thread.pk)
    for wrong in (
        lambda: cards.update(state="sent"),
        lambda: cards.update(state="right"),
        lambda: cards.update(wish_sealed=b"x"),
        lambda: cards.update(product=product(cast)),
        lambda: cards.update(handled_by=cast.mei),
        lambda: entries.filter(seq=1).update(card={"type": "order"}),
        lambda: entries.filter(seq=sent.seq).update(recalled=True),
        lambda: Card.objects.create(
            shop_id=cast.shop.pk,
            conversation_id=thread.pk,
            seq=99,
            kind="address",
            state="waiting",
            order=order,
            asked_at=now(),
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()
