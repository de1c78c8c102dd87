"""Articles are loaded for export by the quick road where their files are plain, and mean the same by either road."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from analyst_app.export import loading
from analyst_app.export.job import Ticket
from analyst_app.export.loading import load
from analyst_app.export.rows import ZONES
from tests.export.torture import TEXTS, write_corpus, write_sidecar


@pytest.mark.parametrize("name", TEXTS)
def test_files_as_the_app_writes_them_take_the_quick_road_and_give_what_the_full_one_gives(
    tmp_path: Path, name: str
) -> None:
    path = write_corpus(tmp_path) / name
    write_sidecar(path, "bob", name)
    ticket = Ticket(name, str(path), ("alice", "bob"))
    sidecars = [path.with_name(f"{path.name}.{layer}.annotations.json").read_bytes() for layer in ticket.layers]
    quick = loading._quickly(ticket, path.read_bytes(), sidecars, {}, ZONES)
    assert quick is not None
    assert quick == loading._fully(ticket, path.read_bytes(), sidecars, {}, ZONES)
    assert [layer.annotator for layer in quick.layers] == ["alice", "bob"]


@pytest.mark.parametrize(
    ("text", "encoding"), [("Café, Lena Ortiz said", "utf-8-sig"), ("CafÃ©, Lena Ortiz said", "cp1252")]
)
def test_an_article_is_read_in_the_encoding_that_gives_the_text_its_layer_was_made_on(
    tmp_path: Path, text: str, encoding: str
) -> None:
    path = tmp_path / "untagged.txt"
    path.write_bytes("Café, Lena Ortiz said".encode())  # in Windows-1252, these bytes say "CafÃ©"
    sidecar = write_sidecar(path, "alice", "untagged.txt")  # of this text, without a span
    written = json.loads(sidecar.read_bytes())
    assert written["source"]["sha256"] == written["text"]["sha256"] == sha256(path.read_bytes()).hexdigest()
    made_on = f'"sha256": "{sha256(text.encode()).hexdigest()}"'.encode()
    head, middle, tail = (
        sidecar.read_bytes().replace(b'"encoding": "utf-8-sig"', b'"encoding": "cp1252"').partition(b' "text": ')
    )
    sidecar.write_bytes(head + middle + tail.replace(f'"sha256": "{written["text"]["sha256"]}"'.encode(), made_on, 1))
    found = load(Ticket("untagged.txt", str(path), ("alice",)))
    assert found.text == text
    assert found.source.encoding == encoding


def test_what_no_row_of_a_dataset_has_comes_along_for_a_report(tmp_path: Path) -> None:
    path = write_corpus(tmp_path) / "emoji.txt"
    sidecar = path.with_name("emoji.txt.alice.annotations.json")
    whole = json.loads(sidecar.read_text("utf-8"))
    orphan = {"id": "gone", "rev": 1, "tag": "claim", "start": 0, "end": 4, "exact": "Gone", "attributes": {}}
    whole["unplaced"] = [{"why": "orphan", "text_sha256": "0" * 64, "record": orphan}]
    whole["reviewer"] = "max"
    sidecar.write_text(json.dumps(whole), "utf-8")
    found = load(Ticket("emoji.txt", str(path), ("alice",)))
    (layer,) = found.layers
    assert (layer.codebook, layer.codebook_version) == ("media", 1)
    assert layer.reviewer == "max"
    assert [(one["why"], one["record"]["exact"]) for one in layer.unplaced or ()] == [("orphan", "Gone")]
