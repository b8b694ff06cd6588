"""The image and the compose file fit each other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_image_has_the_client_programs_of_the_server_it_runs_beside() -> None:
    client = re.search(r"postgresql-client-(\d+)", (ROOT / "Dockerfile").read_text())
    server = re.search(r"image: postgres:(\d+)", (ROOT / "compose.yaml").read_text())
    assert client
    assert server
    assert int(client[1]) >= int(server[1])
