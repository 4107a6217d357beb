"""A buyer in the demo who shows what is wrong with an order: where a case is opened from."""

from collections.abc import Sequence

from aftersales.models import Case
from aftersales.policy_rules import RETURN_ADDRESS
from conversations.models import Conversation
from conversations.speaker import buyer_of
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.models import Membership
from helpdesk.commerce.models import Order, OrderState
from helpdesk.demo_shop.drawn import damaged_parcel
from helpdesk.demo_shop.load_files import say, show

ADDRESS = "小满退货仓 0575-8512 3300 浙江省绍兴市柯桥区轻纺城大道 86 号 2 栋"


def load_wizard(owner: Membership, agents: Sequence[Membership]) -> None:
    """The address that goods come back to, and a parcel that came damaged, in two pictures."""
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
    say(thread, buyer, "刚拆开，盒子压坏了，里面的也坏了一个角")
    show(thread, buyer, "盒子.jpg", damaged_parcel(thread.pk % 89, torn=False))
    show(thread, buyer, "破的那面.jpg", damaged_parcel(thread.pk % 83, torn=True))
    say(thread, buyer, "还没用过，这个怎么处理？")


def _thread(shop_id: int, agents: Sequence[Membership]) -> Conversation | None:
    """An open chat whose buyer has received their latest order, with no case about it yet; the
    first agent's, if there is one."""
    taken = set(Case.objects.filter(shop_id=shop_id, is_open=True).values_list("order", flat=True))
    latest: dict[int, Order] = {}
    for order in Order.objects.filter(shop_id=shop_id).order_by("created_at", "pk"):
        if order.buyer_id is not None:
            latest[order.buyer_id] = order
    received = {
        buyer
        for buyer, order in latest.items()
        if order.state == OrderState.SIGNED and order.pk not in taken
    }
    place = {agent.pk: at for at, agent in enumerate(agents)}
    open_chats = Conversation.objects.filter(
        shop_id=shop_id, state="active", blocked=False, snoozed_until=None, buyer_id__in=received
    )
    found = sorted(open_chats, key=lambda one: (place.get(one.owner_id or 0, len(place)), one.pk))
    return found[0] if found else None
