"""What the people who run the desk can see of it: `/metrics`, `/readyz` (docs/operations.md)."""
