"""Rows are locked in one order, so that two requests can never wait for each other.

The order is Installation, Shop, Import, Library, Script, ScriptFile, Customer, Buyer, Order, Tag,
Skill, Group, Conversation, Presence, Case, Deadline, Approval, Refund, RegisterRow (a row of any
register), FollowUpTemplate, FollowUp, Reminder, WebhookEndpoint, WebhookDelivery; within a table by
id. A transaction that needs several of them takes them from left to right.
``NO KEY UPDATE`` is enough everywhere (nobody changes a key) and lets foreign-key checks pass.
"""

from typing import Any, TypeVar

from django.db import models, transaction

Row = TypeVar("Row", bound=models.Model)

ORDER = (
    "Installation",
    "Shop",
    "Import",
    "Library",
    "Script",
    "ScriptFile",
    "Customer",
    "Buyer",
    "Order",
    "Tag",
    "Skill",
    "Group",
    "Conversation",
    "Presence",
    "Case",
    "Deadline",
    "Approval",
    "Refund",
    "RegisterRow",
    "FollowUpTemplate",
    "FollowUp",
    "Reminder",
    "WebhookEndpoint",
    "WebhookDelivery",
)


def locked(rows: models.QuerySet[Row, Any]) -> models.QuerySet[Row, Any]:
    """The same rows, locked until the transaction ends; by primary key within a table.

    Never with joined rows: Postgres re-reads a row that it had to wait for, but not what was
    joined to it, so an owner that changed meanwhile would come back as nobody.
    """
    if rows.query.select_related:
        raise RuntimeError("Lock the row alone; fetch what belongs to it afterwards.")
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A row can be locked only inside a transaction.")
    return rows.select_for_update(of=("self",), no_key=True).order_by("pk")
