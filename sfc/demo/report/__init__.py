"""The report: one HTML page without anything from outside, for the screen and for paper."""
