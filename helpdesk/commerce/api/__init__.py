"""Buyers, products, orders, parcels and couriers for programs: thin, over actions and queries."""
