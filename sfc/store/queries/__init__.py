"""Questions to the read model, by what they are about."""
