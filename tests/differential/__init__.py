"""The contracts and the reference model, driven by the same calls, do the same.

fastchain   a chain on pyrevm: the same bytecode, thousands of calls a second
codec       calls, refusals and signatures of the model as the contracts know them
cast        who plays, and how the ledger stands when the play begins
players     what each role may try on a ledger as it stands, sense and nonsense
twins       one call on both sides, and the comparison
invariants  what holds whatever was called
play        a whole run from a seed, and the shortest way to a failure
"""
