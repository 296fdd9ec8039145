"""When two spellings name the same thing, and when they only resemble each other.

*The same* are texts that differ in nothing but
- white space, anywhere: around, inside, line breaks;
- characters that cannot be seen: zero-width, soft hyphen, direction marks, byte order mark,
  variation selectors, control characters;
- case, by full Unicode case folding (`ß` is `ss`);
- Unicode form (NFKC: full-width, composed or decomposed, ligatures, superscripts).

*Similar* are texts whose letters and digits agree when punctuation and leading zeros are left out.
So ` 001`, `001` and `00 1` are the same; `INV 001` and `INV001` are the same; `INV 001`,
`inv-001` and `INV/1` are similar. Letters of different alphabets that look alike are neither.
"""

import re
from unicodedata import category, normalize

_GRAPHEME_JOINER = "\u034f"
_UNSEEN_IN_ASCII = dict.fromkeys((*range(33), 127))
_WORDS = re.compile(r"[^\W_]+")
_DIGITS_OR_LETTERS = re.compile(r"\d+|[^\W\d_]+")


def canonical(text: str) -> str:
    """Give the one spelling of all that are the same; applying it again changes nothing."""
    if text.isascii():  # most are, and the rules come to this: ten times as fast
        return text.lower().translate(_UNSEEN_IN_ASCII)
    spelling = _folded(normalize("NFD", text))
    while (folded := _folded(spelling)) != spelling:
        spelling = folded
    return spelling


def likenesses(text: str) -> frozenset[str]:
    """Give the reduced forms of a text: two texts are similar if they have one in common.

    The first drops punctuation and then the leading zeros of each run of digits, the second the
    other way round: `2024-01` resembles both `202401` and `2024-1`. A text without letters and
    digits has none and resembles nothing. Forms of different texts may be looked up by equality.
    """
    return reduced_forms(canonical(text))


def reduced_forms(spelling: str) -> frozenset[str]:
    """Give the `likenesses` of what is in its canonical spelling already, in less time."""
    joined = "".join(_WORDS.findall(spelling))
    return frozenset(form for form in (_without_zeros(joined), _without_zeros(spelling)) if form)


def has_unassigned(text: str) -> bool:
    """Tell whether a text has code points that are no characters, or none in this Python.

    Such texts have no encoding or no stable canonical form.
    """
    return any(category(character) in ("Cn", "Cs") for character in text)


def _folded(text: str) -> str:
    return normalize("NFKC", "".join(filter(_is_seen, normalize("NFKC", text.casefold()))))


def _is_seen(character: str) -> bool:
    kind = category(character)
    selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return not (kind[0] == "Z" or kind in ("Cc", "Cf") or selector or character == _GRAPHEME_JOINER)


def _without_zeros(text: str) -> str:
    return "".join(run.lstrip("0") or run[-1] for run in _DIGITS_OR_LETTERS.findall(text))
