from aftersales.models.approval import Approval, ApprovalState
from aftersales.models.case import Case, CaseLine
from aftersales.models.case_file import CaseFile
from aftersales.models.deadline import Deadline, DeadlineState
from aftersales.models.event import CaseEvent
from aftersales.models.refund import Refund, RefundState
from aftersales.models.telling import CaseTelling

__all__ = [
    "Approval",
    "ApprovalState",
    "Case",
    "CaseEvent",
    "CaseFile",
    "CaseLine",
    "CaseTelling",
    "Deadline",
    "DeadlineState",
    "Refund",
    "RefundState",
]
