"""The registers for programs of the shop: a scanner in the warehouse, an ERP, a report."""
