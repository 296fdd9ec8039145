"""The contracts and the reference model, driven by the same calls, do the same.

fastchain   a chain on pyrevm: the same bytecode, thousands of calls a second
codec       calls, refusals and signatures of the model as the contracts know them
cast        who plays, and how the ledger stands when the play begins
players     what each role may try on a ledger as it stands
nonsense    and what is wrong with it now and then
twins       one call on both sides, and the comparison
beside      the comparison of the contracts beside the ledger
invariants  what holds whatever was called: on the ledger
keeping     and beside it
consent     whose units and cash a call may take
play        a whole run from a seed, and the shortest way to a failure
machine     the same with Hypothesis as the dice
"""
