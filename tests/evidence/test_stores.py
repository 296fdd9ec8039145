"""Where documents are kept: every store does the same, and disks survive a kill."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from moto.server import ThreadedMotoServer

from sfc.documents import DiskStore, MemoryStore, open_store
from sfc.domain.errors import DocumentStoreUnavailable, SettingsInvalid
from sfc.ports import DocumentStore

REAL_S3 = "SFC_TEST_S3"


@pytest.fixture(scope="module")
def bucket(module_monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket by URL: that of SFC_TEST_S3, or else one of moto, which only emulates S3."""
    if url := os.environ.get(REAL_S3):
        yield url
        return
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        module_monkeypatch.setenv(name, "testing")
    httpx.put(f"{endpoint}/originals").raise_for_status()
    yield f"s3://originals/kept?endpoint={endpoint}"
    server.stop()


@pytest.fixture(scope="module")
def module_monkeypatch() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(params=["memory", "disk", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> DocumentStore:
    """An empty store of each kind."""
    if request.param == "memory":
        return open_store("memory:")
    if request.param == "disk":
        return open_store((tmp_path / "not" / "yet").as_uri())
    bucket, _, options = request.getfixturevalue("bucket").partition("?")
    return open_store(f"{bucket}/{uuid4()}?{options}")


def test_what_is_put_is_there_until_it_is_removed(store: DocumentStore) -> None:
    assert store.get("documents/ab/abcd") is None
    assert list(store.names("documents")) == []
    store.put("documents/ab/abcd", b"first")
    store.put("documents/ab/abcd", b"second")
    store.put("documents/cd/cdef", b"")
    store.put("documents-too/ab", bytes(range(256)) * 4096)
    assert store.get("documents/ab/abcd") == b"second"
    assert store.get("documents/cd/cdef") == b""
    assert store.get("documents/ab") is None
    assert store.get("documents/ab/abcd/more") is None
    assert len(store.get("documents-too/ab") or b"") == 2**20
    assert sorted(store.names("documents")) == ["documents/ab/abcd", "documents/cd/cdef"]
    assert sorted(store.names("documents/ab")) == ["documents/ab/abcd"]
    store.remove("documents/ab/abcd")
    store.remove("documents/ab/abcd")
    store.remove("documents/ab/abcd/more")
    assert store.get("documents/ab/abcd") is None
    assert list(store.names("documents")) == ["documents/cd/cdef"]


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/passwd", "a//b", "a/../b", ".hidden", "", "a\n"]
)
def test_no_name_leads_out(store: DocumentStore, name: str) -> None:
    for act in (store.get, store.remove, lambda each: list(store.names(each))):
        with pytest.raises(ValueError, match="no name"):
            act(name)
    with pytest.raises(ValueError, match="no name"):
        store.put(name, b"")


def test_files_are_for_this_user_only(tmp_path: Path) -> None:
    DiskStore(tmp_path / "kept").put("keys/ab/par_1", b"secret")
    for path in (tmp_path / "kept").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_a_write_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = DiskStore(tmp_path)
    store.put("a/b", b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device", "a/b")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DocumentStoreUnavailable, match="No space left"):
        store.put("a/b", b"new")
    monkeypatch.undo()
    assert store.get("a/b") == b"old"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]


WRITER = """
import sys
from pathlib import Path
from sfc.documents import DiskStore
store = DiskStore(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    for byte in (b"x", b"y"):
        store.put("a/b", byte * 300_000)
"""


def test_a_kill_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    store = DiskStore(tmp_path)
    store.put("a/b", b"x" * 300_000)
    for _ in range(5):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, tmp_path], stdout=subprocess.PIPE)
        assert writer.stdout and writer.stdout.readline() == b"ready\n"
        seen = [store.get("a/b") for _ in range(50)]
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        whole = {b"x" * 300_000, b"y" * 300_000}
        assert {*seen, store.get("a/b")} <= whole
        assert list(store.names("a")) == ["a/b"]


def test_a_path_is_a_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_store("originals").put("a/b", b"1")
    assert (tmp_path / "originals/a/b").read_bytes() == b"1"
    spaced = tmp_path / "with space"
    open_store(spaced.as_uri()).put("a/b", b"2")
    assert (spaced / "a/b").read_bytes() == b"2"
    assert isinstance(open_store("memory:"), MemoryStore)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "is none of"),
        ("ftp://host/x", "is none of"),
        ("file://host/x", "is none of"),
        ("file:x", "is none of"),
        ("s3:///prefix", "is not s3"),
        ("s3://bucket?region=a&region=b", "is not s3"),
        ("s3://bucket?endpont=http://x", "is not s3"),
        ("s3://bucket?endpoint=host", "does not begin with"),
        ("s3://key:secret@bucket/x", "has credentials in it"),
    ],
)
def test_a_url_that_names_no_store_is_refused(url: str, why: str) -> None:
    with pytest.raises(SettingsInvalid, match=why) as refused:
        open_store(url)
    assert "secret@" not in str(refused.value)


def test_a_bucket_without_its_package_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "sfc.documents.s3", None)
    with pytest.raises(SettingsInvalid, match=r"pip install 'sfc\[s3\]'"):
        open_store("s3://bucket")


def test_a_bucket_that_is_not_there_is_unavailable(
    bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = bucket.partition("?")[2]
    elsewhere = open_store(f"s3://no-such-bucket-here/x?{options}")
    with pytest.raises(DocumentStoreUnavailable) as refused:
        elsewhere.put("a/b", b"")
    assert "testing" not in str(refused.value)


def test_a_directory_that_cannot_be_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DocumentStoreUnavailable):
        DiskStore(tmp_path / "file").put("a/b", b"")
    assert DiskStore(tmp_path / "file").get("a/b") is None
