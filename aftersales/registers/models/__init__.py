"""The tables of the registers."""

from aftersales.registers.models.returned import ReturnedParcel

__all__ = ["ReturnedParcel"]
