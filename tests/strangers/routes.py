"""Every address of the product with real ids of Mei's shop in it, found by walking the resolver.

A new route is swept the day it is born. One whose arguments are unknown here fails its test and
says what to add to `FILLINGS`.
"""

import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.urls import URLPattern, URLResolver, get_resolver

from conversations.actions.answering_cards import answer_card
from conversations.actions.sending_cards import send_card
from conversations.actions.stored import Sent
from conversations.address_change import Change
from conversations.models import Attachment, Conversation
from conversations.speaker import buyer_of
from helpdesk.accounts.actions.api_tokens import make_api_token
from helpdesk.accounts.actions.inviting import invite_member
from helpdesk.accounts.actions.order_sources import make_source
from helpdesk.accounts.actions.reset_links import issue_reset_link
from helpdesk.accounts.invitation_token import token_of as invitation_token_of
from helpdesk.accounts.models import ApiToken, Invitation, OrderSource, ResetLink, Role
from helpdesk.accounts.reset_token import token_of
from helpdesk.commerce.actions.upserting import upsert_order
from helpdesk.commerce.models import Order, Product
from helpdesk.commerce.order_facts import OrderFacts
from helpdesk.commerce.receivers import close_up
from helpdesk.integrations.actions.redelivering import send_test
from helpdesk.integrations.models import WebhookDelivery, WebhookEndpoint
from helpdesk.kernel.clock import now
from tests.cast import Cast, agent
from tests.files.sent import seal_of, sent_file
from tests.imports.conftest import import_of
from tests.integrations.conftest import endpoint_of
from tests.strangers.case_scene import CASE_FILLINGS, CASE_ROUTES
from tests.strangers.followup_scene import FOLLOWUP_FILLINGS
from tests.strangers.goods_scene import courier_of, sku_of
from tests.strangers.guard_scene import GUARD_FILLINGS
from tests.strangers.inside_scene import block_for, note_of, tag_for
from tests.strangers.knowledge_scene import KNOWLEDGE_ROUTES, KNOWLEDGE_SAID
from tests.strangers.register_scene import REGISTER_FILLINGS, REGISTER_SAID
from tests.strangers.script_scene import SCRIPT_FILLINGS, SCRIPT_ROUTES

ARGUMENT = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")

PUBLIC = {
    "home",  # sends everybody on to the desk, and so to the door
    "healthz",
    "readyz",
    "metrics",  # the token or the network is the key: numbers of the installation, of no shop
    "sign-in",
    "password-forgot",
    "reset-confirm",  # the token in the address is the key
    "join",  # likewise: the link that a new colleague was given
    "set_language",
    "chat",  # the buyer's page: a shop's public address
    "chat-visitor",
    "chat-file",  # the visitor's token is the key; without one 401 and nothing is read
    "file",  # the signature in the address is the key, and it runs out
    *("buyer-case", "buyer-case-open", "buyer-case-file"),  # likewise; a case or order of a buyer
    "rating-form",  # an empty form with its words
    "widget-look",  # colour and words of a shop's button
    "widget-script",  # one script for all shops
    "api-schema",  # what any installation answers; nothing of a shop
    "api-docs",
    "api-try",
    "api-sockets",
    "api-asyncapi",
    "api-hook-orders",  # the signature is the key; without one nothing is stored
    "widget-try",  # an invented page of the shop; shows no more than the buyer's page and products
}
"""What nobody in particular may open. Whoever adds a line here shows it to the lead."""


@dataclass
class Scene:
    """Mei's shop with something in it that a stranger would love to read."""

    cast: Cast
    thread: Conversation
    words: str
    link: ResetLink
    invitation: Invitation
    order: Order
    product: Product
    change: Sent
    api_token: ApiToken
    source: OrderSource
    file: Attachment

    def secrets(self) -> list[str]:
        """What may never stand in an answer to Oleg."""
        cast = self.cast
        people = (cast.lan, cast.qin, cast.mei, cast.tom)
        kept = [self.words, self.thread.buyer.name, self.order.memo, self.order.number]
        kept += ["13812345678", "138****5678", "张小贝"]
        return [*kept, *(one.user.username for one in people)]


