"""Articles get the facts that they lack, by their address or title; what is there stays, what fits none is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.cli import main
from analyst_app.corpus.facts import read_facts
from analyst_app.corpus.intake.facts_intake import take_in_facts
from tests.corpus.corpora import write_article

RIS = """TY  - NEWS
TI  - DEPOT plan fails.
T2  - Harbour Post
DA  - 2024/03/05/
ER  -
TY  - NEWS
TI  - Another headline than the article's
UR  - https://x.example/2
T2  - The Post
ER  -
TY  - NEWS
TI  - Nowhere
ER  -
TY  - NEWS
TI  - Twice
ER  -
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    write_article(folder, "one.txt", "Depot plan  fails\n\nAda left.\n")
    write_article(folder, "two.txt", "Words.\n", url="https://x.example/2", outlet="Its own")
    for name in ("three.txt", "four.txt"):
        write_article(folder, name, "Twice\n\nWords.\n")
    (tmp_path / "a.ris").write_text(RIS, "utf-8")
    return folder


def test_facts_go_where_they_are_lacking(corpus: Path) -> None:
    taken = take_in_facts(corpus.parent / "a.ris", corpus)
    one, two = read_facts(corpus / "one.txt"), read_facts(corpus / "two.txt")
    assert (one.title, one.outlet, one.date) == ("DEPOT plan fails.", "Harbour Post", "2024-03-05")
    assert (two.title, two.outlet) == ("Another headline than the article's", "Its own")
    assert taken.losses.places == {
        "record without an article": ["record 3: Nowhere"], "record of several articles": ["record 4: Twice"],
    }  # fmt: skip
    assert taken.in_words() == "2 articles got facts of 4 records"


def test_a_look_writes_nothing(corpus: Path) -> None:
    before = sorted(corpus.iterdir())
    assert len(take_in_facts(corpus.parent / "a.ris", corpus, writes=False).articles) == 2
    assert sorted(corpus.iterdir()) == before


def test_the_command_says_what_came_and_what_did_not(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(corpus.parent / "a.ris"), "--to", str(corpus), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {Path(path).name: facts for path, facts in found["articles"][0]["facts"].items()} == {
        "one.txt": ["title", "outlet", "date"], "two.txt": ["title"],
    }  # fmt: skip
    assert {loss["kind"] for loss in found["losses"]} == {"record without an article", "record of several articles"}


def test_under_strict_no_article_gets_facts_of_a_file_with_a_record_that_has_none(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in corpus.iterdir()}
    assert main(["import", str(corpus.parent / "a.ris"), "--to", str(corpus), "--strict"]) == 1
    assert "Nothing of a.ris was imported" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in corpus.iterdir()} == before
    (corpus.parent / "a.ris").write_text(RIS.partition("TY  - NEWS\nTI  - Nowhere")[0], "utf-8")
    assert main(["import", str(corpus.parent / "a.ris"), "--to", str(corpus), "--strict"]) == 0
    assert read_facts(corpus / "one.txt").outlet == "Harbour Post"


def test_of_two_records_about_an_article_the_first_to_say_a_fact_is_right(corpus: Path) -> None:
    first, second = (f"TY  - NEWS\nTI  - Depot plan fails\nT2  - {name}\n" for name in ("The Post", "The Times"))
    (corpus.parent / "a.ris").write_text(f"{first}ER  -\n{second}UR  - https://x.example/1\nER  -\n", "utf-8")
    take_in_facts(corpus.parent / "a.ris", corpus)
    facts = read_facts(corpus / "one.txt")
    assert (facts.outlet, facts.url) == ("The Post", "https://x.example/1")
