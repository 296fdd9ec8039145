"""The demonstration: a story on the sandbox, told in plain words, and a report drawn from it.

It acts through the use cases, as any caller would, and reads its figures back from the read model.
"""
