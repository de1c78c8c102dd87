"""Tests of corpus.sourcing.attached_sources."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.corpus.sourcing.attached_sources import Attachment, attached, detached, read_sources
from analyst_app.errors import DocumentUnreadable, SidecarConflict, UsageError
from analyst_app.storage import containment
from tests.assist.verifying.corpus_of_quotes import SPEECH, corpus_with_speech


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return corpus_with_speech(tmp_path / "corpus")


def lines(folder: Path) -> list[dict[str, object]]:
    return json.loads((folder / "sources.json").read_text("utf-8"))["sources"]


def test_an_attached_text_is_a_record_of_the_file_with_the_hash_of_its_text(folder: Path) -> None:
    import hashlib

    (line,) = lines(folder)
    assert (line["file"], line["rev"], line["of"]) == ("speeches/speech.txt", 1, [{"article": "depot.txt"}])
    assert line["sha256"] == hashlib.sha256(SPEECH.encode()).hexdigest()


def test_one_text_attached_to_several_things_is_one_record_and_taking_off_the_last_deletes_it(folder: Path) -> None:
    speech, quote = folder / "speeches" / "speech.txt", Attachment("depot.txt", "q1")
    both = attached(read_sources(folder / "depot.txt", folder), speech, quote)
    assert len(both.sources) == len(lines(folder)) == 1
    assert both.sources[0].of == (Attachment("depot.txt"), quote)
    assert attached(both, speech, quote).sources == both.sources
    left = detached(both, both.sources[0].id, quote)
    assert left.sources[0].of == (Attachment("depot.txt"),)
    assert detached(left, left.sources[0].id, Attachment("depot.txt")).sources == []


def test_a_quote_s_own_source_goes_before_those_of_its_article_and_speaker_and_versions_come_after(
    folder: Path,
) -> None:
    article, speech = folder / "depot.txt", folder / "speeches" / "speech.txt"
    for name in ("own.txt", "speaker.txt", "later.txt"):
        (folder / name).write_text("Words.\n", "utf-8")
    sources = attached(read_sources(article, folder), folder / "speaker.txt", Attachment(actor="Ada Brandt"))
    sources = attached(sources, folder / "later.txt", Attachment("depot.txt"), is_version=True)
    sources = attached(sources, folder / "own.txt", Attachment("depot.txt", "q1"))

    def names(quote: str, *actors: str) -> list[str]:
        return sorted(Path(one.file).name for one in sources.fitting(article, quote, actors) if not one.is_version)

    assert names("q1", "Ada Brandt") == ["own.txt"]
    assert names("q2", "Ada Brandt") == ["speaker.txt", speech.name]
    assert names("q2") == [speech.name]
    assert sources.fitting(article, "q1")[-1].is_version


@pytest.mark.parametrize(
    "file", ["../secret.txt", "/etc/passwd", "speeches/../../secret.txt", "C:\\x.txt", "C:x", "", "\0"]
)
def test_a_source_outside_the_folder_is_never_read(folder: Path, file: str) -> None:
    (folder.parent / "secret.txt").write_text("We will not leave.\n", "utf-8")
    data = json.loads((folder / "sources.json").read_text("utf-8"))
    data["sources"][0]["file"] = file
    (folder / "sources.json").write_text(json.dumps(data), "utf-8")
    sources = read_sources(folder / "depot.txt", folder)
    with pytest.raises(DocumentUnreadable, match="must lie in the folder"):
        sources.text(sources.sources[0])


def test_a_link_that_leads_out_of_the_opened_folder_is_not_followed(folder: Path) -> None:
    containment.open_border(folder)
    (folder.parent / "secret.txt").write_text("We will not leave.\n", "utf-8")
    speech = folder / "speeches" / "speech.txt"
    speech.unlink()
    speech.symlink_to(folder.parent / "secret.txt")
    sources = read_sources(folder / "depot.txt", folder)
    with pytest.raises(DocumentUnreadable, match="speech"):
        sources.text(sources.sources[0])
    with pytest.raises(UsageError, match="Copy it there first"):
        attached(sources, folder.parent / "secret.txt", Attachment("depot.txt"))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        b"[1]",
        b'{"format":"media-sources","version":9,"sources":[],"deleted":{}}',
        b'{"format":"media-sources","version":1,"sources":[7,{"id":"x","rev":1,"file":5},{"id":"y","rev":1,"of":[3,{"article":[]}]}],"deleted":{}}',
        b'{"sources": {"a": NaN}}',
        b"[" * 5_000,
    ],
)
def test_garbage_is_read_as_far_as_it_goes_and_named_and_what_is_damaged_is_not_written_over(
    folder: Path, raw: bytes
) -> None:
    path = folder / "sources.json"
    path.write_bytes(raw)
    sources = read_sources(folder / "depot.txt", folder)
    assert sources.trouble.startswith("sources.json")
    assert sources.fitting(folder / "depot.txt", "q") == []
    if sources.file.refusal:
        with pytest.raises(SidecarConflict):
            attached(sources, folder / "speeches" / "speech.txt", Attachment("depot.txt"))
        assert path.read_bytes() == raw
