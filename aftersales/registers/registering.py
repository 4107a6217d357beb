"""What the parts below hear of the registers, once at start."""

from aftersales.registers import audit, policy_rules, titles
from aftersales.registers.complaints import COMPLAINTS, KINDS
from aftersales.registers.followup_kinds import check_of
from aftersales.registers.problems import PROBLEMS
from aftersales.registers.queries.of_orders import register_parts
from aftersales.registers.queries.whose import FINDERS
from aftersales.registers.register import register_register
from aftersales.registers.reships import RESHIPS
from aftersales.registers.returns import CLAIM, RETURNS
from aftersales.registers.stock_outs import STOCK_OUTS
from helpdesk.accounts.elsewhere import register_finder
from helpdesk.commerce.order_parts import register_order_part
from helpdesk.followups.kinds import register_kind

REGISTERS = (RETURNS, PROBLEMS, COMPLAINTS, STOCK_OUTS, RESHIPS)
OTHER_KINDS = (CLAIM, *KINDS)


def register_all() -> None:
    """Called from ``ready()`` of after-sales."""
    policy_rules.register_all()
    for register in REGISTERS:
        register_register(register)
        register_kind(check_of(register))
    for kind in OTHER_KINDS:
        register_kind(kind)
    audit.register()
    titles.register()
    register_order_part(register_parts)
    for argument, find in FINDERS.items():
        register_finder(argument, find)
