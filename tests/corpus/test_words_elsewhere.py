"""Tests of corpus.words_elsewhere and corpus.split_articles: an article split in two, and its neighbours."""

from __future__ import annotations

import json
from pathlib import Path
from unicodedata import normalize

import pytest

from analyst_app import cli
from analyst_app.core.annotation import Unplaced
from analyst_app.core.document import Document
from analyst_app.corpus.words_elsewhere import Found, homeless, words_elsewhere
from analyst_app.storage.reanchor import anchored
from analyst_app.storage.sidecar_reader import parse_sidecar
from tests.moved_cases import HARBOUR, HARBOUR_TAGS, MAIRE, MAIRE_TAGS, annotate

FIRST, SECOND = HARBOUR[: HARBOUR.index("Ortiz said")], HARBOUR[HARBOUR.index("Ortiz said") :]


@pytest.fixture
def split(tmp_path: Path) -> Path:
    """An article whose second half went to another file."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    article = folder / "depot.txt"
    article.write_bytes(HARBOUR.encode())
    annotate(article, *HARBOUR_TAGS, state=tmp_path / "state")
    article.write_bytes(FIRST.encode())
    (folder / "depot-2.txt").write_bytes(SECOND.encode())
    (folder / "another.txt").write_bytes("The harbour is safe, they said; “the harbour is safe”, indeed.\n".encode())
    return article


def waiting(article: Path) -> list[Unplaced]:
    document = Document.from_bytes(article.read_bytes(), name=article.name)
    data = (article.parent / f"{article.name}.alice.annotations.json").read_bytes()
    layer = anchored(parse_sidecar(data, name="layer", document=document), document).layer
    return homeless(document.text, layer.unplaced)


def found_for(article: Path) -> Found:
    return words_elsewhere({article: waiting(article)}).get(article, {})


def test_the_words_of_what_waits_are_found_in_the_other_half_with_their_context(split: Path) -> None:
    places = sorted(place for (place,) in found_for(split).values())
    assert [(place.article.name, place.words, place.span.of(SECOND)) for place in places] == [
        ("depot-2.txt", "“the harbour is safe”", "“the harbour is safe”"),
        ("depot-2.txt", "Ada Brandt", "Ada Brandt"),
        ("depot-2.txt", "the ferry will be late", "the ferry will be late"),
    ]


def test_the_other_half_in_another_normal_form_is_found_by_its_own_code_points(tmp_path: Path) -> None:
    article = tmp_path / "depot.txt"
    article.write_bytes(MAIRE.encode())
    annotate(article, *MAIRE_TAGS, state=tmp_path / "state")
    first, second = MAIRE.splitlines(keepends=True)
    article.write_bytes(first.encode())
    second = normalize("NFD", second)
    (tmp_path / "depot-2.txt").write_bytes(second.encode())
    places = sorted(place for (place,) in found_for(article).values())
    wanted = ["Hélène Dûpré", "« le port est sûr »"]
    assert [place.span.of(second) for place in places] == [normalize("NFD", words) for words in wanted]


def test_words_without_their_context_are_not_taken_for_the_same(split: Path) -> None:
    (split.parent / "depot-2.txt").unlink()
    assert found_for(split) == {}


def test_of_two_files_with_the_same_context_both_are_named(split: Path) -> None:
    (split.parent / "copy.txt").write_bytes(SECOND.encode())
    for places in found_for(split).values():
        assert {place.article.name for place in places} == {"copy.txt", "depot-2.txt"}


def test_what_stands_in_its_own_article_is_not_looked_for_elsewhere(split: Path) -> None:
    split.write_bytes(HARBOUR.replace("Ada Brandt", "Ada Brand").encode())
    assert waiting(split) == [], "a word was changed: it waits to be confirmed here"


def test_a_neighbour_that_cannot_be_read_stops_no_search(split: Path) -> None:
    (split.parent / "depot-0.txt").write_bytes(b"\xff\xfe\xfa\x00\xd8")
    (split.parent / "depot-1.txt").symlink_to("/dev/zero")
    assert len(found_for(split)) == 3


def test_a_search_that_is_of_no_use_any_more_ends(split: Path) -> None:
    assert words_elsewhere({split: waiting(split)}, goes_on=lambda: False) == {}
    assert words_elsewhere({split: waiting(split)}, seconds=-1) == {}


def test_check_names_the_article_in_which_words_stand_that_wait(
    split: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (split, split.parent):
        assert cli.main(["check", "--json", str(path)]) == 1
        problems = json.loads(capsys.readouterr().out)["problems"]
        (problem,) = [one for one in problems if one["kind"] == "elsewhere"]
        assert problem["file"] == f"{split}.alice.annotations.json"
        assert problem["message"] == "the words of 3 annotations that wait stand in depot-2.txt"
