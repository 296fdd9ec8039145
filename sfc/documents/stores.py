"""From a URL to the store it names."""

from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from sfc.documents.disk import DiskStore
from sfc.documents.memory import MemoryStore
from sfc.domain.errors import SettingsInvalid
from sfc.ports import DocumentStore

DEFAULT_REGION = "us-east-1"
_OPTIONS = {"endpoint", "region"}


def open_store(url: str) -> DocumentStore:
    """Open `memory:`, `file:///path`, or `s3://bucket/prefix?endpoint=https://host&region=name`.

    A path without a scheme is a directory. Nothing is contacted yet. Raises SettingsInvalid.
    """
    parts = urlsplit(url)
    if url == "memory:":
        return MemoryStore()
    if parts.scheme == "s3":
        return _bucket(parts)
    if parts.scheme == "file" and not parts.netloc and parts.path.startswith("/"):
        return DiskStore(Path(unquote(parts.path)))
    if url and "://" not in url and parts.scheme != "file":
        return DiskStore(Path(url))
    raise _invalid("is none of memory:, file:///path, a path, s3://bucket/prefix")


def _bucket(parts: SplitResult) -> DocumentStore:
    if "@" in parts.netloc:
        raise _invalid("has credentials in it: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
    options = parse_qs(parts.query, keep_blank_values=True)
    unknown = sorted(set(options) - _OPTIONS)
    if not parts.netloc or unknown or any(len(given) > 1 for given in options.values()):
        raise _invalid("is not s3://bucket/prefix, with endpoint and region as options at most")
    endpoint = options.get("endpoint", [""])[0]
    if endpoint and not endpoint.startswith(("https://", "http://")):
        raise _invalid("has an endpoint that does not begin with https:// or http://")
    try:
        from sfc.documents.s3 import BucketStore
    except ModuleNotFoundError:
        raise _invalid("is a bucket, which needs a package: pip install 'sfc[s3]'") from None
    return BucketStore(
        parts.netloc,
        parts.path.strip("/"),
        endpoint=endpoint or None,
        region=options.get("region", [DEFAULT_REGION])[0],
    )


def _invalid(why: str) -> SettingsInvalid:
    return SettingsInvalid(f"the URL of the document store {why}")
