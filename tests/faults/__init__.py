"""Faults on purpose: what is cut off anywhere and asked for again happens once."""
