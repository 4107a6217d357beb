"""The live floor: what supervisors see of the shop at this moment."""
