"""Each test here is an artefact test; a program that the machine lacks skips its tests, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.artefacts.browser import Browser
from tests.artefacts.programs import missing

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test; those of a file follow one another on one worker, beside one browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.artefact)
            item.add_marker(pytest.mark.xdist_group(f"programs of {item.path.name}"))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A headless Chromium."""
    if lacking := missing("chromium"):
        pytest.skip(lacking)
    browser = Browser(tmp_path_factory.mktemp("browser"))
    yield browser
    browser.close()
