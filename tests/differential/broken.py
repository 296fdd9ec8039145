"""An invariant that does not hold."""


class Broken(AssertionError):
    """An invariant does not hold."""


def hold(condition: bool, invariant: str, *about: object) -> None:
    """Fail with the invariant's name."""
    if not condition:
        raise Broken(f"{invariant}: {about}")
