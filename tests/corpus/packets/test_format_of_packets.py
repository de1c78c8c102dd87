"""docs/format.md shows the manifest of a packet: this makes that packet, reads it, and compares it byte for byte.

``python -m tests.corpus.packets.test_format_of_packets`` writes the lines of the example anew.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path

from analyst_app import resources
from analyst_app.corpus.packets.packet_arrival import arrived, read_packet
from analyst_app.corpus.packets.unpacked_packets import Unpacked
from analyst_app.storage.team_files import encode_team_file
from tests.corpus.packets.packets import files_in, packet

ROOT = Path(__file__).parent.parent.parent.parent
PAGE = ROOT / "docs" / "format.md"
ARTICLE = "a1.txt"


def sidecar_of_page() -> bytes:
    """The sidecar that the page shows."""
    found = re.search(r"<!-- example -->\n```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found[1].encode()


def manifest_of_page() -> bytes:
    """The manifest that the page shows."""
    found = re.search(r"<!-- packet -->\n```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found[1].encode()


def packet_of_page(folder: Path) -> bytes:
    """The page's article and sidecar, as a packet."""
    article = folder / ARTICLE
    article.write_text(json.loads(sidecar_of_page())["text"]["content"], "utf-8", newline="")
    article.with_name(f"{ARTICLE}.alice.annotations.json").write_bytes(sidecar_of_page())
    codebook = resources.built_in_codebook()
    codebook["tags"] = [tag for tag in codebook["tags"] if tag["id"] == "actor"]
    (folder / "codebook.json").write_bytes(encode_team_file(codebook))
    return packet(article)


def test_the_example_is_the_manifest_of_the_packet_that_the_page_describes(tmp_path: Path) -> None:
    assert files_in(packet_of_page(tmp_path))["manifest.json"] == manifest_of_page()


def test_the_packet_of_the_page_is_opened_and_its_layer_is_the_sidecar_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "sent").mkdir()
    (tmp_path / "p.reading").write_bytes(packet_of_page(tmp_path / "sent"))
    found = arrived(
        read_packet(tmp_path / "p.reading"),
        data=tmp_path / "data",
        state=tmp_path / "state",
        folder=None,
        annotator="alice",
    )
    assert isinstance(found, Unpacked)
    assert (found.folder / f"{ARTICLE}.alice.annotations.json").read_bytes() == sidecar_of_page()


def test_every_key_of_a_manifest_is_explained() -> None:
    told = json.loads(manifest_of_page())
    for key in (*told, *told["files"][0], "answers", "article", "layer", "codebook", "facts"):
        assert f"`{key}`" in PAGE.read_text("utf-8").partition("## A packet")[2]


def write() -> None:
    """Put the manifest as it is made today into the page."""
    with tempfile.TemporaryDirectory() as folder:
        made = files_in(packet_of_page(Path(folder)))["manifest.json"].decode()
    page = PAGE.read_text("utf-8")
    before, mark, rest = page.partition("<!-- packet -->\n```json\n")
    PAGE.write_text(before + mark + made + "```" + rest.partition("```")[2], "utf-8")


if __name__ == "__main__":
    sys.exit(write())
