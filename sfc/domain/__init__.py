"""The instrument itself: money, days, receivables, and what may go wrong with them.

Pure functions and frozen values on the standard library alone. Nothing here reads a clock, a
file, a chain or a setting; everything that varies is an argument.
"""
