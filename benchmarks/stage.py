"""The shop of the benchmark: agents with passwords, and rules that let a machine be the buyer.

Rules differ from a fresh shop's in three: buyers may write as fast as a socket allows, agents
take chats themselves (each thread has its agent, as in a replay), and the machine adds no words.
"""

import django

django.setup()

from benchmarks.people import PASSWORD, SLUG  # noqa: E402  Django must be set up first
from benchmarks.servers import answer_job, read_job  # noqa: E402
from conversations.automatic_rules import ON  # noqa: E402
from conversations.routing_rules import MODE, PICK  # noqa: E402
from helpdesk.accounts.actions.membership import add_member, create_shop  # noqa: E402
from helpdesk.accounts.actions.policies import set_policy  # noqa: E402
from helpdesk.accounts.actions.registering import register_user  # noqa: E402
from helpdesk.accounts.models import Membership, Role  # noqa: E402

RULES = {"chat.message_rate": {"burst": 200, "per_second": 200}, MODE: PICK, ON: False}


def set_up(agents: int) -> dict[str, object]:
    """The shop's number and its agents."""
    owner = register_user(username="bench-owner", display_name="店长", password=PASSWORD)
    shop = create_shop(actor=None, name="基准店", slug=SLUG, owner=owner)
    for name, value in RULES.items():
        set_policy(actor=None, shop_id=shop.pk, name=name, value=value, source="benchmark")
    names = []
    for number in range(1, agents + 1):
        name = f"bench-agent-{number}"
        user = register_user(username=name, display_name=f"客服{number}", password=PASSWORD)
        add_member(actor=None, shop=shop, user=user, role=Role.AGENT)
        names.append(name)
    members = Membership.objects.filter(shop=shop, role=Role.AGENT).order_by("pk")
    return {"shop": shop.pk, "agents": names, "members": [one.pk for one in members]}


if __name__ == "__main__":
    answer_job(set_up(read_job()["agents"]))
