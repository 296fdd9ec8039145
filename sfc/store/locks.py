"""Locks by name, among threads and among processes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock, RLock

from sqlalchemy import Engine, NullPool, create_engine, text

from sfc.store.engine import watched


@dataclass
class _Named:
    """A lock, how many want or hold it, and how deep its holder is in it."""

    lock: RLock = field(default_factory=RLock)
    users: int = 0
    depth: int = 0


class NamedLocks:
    """Locks among the threads of this process; there is one for each name while it is wanted."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._wanted: dict[str, _Named] = {}

    @contextmanager
    def held(self, name: str) -> Iterator[bool]:
        """Wait for the lock and hold it. False for a thread that holds it already, and goes on."""
        with self._guard:
            named = self._wanted.setdefault(name, _Named())
            named.users += 1
        try:
            with named.lock:
                named.depth += 1
                try:
                    yield named.depth == 1
                finally:
                    named.depth -= 1
        finally:
            with self._guard:
                named.users -= 1
                if not named.users:
                    del self._wanted[name]


class DatabaseLocks:
    """Locks among processes: PostgreSQL's advisory ones.

    A session holds them, so that one that dies lets go. Each has a connection of its own: taken
    from the pool, locks could hold all connections that the work under them waits for.
    """

    def __init__(self, engine: Engine) -> None:
        apart = create_engine(engine.url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        self._engine = watched(apart)

    @contextmanager
    def held(self, name: str) -> Iterator[None]:
        """Wait for the lock and hold it. Not for whom holds it already.

        Raises StoreUnavailable, as where the server takes no more connections.
        """
        number = int.from_bytes(sha256(name.encode()).digest()[:8], signed=True)
        with self._engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:number)"), {"number": number})
            yield
