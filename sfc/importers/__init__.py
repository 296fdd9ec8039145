"""Invoices and ledgers in; reports and messages out."""
