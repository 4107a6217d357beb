"""Helpdesk: the customer-service desk of e-commerce shops."""