FILLINGS: dict[str, Callable[[Scene], Any]] = {
    "slug": lambda scene: scene.cast.shop.slug,
    "conversation_id": lambda scene: scene.thread.pk,
    "import_id": lambda scene: import_of(scene.cast.qin).pk,
    "buyer_id": lambda scene: scene.thread.buyer_id,
    "seq": lambda scene: scene.change.seq,
    "order_id": lambda scene: scene.order.pk,
    "product_id": lambda scene: scene.product.pk,
    "sku_id": lambda scene: sku_of(scene).pk,
    "courier_id": lambda scene: courier_of(scene).pk,
    "member_id": lambda scene: scene.cast.mei.pk,
    "tag_id": lambda scene: tag_for(scene).pk,
    "block_id": lambda scene: block_for(scene).pk,
    "token": lambda scene: token_of(scene.link.nonce),
    "invitation": lambda scene: invitation_token_of(scene.invitation.nonce),
    "invitation_id": lambda scene: scene.invitation.pk,
    "endpoint_id": lambda scene: set_endpoint(scene.cast).pk,
    "delivery_id": lambda scene: set_delivery(scene.cast).pk,
    "number": lambda scene: scene.order.number,
    "token_id": lambda scene: scene.api_token.pk,
    "source_id": lambda scene: scene.source.pk,
    "source": lambda scene: scene.source.key,
    "client_id": lambda scene: scene.file.client_id,
    "key": lambda scene: scene.file.key,
    "part": lambda scene: "full",
    "seal": lambda scene: seal_of(scene.file),
    **GUARD_FILLINGS,
    **SCRIPT_FILLINGS,
    **FOLLOWUP_FILLINGS,
    **REGISTER_FILLINGS,
    **CASE_FILLINGS,
}
"""For each argument of any route: the real one of Mei's shop."""

OF_ONE_ROUTE: dict[str, dict[str, Callable[[Scene], Any]]] = {
    **SCRIPT_ROUTES,
    "search-note": {"number": note_of},
    **KNOWLEDGE_ROUTES,
    **CASE_ROUTES,
}
"""What this route alone wants there."""


SAID: dict[str, dict[str, Any]] = {
    "order-flag": {"flag": 1},
    "tag-rename": {"name": "新名字"},
    "order-receiver": {"field": "receiver_phone", "reason": "call"},
    "desk-find": {"words": "13812345678"},
    "search-found": {"words": "密码是"},
    "product-size": {"height": 165, "weight": 110},
    **KNOWLEDGE_SAID,
    **REGISTER_SAID,
}
"""What has to be sent with a request for it to be answered with more than 400."""


@dataclass(frozen=True)
class Route:
    """One url pattern of `helpdesk.urls`, as it is written there."""

    written: str
    name: str | None

    @property
    def is_public(self) -> bool:
        return self.name in PUBLIC

    @property
    def is_api(self) -> bool:
        """Whether it asks for a token in place of a session."""
        return self.written.startswith("api/v1/")

    @property
    def arguments(self) -> list[str]:
        return [found["name"] for found in ARGUMENT.finditer(self.written)]

    def address(self, scene: Scene) -> str:
        """The path with Mei's ids; fails for an argument that nobody has explained."""
        fillings = {**FILLINGS, **OF_ONE_ROUTE.get(str(self.name), {})}
        for name in self.arguments:
            assert name in fillings, (
                f"The route {self.written!r} takes {name!r}: add to FILLINGS in "
                "tests/strangers/routes.py what it is in Mei's shop, so that the sweep tries it."
            )
        return "/" + ARGUMENT.sub(lambda found: str(fillings[found["name"]](scene)), self.written)


def every_route() -> list[Route]:
    """All routes, in the order in which they are tried."""
    return list(_walk(get_resolver("helpdesk.urls"), ""))


