"""The example in docs/access.md works as it stands there."""

from pathlib import Path

from tests.e2e.running import running_service
from tests.e2e.test_docs import run
from tests.e2e.test_readme import KEY


def test_users_and_keys(root: Path, tmp_path: Path) -> None:
    with running_service(tmp_path, SFC_OPERATOR_KEY=KEY) as url:
        said = run(root, tmp_path, url, "access.md")
    assert said.startswith("[]\nscope_missing\n")
    assert "audit" in said and "Made at registration" in said
