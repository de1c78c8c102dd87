"""Tests of assist.verifying.corpus_quotes and assist.verifying.checked_quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.assist.verifying.checked_quotes import (
    CheckedQuote,
    counts,
    stale_words,
    stored_verdict,
    verified_value,
)
from analyst_app.assist.verifying.corpus_quotes import CorpusQuotes
from analyst_app.cli import main
from analyst_app.core import edits
from analyst_app.core.annotation import pairs
from analyst_app.core.document import Document
from analyst_app.core.store import AnnotationStore
from analyst_app.corpus.other_layers import layer_beside
from analyst_app.corpus.sealing import Seal
from analyst_app.corpus.sourcing.attached_sources import Attachment, attached, read_sources
from tests.assist.verifying.corpus_of_quotes import FAIR, INDIRECT, WRONG, corpus_with_speech
from tests.corpus.corpora import annotate, write_article


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return corpus_with_speech(tmp_path / "corpus")


def checked(folder: Path, said: list[str] | None = None) -> list[CheckedQuote]:
    run = CorpusQuotes(
        folder,
        folder.parent / "state",
        Seal("alice", [folder]),
        say=(said or []).append if said is None else said.append,
    )
    layers = [layer for article, names in run.articles() for layer in run.of(article, names)]
    if said is not None:
        said += [one for layer in layers for one in layer.found.problems]
    return [quote for layer in layers for quote in layer.found.quotes]


def test_each_quote_gets_the_verdict_of_its_best_source(folder: Path) -> None:
    verdicts = {row.exact: row.judgement.verdict for row in checked(folder)}
    assert verdicts == {FAIR: "trimmed", WRONG: "changed", INDIRECT: "not_comparable"}
    assert counts(iter(checked(folder))) == {"trimmed": 1, "changed": 1, "not_comparable": 1}


def test_of_mixed_speech_the_marked_words_are_compared(folder: Path) -> None:
    article = write_article(folder, "mixed.txt", "She said that they would “not leave the depot” before May.\n")
    annotate(article, "alice", ("quote", "that they would “not leave the depot” before May", {"mode": "mixed"}))
    attached(read_sources(article, folder), folder / "speeches" / "speech.txt", Attachment("mixed.txt"))
    (row,) = [one for one in checked(folder) if one.exact.startswith("that they")]
    assert (row.said, row.judgement.verdict) == ("not leave the depot", "trimmed")


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ('“We <img src="x"> will not leave”', '“We <img src="x"> will not leave”'),
        ("“We will not,” she said, “leave the depot.”", "We will not, … leave the depot."),
        ("We will not leave the “depot”", "We will not leave the “depot”"),
    ],
)
def test_of_direct_speech_all_words_are_compared_but_a_cue_between_two_parts(
    folder: Path, quote: str, said: str
) -> None:
    article = write_article(folder, "parts.txt", f"Then this: {quote}\n")
    annotate(article, "alice", ("quote", quote, {"mode": "direct"}))
    attached(read_sources(article, folder), folder / "speeches" / "speech.txt", Attachment("parts.txt"))
    (row,) = [one for one in checked(folder) if one.exact == quote]
    assert row.said == said


def test_a_source_in_another_language_is_not_compared(folder: Path) -> None:
    german = "Wir werden das Depot nicht verlassen, und das ist unser Wort. Der Rat hat uns nur wenig angeboten.\n"
    (folder / "rede.txt").write_text(german, "utf-8")
    article = write_article(
        folder, "other.txt", "The chair said: “We will not leave the depot, and that is our word to all of you.”\n"
    )
    annotate(
        article,
        "alice",
        ("quote", "“We will not leave the depot, and that is our word to all of you.”", {"mode": "direct"}),
    )
    attached(read_sources(article, folder), folder / "rede.txt", Attachment("other.txt"))
    (row,) = [one for one in checked(folder) if one.source.file == "rede.txt"]
    assert row.judgement[:2] == ("not_comparable", ("translated",))


def test_a_later_version_of_the_article_is_a_row_of_its_own_and_indirect_speech_is_compared_with_it(
    folder: Path,
) -> None:
    later = folder / "depot-2.txt"
    later.write_text("She said that everybody would go.\n", "utf-8")
    attached(read_sources(later, folder), later, Attachment("depot.txt"), is_version=True)
    rows = [row for row in checked(folder) if row.source.is_version]
    verdicts = {row.exact: row.judgement.verdict for row in rows}
    assert verdicts == {FAIR: "not_found", WRONG: "not_found", INDIRECT: "changed"}
    assert len(checked(folder)) == 6


def test_a_source_that_is_gone_is_a_sentence_and_the_others_are_compared(folder: Path) -> None:
    attached(read_sources(folder / "depot.txt", folder), _made(folder / "gone.txt"), Attachment("depot.txt"))
    (folder / "gone.txt").unlink()
    said: list[str] = []
    assert len(checked(folder, said)) == 3
    assert [one for one in said if "gone.txt" in one]


def test_a_stored_verdict_says_when_the_quote_or_the_source_has_changed(folder: Path) -> None:
    row = next(one for one in checked(folder) if one.exact == WRONG)
    value = verified_value(row, by="alice", at="2026-11-30T00:00:00Z")
    assert (value["verdict"], value["exact"]) == ("changed", "The council has offered us 12 million crowns")
    assert row.text.text[value["start"] : value["end"]] == value["exact"]
    kept = row.annotation._replace(extra=(("verified", value),))
    assert stored_verdict(row.annotation) is None
    assert stored_verdict(kept) == value
    assert stale_words(kept, row.exact, row.text) == ""
    assert stale_words(kept, row.exact[:-2], row.text) == "quote"
    assert stale_words(kept, row.exact, Document.from_bytes(b"Another text.\n", name="x.txt")) == "source"


def test_storing_a_verdict_and_taking_it_back_leaves_every_other_word_of_the_layer(folder: Path) -> None:
    article = folder / "depot.txt"
    layer = layer_beside(article, "alice", Document.from_bytes(article.read_bytes(), name=article.name))
    store = AnnotationStore([*layer.annotations, *layer.links], length=len(article.read_text("utf-8")))
    before = list(store.annotations)
    row = checked(folder)[0]
    quote = store.annotation(row.annotation.id)
    assert quote is not None
    value = verified_value(row, by="alice", at="2026-11-30T12:00:00Z")
    change = edits.replace(quote, quote._replace(extra=pairs({**dict(quote.extra), "verified": value})))
    store.apply(change)
    stored = store.annotation(quote.id)
    assert stored is not None
    assert stored_verdict(stored) == value
    assert stored._replace(extra=quote.extra, modified=quote.modified) == quote
    assert [one for one in store.annotations if one.id != quote.id] == [one for one in before if one.id != quote.id]
    store.apply(change.inverse())
    assert list(store.annotations) == before


def test_the_texts_of_sources_are_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from analyst_app.corpus.sourcing import attached_sources

    read: list[Path] = []
    before = attached_sources.read_article

    def counted(path: Path, **options: bool) -> Document:
        read.append(path)
        return before(path, **options)

    monkeypatch.setattr(attached_sources, "read_article", counted)
    assert len(checked(folder)) == 3
    assert len(read) == 1


def test_the_words_of_a_source_are_taken_apart_once_however_many_quotes_are_gone_through(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from analyst_app.assist.verifying import checked_quotes, source_places

    checked_quotes._prepared.cache_clear()
    taken: list[int] = []
    before = source_places.compared
    monkeypatch.setattr(source_places, "compared", lambda text: (taken.append(len(text)), before(text))[1])
    for _ in range(3):
        assert len(checked(folder)) == 3
    assert len(taken) == 1


def _made(path: Path) -> Path:
    path.write_text("Nothing of it.\n", "utf-8")
    return path


def test_verify_names_a_damaged_file_of_actors_if_a_source_is_attached_to_an_actor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = corpus_with_speech(tmp_path / "corpus")
    (folder / "actors.json").write_text("{", "utf-8")
    assert main(["verify", str(folder)]) == 1
    assert "actors.json" not in capsys.readouterr().err
    path = folder / "sources.json"
    path.write_text(path.read_text("utf-8").replace('{"article":"depot.txt"}', '{"actor":"7f1c"}'), "utf-8")
    assert main(["verify", str(folder)]) == 1
    assert capsys.readouterr().err.startswith("actors.json ")


def test_verify_names_each_record_of_sources_that_it_cannot_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = corpus_with_speech(tmp_path / "corpus")
    text = '{"format":"media-sources","version":1,"sources":[\n7,\n8],"deleted":{}}'
    (folder / "sources.json").write_text(text, "utf-8")
    assert main(["verify", str(folder)]) == 1
    assert capsys.readouterr().err.count("is no object") == 2
