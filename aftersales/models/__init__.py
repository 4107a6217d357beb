from aftersales.models.approval import Approval, ApprovalState
from aftersales.models.case import Case, CaseLine
from aftersales.models.case_file import CaseFile
from aftersales.models.deadline import Deadline, DeadlineState
from aftersales.models.event import CaseEvent
from aftersales.models.refund import Refund, RefundState
from aftersales.models.telling import CaseTelling
from aftersales.registers.models import (
    Complaint,
    ComplaintStep,
    ProblemParcel,
    Reship,
    ReturnedParcel,
    StockOut,
    StockOutOrder,
)

__all__ = [
    "Approval",
    "ApprovalState",
    "Case",
    "CaseEvent",
    "CaseFile",
    "CaseLine",
    "CaseTelling",
    "Complaint",
    "ComplaintStep",
    "Deadline",
    "DeadlineState",
    "ProblemParcel",
    "Refund",
    "RefundState",
    "Reship",
    "ReturnedParcel",
    "StockOut",
    "StockOutOrder",
]
