"""Quotations, orders, deliveries, their documents and the customer's page."""
