"""Requests that nobody thought of, drawn from the description, against a running service."""
