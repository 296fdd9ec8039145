"""JSON that is given as a file."""

import json
from pathlib import Path
from typing import Any

from sfc.cli.failures import Failure


def read_json(file: Path) -> Any:
    """What a file says. Raises Failure for what is no JSON, OSError."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Failure("file_unusable", f"{file}: is no JSON: {error}") from None
