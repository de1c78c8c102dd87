"""What a person keeps in the folder of an export is never deleted by the next one: it is named, and nothing is done.

An export that replaces another may have fewer files, and others: those of the export itself are no strangers.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from analyst_app.errors import ExportRefused
from analyst_app.export.exporting import ExportRequest, export
from tests.corpus.corpora import annotate, write_article


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("strangers") / "corpus"
    for name in ("a.txt", "sub/b.txt"):
        annotate(write_article(folder, name, "Ada Brandt said “we stay”.\n"), "alice", ("actor", "Ada Brandt"))
    return folder


def write(corpus: Path, name: str, output: Path) -> None:
    export(ExportRequest(corpus=corpus, format_name=name, output=output, workers=1, overwrite=True))


@pytest.mark.parametrize("name", ["jsonl", "huggingface", "conll", "brat", "report"])
def test_an_export_is_replaced_by_one_of_other_articles_but_not_with_a_persons_files(
    corpus: Path, name: str, tmp_path: Path
) -> None:
    output, fewer = tmp_path / "out", tmp_path / "fewer"
    annotate(write_article(fewer, "c.txt", "Bo Lee left.\n"), "alice", ("actor", "Bo Lee"))
    write(corpus, name, output)
    (output / ".DS_Store").touch()
    write(fewer, name, output)
    model = output / "model" / "model-last"
    model.mkdir(parents=True)
    (model / "meta.json").write_text("{}")
    (output / "my notes.md").write_text("Mine.")
    later = (output / "LOSSES.md").stat().st_mtime_ns + 10**9
    os.utime(model / "meta.json", ns=(later, later))
    with pytest.raises(ExportRefused, match=r"holds 2 files .*\(model/model-last/meta\.json, my notes\.md\)"):
        write(corpus, name, output)
    assert (model / "meta.json").read_text() == "{}"
    assert (output / "my notes.md").read_text() == "Mine."


def test_a_link_is_somebodys_own(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    write(corpus, "jsonl", output)
    (output / "corpus").symlink_to(corpus)
    with pytest.raises(ExportRefused, match=r"holds 1 file .*\(corpus\).* delete it"):
        write(corpus, "jsonl", output)
    assert (output / "corpus").is_symlink()


def test_texts_of_an_export_never_become_articles_of_the_corpus_that_it_lies_in(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    annotate(write_article(corpus, "a.txt", "Ada Brandt left.\n"), "alice", ("actor", "Ada Brandt"))
    for name in ("brat", "conll"):
        with pytest.raises(ExportRefused, match=r"out lies in the corpus.*would be articles"):
            write(corpus, name, corpus / "out")
        assert not (corpus / "out").exists()
    write(corpus, "jsonl", corpus / "out")
    assert (corpus / "out" / "data.jsonl").is_file()
