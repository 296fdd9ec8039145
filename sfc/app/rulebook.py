"""Dated rules of confirmation: announced, and never changed for what was confirmed."""

from sfc.app.context import Context, Done
from sfc.domain.errors import RequestMalformed
from sfc.domain.rules import Rule

LONGEST_NAME = 32


def announce(context: Context, rule: Rule) -> Done[Rule]:
    """The operator announces the next rule, in place of one that does not apply yet.

    Raises RuleTooSoon (less than the notice before its first day), RuleDatesMalformed,
    RequestMalformed (the name).
    """
    name = rule.name
    if not (0 < len(name) <= LONGEST_NAME and name.isascii() and name.isprintable()):
        raise RequestMalformed(f"a rule's id has 1 to {LONGEST_NAME} letters of ASCII")
    receipt = context.send(context.operator, context.ledger.announce_rule(rule))
    return Done(context.read.rules()[-1], receipt)
