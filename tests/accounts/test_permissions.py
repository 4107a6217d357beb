"""The permission table, cell by cell, written down a second time on purpose."""

import pytest

from helpdesk.accounts.models import Role
from helpdesk.accounts.permissions import (
    PERMISSIONS,
    allows,
    may_reset_password_of,
    permissions_of,
    roles_with,
)

AGENT = {
    "chat.reply",
    "chat.hand_over",
    "order.note",
    "order.reveal",
    "goods.view",
    "scripts.write",
    "cases.handle",
}
SUPERVISOR = AGENT | {
    "floor.oversee",
    "chat.take_over",
    "chat.finish_any",
    "chat.block",
    "tag.manage",
    "figures.team",
    "followups.arrange",
    "commerce.import",
    "team.arrange",
    "team.peak",
    "goods.edit",
    "courier.edit",
    "scripts.review",
    "scripts.manage",
    "cases.deadline",
    "guard.manage",
    "people.view",
    "people.reset_password",
    "audit.view",
    "audit.open_words",
    "settings.view",
}
OWNER = SUPERVISOR | {
    "people.manage",
    "shop.settings",
    "api.manage",
    "integrations.manage",
    "refunds.find_out",
}
EXPECTED = {Role.AGENT: AGENT, Role.SUPERVISOR: SUPERVISOR, Role.OWNER: OWNER}


@pytest.mark.parametrize("permission", PERMISSIONS)
@pytest.mark.parametrize("role", Role)
def test_each_cell(role: Role, permission: str) -> None:
    assert allows(role, permission) is (permission in EXPECTED[role])


@pytest.mark.parametrize("role", Role)
def test_permissions_of_a_role_are_its_column(role: Role) -> None:
    assert permissions_of(role) == EXPECTED[role]


def test_an_unknown_permission_is_a_mistake_not_a_no() -> None:
    with pytest.raises(KeyError):
        allows(Role.OWNER, "chat.fly")


def test_roles_with_names_whom_to_ask() -> None:
    assert roles_with("shop.settings") == [Role.OWNER]
    assert roles_with("people.view") == [Role.SUPERVISOR, Role.OWNER]


@pytest.mark.parametrize(
    ("actor", "target", "may"),
    [
        ("agent", "agent", False),
        ("agent", "owner", False),
        ("supervisor", "agent", True),
        ("supervisor", "supervisor", False),
        ("supervisor", "owner", False),
        ("owner", "agent", True),
        ("owner", "supervisor", True),
        ("owner", "owner", True),
    ],
)
def test_a_reset_link_lifts_nobody_up(actor: str, target: str, may: bool) -> None:
    assert may_reset_password_of(actor, target) is may
