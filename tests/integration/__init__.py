"""The service as somebody meets it who has read nothing but its description."""
