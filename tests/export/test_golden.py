"""The very bytes of each format, for two articles: a change of them is a change of the format.

``python -m tests.export.test_golden`` writes them anew.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from analyst_app.export.registry import FORMATS
from tests.export.torture import article, options

GOLDEN = Path(__file__).parents[1] / "golden" / "exports"
TEXTUAL = [name for name, form in FORMATS.items() if form.encode and not form.bind]


def made(name: str) -> dict[str, bytes]:
    """The files of a format; archives as what they hold."""
    form = FORMATS[name]
    assert form.encode
    chosen = options(overlap=form.overlap[0] if form.overlap else "")
    frames = form.frames(chosen)
    files = {file: frame.head for file, frame in frames.items()}
    for source in ("emoji.txt", "breaks.txt"):
        for file, data in form.encode(article(source), chosen).files.items():
            known = files.get(file, b"")
            frame = frames.get(file)
            joiner = frame.joiner if frame and known != frame.head else b""
            files[file] = known + joiner + data
    for file, frame in frames.items():
        files[file] += frame.tail
    return {file: data for path, content in files.items() for file, data in opened(path, content)}


def opened(path: str, data: bytes) -> list[tuple[str, bytes]]:
    if not path.endswith(".zip"):
        return [(path, data)]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return [(f"{path}/{name}", parts.read(name)) for name in parts.namelist()]


@pytest.mark.parametrize("name", TEXTUAL)
def test_the_bytes_are_the_golden_ones(name: str) -> None:
    folder = GOLDEN / name
    kept = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert made(name) == kept


if __name__ == "__main__":
    for one in TEXTUAL:
        for file, content in made(one).items():
            target = GOLDEN / one / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
