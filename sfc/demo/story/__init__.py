"""The story of `examples/`, a module per chapter or two."""
