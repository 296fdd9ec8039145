"""Objects in memory, for the sandbox and for tests."""

from collections.abc import Iterator

from sfc.documents.names import checked


class MemoryStore:
    """A `DocumentStore` that forgets everything when the process ends."""

    def __init__(self) -> None:
        self._objects: dict[str, bytes] = {}

    def put(self, name: str, content: bytes) -> None:
        """See the protocol."""
        self._objects[checked(name)] = bytes(content)

    def get(self, name: str) -> bytes | None:
        """See the protocol."""
        return self._objects.get(checked(name))

    def remove(self, name: str) -> None:
        """See the protocol."""
        self._objects.pop(checked(name), None)

    def names(self, folder: str) -> Iterator[str]:
        """See the protocol."""
        inside = f"{checked(folder)}/"
        return iter(sorted(name for name in self._objects.copy() if name.startswith(inside)))
