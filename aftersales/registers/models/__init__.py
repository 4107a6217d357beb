"""The tables of the registers."""

from aftersales.registers.models.complaint import Complaint, ComplaintStep
from aftersales.registers.models.problem import ProblemParcel
from aftersales.registers.models.reship import Reship
from aftersales.registers.models.returned import ReturnedParcel
from aftersales.registers.models.stock_out import StockOut, StockOutOrder

__all__ = [
    "Complaint",
    "ComplaintStep",
    "ProblemParcel",
    "Reship",
    "ReturnedParcel",
    "StockOut",
    "StockOutOrder",
]
