"""Many clients at once on a running service, and what the ledger has to say of it afterwards.

service    `sfc serve` in a folder, on a socket of its own
board      what all clients know, and what they were answered
choices    what a client does next, by dice
clients    does it, cut off and repeated now and then
replay     the chain's transactions in their order, played on the reference model
judgement  the model against read model, contracts and answers
"""
