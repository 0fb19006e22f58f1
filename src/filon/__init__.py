"""Filon, a sales CRM: a message, a form or a register becomes a lead, and a lead becomes a won deal."""

__version__ = "0.1.0"
