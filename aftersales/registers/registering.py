"""What the parts below hear of the registers, once at start."""

from aftersales.registers import audit, policy_rules
from aftersales.registers.followup_kinds import check_of
from aftersales.registers.queries.whose import FINDERS
from aftersales.registers.register import register_register
from aftersales.registers.returns import CLAIM, RETURNS
from helpdesk.accounts.elsewhere import register_finder
from helpdesk.followups.kinds import register_kind

REGISTERS = (RETURNS,)
OTHER_KINDS = (CLAIM,)


def register_all() -> None:
    """Called from ``ready()`` of after-sales."""
    policy_rules.register_all()
    for register in REGISTERS:
        register_register(register)
        register_kind(check_of(register))
    for kind in OTHER_KINDS:
        register_kind(kind)
    audit.register()
    for argument, find in FINDERS.items():
        register_finder(argument, find)
