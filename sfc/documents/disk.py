"""Objects as files in a directory, safe against a kill at any moment."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sfc.documents.names import checked
from sfc.domain.errors import DocumentStoreUnavailable

_UNFINISHED = ".unfinished-"


class DiskStore:
    """A `DocumentStore` in a directory that is made when first written to.

    A file is written beside its place, synced, and renamed into it; then the directory is synced.
    Only this user may read it. Other processes may use the same directory.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, name: str, content: bytes) -> None:
        """See the protocol."""
        file = self._root / checked(name)
        with _unavailable():
            _make(file.parent)
            handle, temporary = tempfile.mkstemp(prefix=_UNFINISHED, dir=file.parent)
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(content)
                    out.flush()
                    os.fsync(out.fileno())
                Path(temporary).replace(file)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
            _sync(file.parent)

    def get(self, name: str) -> bytes | None:
        """See the protocol."""
        with _unavailable():
            try:
                return (self._root / checked(name)).read_bytes()
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                return None

    def remove(self, name: str) -> None:
        """See the protocol."""
        file = self._root / checked(name)
        with _unavailable():
            try:
                file.unlink()
            except (FileNotFoundError, NotADirectoryError):
                return
            _sync(file.parent)

    def names(self, folder: str) -> Iterator[str]:
        """See the protocol."""
        top = self._root / checked(folder)
        with _unavailable():
            for file in sorted(top.rglob("*")):
                if file.is_file() and not file.name.startswith(_UNFINISHED):
                    yield file.relative_to(self._root).as_posix()


def _make(directory: Path) -> None:
    """Make a directory so that it is still there after a power failure."""
    if directory.is_dir():
        return
    _make(directory.parent)
    directory.mkdir(mode=0o700, exist_ok=True)
    _sync(directory.parent)


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DocumentStoreUnavailable(f"{error.filename}: {error.strerror}") from None
