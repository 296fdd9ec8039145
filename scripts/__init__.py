"""Deployment, gas, and a verifier of evidence that stands alone."""
