"""Planted bugs: each patch breaks the contracts in one way, and something has to notice.

The first lines of a patch say what it breaks and who must catch it:

    breaks: what becomes wrong
    by: `model` (the differential run, the default), `invariant I5`, or `test <node id>`, several
        separated by commas

`python -m tests.mutants` applies each to a copy of the project, compiles it, and asks them all.
"""