def _walk(resolver: URLResolver, before: str) -> Iterator[Route]:
    for part in resolver.url_patterns:
        written = before + _written(part)
        if isinstance(part, URLPattern):
            yield Route(written, part.name)
        else:
            yield from _walk(part, written)


def _written(part: URLPattern | URLResolver) -> str:
    written = str(part.pattern)
    if set(written) & set("^$()\\"):
        raise AssertionError(
            f"The route {written!r} is a regular expression, which the stranger sweep can't fill: "
            "write it with path()."
        )
    return written


def set_scene(cast: Cast) -> Scene:
    """A thread with secret words and an open reset link for Mei, and an invitation."""
    words = f"密码是 {secrets.token_hex(8)}"
    thread = cast.thread(words)
    thread.buyer.name = f"贝贝 {secrets.token_hex(4)}"
    type(thread.buyer).objects.filter(pk=thread.buyer_id).update(name=thread.buyer.name)
    import_of(cast.qin)
    link = issue_reset_link(actor=cast.lan.user, member=cast.mei)
    invitation = invite_member(actor=cast.lan.user, shop=cast.shop, name="林夏", role=Role.AGENT)
    order, product = set_order(cast, thread), set_product(cast)
    set_delivery(cast)
    change = set_change(cast, thread, order)
    api_token, _word = make_api_token(
        actor=cast.lan.user, member=cast.lan, name="ERP", scopes=["orders:read"]
    )
    source, _secret = make_source(actor=cast.lan.user, shop_id=cast.shop.pk, name="ERP")
    file = sent_file(thread)
    return Scene(
        cast, thread, words, link, invitation, order, product, change, api_token, source, file
    )


def set_change(cast: Cast, thread: Conversation, order: Order) -> Sent:
    """A card about the order's address, to which the buyer wants something changed."""
    close_up(order, "receiver_address", "浙江省绍兴市越城区胜利东路 8 号")
    order.save()
    asked = send_card(
        actor=agent(cast.mei),
        conversation_id=thread.pk,
        client_id=uuid4(),
        card="address",
        about=order.pk,
    )
    answer_card(
        speaker=buyer_of(cast.shop.pk),
        conversation_id=thread.pk,
        seq=asked.seq,
        client_id=uuid4(),
        says="change",
        change=Change(words=f"放门卫 {secrets.token_hex(8)}"),
    )
    return asked


def set_product(cast: Cast) -> Product:
    """Something that the shop sells, with a chart."""
    chart = [{"size": "M", "height_cm": [160, 170]}]
    return Product.objects.create(
        shop=cast.shop, name="棉朵卫衣", kind="hoodie", price_fen=15900, size_chart=chart
    )


def set_endpoint(cast: Cast) -> WebhookEndpoint:
    """Where Lan's shop has its events sent."""
    here = WebhookEndpoint.objects.filter(shop=cast.shop).first()
    return here or endpoint_of(cast.lan).endpoint


def set_delivery(cast: Cast) -> WebhookDelivery:
    """Something on its way there."""
    endpoint = set_endpoint(cast)
    here = WebhookDelivery.objects.filter(shop=cast.shop).first()
    return here or send_test(actor=cast.lan.user, shop_id=cast.shop.pk, endpoint_id=endpoint.pk)


def set_order(cast: Cast, thread: Conversation) -> Order:
    """An order of the thread's buyer with a memo that is nobody else's business."""
    facts = OrderFacts(
        number=secrets.token_hex(9),
        platform="web",
        state="paid",
        created_at=now(),
        memo=f"备注 {secrets.token_hex(8)}",
        receiver_name="张小贝",
        receiver_phone="13812345678",
    )
    done = upsert_order(actor=cast.lan.user, shop_id=cast.shop.pk, order=facts)
    Order.objects.filter(pk=done.order_id).update(buyer=thread.buyer)
    return Order.objects.get(pk=done.order_id)
