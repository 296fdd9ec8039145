"""Networks of real nodes, written as files that their programs read."""
