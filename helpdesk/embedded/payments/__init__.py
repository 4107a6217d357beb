"""A payment service that pays nobody: a process of its own, for the demo and the tests.

It keeps books of its own (SQLite), signs and wants signatures, and can be told to be slow, to
fail, to refuse, to lose its answers and to double or lose its callbacks. It imports nothing of the
product: docs/aftersales.md says what the two have agreed on.
"""
