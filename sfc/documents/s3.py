"""Objects in a bucket of anything that speaks S3, through `obstore` (extra `s3`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from sfc.documents.names import checked
from sfc.domain.errors import DocumentStoreUnavailable


class BucketStore:
    """A `DocumentStore` under a prefix of a bucket.

    Credentials come from where AWS clients look for them, `AWS_ACCESS_KEY_ID` and
    `AWS_SECRET_ACCESS_KEY` first; they are never part of the URL.
    """

    def __init__(self, bucket: str, prefix: str, *, endpoint: str | None, region: str) -> None:
        self._store = S3Store(
            bucket,
            prefix=prefix or None,
            config={"region": region, **({"endpoint": endpoint} if endpoint else {})},
            client_options={
                "allow_http": bool(endpoint) and str(endpoint).startswith("http://"),
                "timeout": timedelta(seconds=30),
                "connect_timeout": timedelta(seconds=5),
            },
            retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=60)},
        )

    def put(self, name: str, content: bytes) -> None:
        """See the protocol."""
        with _unavailable():
            obstore.put(self._store, checked(name), content)

    def get(self, name: str) -> bytes | None:
        """See the protocol."""
        with _unavailable():
            try:
                return bytes(obstore.get(self._store, checked(name)).bytes())
            except FileNotFoundError:
                return None

    def remove(self, name: str) -> None:
        """See the protocol."""
        with _unavailable():
            try:
                obstore.delete(self._store, checked(name))
            except FileNotFoundError:
                return

    def names(self, folder: str) -> Iterator[str]:
        """See the protocol."""
        with _unavailable():
            for page in obstore.list(self._store, prefix=checked(folder)):
                yield from (entry["path"] for entry in page)


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except (BaseError, OSError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise DocumentStoreUnavailable(reason) from None
