"""The tables of the registers."""

from aftersales.registers.models.problem import ProblemParcel
from aftersales.registers.models.returned import ReturnedParcel

__all__ = ["ProblemParcel", "ReturnedParcel"]
