"""The tables of the registers."""

from aftersales.registers.models.complaint import Complaint, ComplaintStep
from aftersales.registers.models.problem import ProblemParcel
from aftersales.registers.models.returned import ReturnedParcel

__all__ = ["Complaint", "ComplaintStep", "ProblemParcel", "ReturnedParcel"]
