"""What a buyer is told of days: no less than the deadlines give the shop."""

import pytest

from aftersales.causes import Payer
from aftersales.machine.words import Kind
from aftersales.said_values import case_values


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        (Kind.RETURN, "7"),
        (Kind.EXCHANGE, "9"),  # seven days to check what came back, 48 hours to send
        (Kind.REPAIR, "9"),
        (Kind.RESHIP, "2"),  # nothing comes back
        (Kind.REFUND, None),
        (Kind.INVOICE, None),
    ],
)
def test_the_days_told_are_the_days_that_the_shop_has(kind: Kind, days: str | None) -> None:
    said = case_values(
        kind,
        1_000,
        Payer.SELLER,
        ships_days=7,
        confirms_days=7,
        sends_hours=48,
        address="仓库",
        language="zh",
    )
    assert said["case_days"] == days
