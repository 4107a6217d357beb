"""Helpdesk: the customer-service desk of e-commerce shops."""

VERSION = "0.1.0"
