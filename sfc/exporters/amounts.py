"""Amounts for people: in figures with separators, and in the characters that Chinese papers need.

The characters of banking (大写) cannot be altered into each other; papers state the amount in both.
"""

from sfc.domain.money import Money

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_NAMES = {"CNY": "人民币", "HKD": "港元", "MOP": "澳门元"}


def figures(money: Money) -> str:
    """An amount as `CNY 1,234,567.80`."""
    whole, point, decimals = money.amount.partition(".")
    sign = "-" if whole.startswith("-") else ""
    digits = whole.removeprefix("-")
    first = len(digits) % 3 or 3
    groups = [digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))]
    return f"{money.currency.code} {sign}{','.join(groups)}{point}{decimals}"


def capitals(money: Money) -> str:
    """An amount as `人民币壹佰贰拾叁元肆角伍分`; empty for currencies not written so."""
    if money.currency.code not in _NAMES or money.minor < 0:
        return ""
    whole, cents = divmod(money.minor, 100)
    jiao, fen = divmod(cents, 10)
    text = _whole(whole) + "元" if whole or not cents else ""
    if jiao:
        text += _DIGITS[jiao] + "角"
    elif fen and whole:
        text += "零"
    text += f"{_DIGITS[fen]}分" if fen else "整"
    return _NAMES[money.currency.code] + text


def _whole(number: int) -> str:
    for unit, name in ((10**8, "亿"), (10**4, "万")):
        if number >= unit:
            high, low = divmod(number, unit)
            gap = _DIGITS[0] if 0 < low < unit // 10 else ""
            return _whole(high) + name + gap + (_whole(low) if low else "")
    return _group(number) or _DIGITS[0]


def _group(number: int) -> str:
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += (_DIGITS[0] if gap and text else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return text
