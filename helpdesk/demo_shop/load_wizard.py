"""A buyer in the demo who shows what is wrong with an order: where a case is opened from."""

from collections.abc import Sequence

from aftersales.models import Case
from aftersales.policy_rules import RETURN_ADDRESS
from conversations.models import Conversation
from conversations.speaker import buyer_of
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.models import Membership
from helpdesk.commerce.models import Order, OrderState
from helpdesk.demo_shop.catalogue import CLOTHING_KINDS
from helpdesk.demo_shop.drawn_seam import garment
from helpdesk.demo_shop.load_files import say, show

ADDRESS = "小满退货仓 0575-8512 3300 浙江省绍兴市柯桥区轻纺城大道 86 号 2 栋"


def load_wizard(owner: Membership, agents: Sequence[Membership]) -> None:
    """The address that goods come back to; a seam in two pictures in a chat of an agent."""
    set_policy(
        actor=owner.user,
        shop_id=owner.shop_id,
        name=RETURN_ADDRESS,
        value=ADDRESS,
        source="店里自己的仓库",
    )
    thread = _thread(owner.shop_id, agents)
    if thread is None:
        return
    buyer = buyer_of(owner.shop_id)
    say(thread, buyer, "你好，昨天收到的衣服右袖口开线了")
    show(thread, buyer, "整件.jpg", garment(thread.pk, close=False))
    show(thread, buyer, "袖口.jpg", garment(thread.pk, close=True))
    say(thread, buyer, "大概 3 厘米，没洗过，吊牌也没剪，这个怎么处理？")


def _thread(shop_id: int, agents: Sequence[Membership]) -> Conversation | None:
    """An open chat whose buyer has received clothes lately, with no case about them yet; the first
    agent's, if there is one."""
    taken = Case.objects.filter(shop_id=shop_id, is_open=True).values("order_id")
    orders = (
        Order.objects.filter(
            shop_id=shop_id,
            state=OrderState.SIGNED,
            lines__position=1,
            lines__product__kind__in=CLOTHING_KINDS,
        )
        .exclude(pk__in=taken)
        .order_by("-created_at", "-pk")
    )
    place = {agent.pk: at for at, agent in enumerate(agents)}
    open_chats = Conversation.objects.filter(
        shop_id=shop_id,
        state="active",
        blocked=False,
        snoozed_until=None,
        buyer_id__in=orders.values("buyer_id"),
    )
    found = sorted(open_chats, key=lambda one: (place.get(one.owner_id or 0, len(place)), one.pk))
    return found[0] if found else None
