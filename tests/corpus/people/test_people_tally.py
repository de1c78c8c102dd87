"""Mentions and quotes are counted for whom they mean, and every number leads to its passages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.core.store import Change
from analyst_app.corpus.articles import built_in
from analyst_app.corpus.concordance import hits
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.people import people_tally
from analyst_app.corpus.people.people_file import Edit, PeopleFile, read_people, write_edit
from analyst_app.corpus.people.people_tally import PeopleTally, PersonTally, passages, tallied
from analyst_app.corpus.sealing import Seal
from analyst_app.language.known_people import Person, with_actor
from analyst_app.session.session import Session
from tests.corpus.corpora import annotate, write_article
from tests.saves import save_now

ONE = "Ada Brandt said “we stay”. The WTB and Brandt agreed. “Never”, said a spokesman. Eva Brandt left.\n"
TWO = "World Trade Body chiefs met Ms Brandt. “Soon”, the WTB said.\n"
PEOPLE = (
    Person("p1", "Ada Brandt", ("Brandt",)),
    Person("p2", "Eva Brandt"),
    Person("p3", "World Trade Body", ("WTB",), merged=("p9",)),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    annotate(
        write_article(folder, "one.txt", ONE), "alice",
        ("quote", "“we stay”"), ("actor", "Ada Brandt"), ("actor", "WTB"), ("actor", "Brandt and"[:6]),
        ("quote", "“Never”"), ("actor", "a spokesman", {"naming": "by_role"}), ("actor", "Eva Brandt"),
        links=((0, "speaker", 1), (4, "speaker", 5)),
    )  # fmt: skip
    annotate(
        write_article(folder, "sub/two.txt", TWO), "alice",
        ("actor", "World Trade Body"), ("actor", "Ms Brandt", {"name": "Eva Brandt"}), ("quote", "“Soon”"),
        ("actor", "WTB", {"kind": "body"}), links=((2, "speaker", 3),),
    )  # fmt: skip
    annotate(folder / "sub" / "two.txt", "bob", ("actor", "World Trade Body"))
    return folder


def counted(
    folder: Path, file: PeopleFile, layers: tuple[str, ...] = ("alice",), seal: Seal | None = None
) -> PeopleTally:
    index = CorpusIndex(folder, folder.parent / "cache", (lambda: seal) if seal else None)
    index.refreshed()
    return tallied(index, file, actors=["actor"], quotations=["quote"], layers=layers)


def known(folder: Path, *people: Person) -> PeopleFile:
    return write_edit(read_people(folder / "one.txt", folder), Edit("", {one.id: one for one in people}))


def numbers(tallies: dict[str, PersonTally]) -> dict[str, tuple[int, int]]:
    return {key: (len(one.mentions), len(one.quotes)) for key, one in tallies.items()}


def test_a_mention_counts_for_whom_it_means(folder: Path) -> None:
    tally = counted(folder, known(folder, *PEOPLE))
    assert numbers(tally.people) == {"p1": (2, 1), "p2": (2, 0), "p3": (3, 1)}
    assert tally.people["p3"].forms == {"WTB": 2, "World Trade Body": 1}
    assert tally.people["p3"].kind == "body"
    assert (tally.unknown, tally.unclear) == ({}, {}), "a spokesman is no name"


def test_nobody_is_known_and_the_names_are_told(folder: Path) -> None:
    tally = counted(folder, known(folder))
    assert numbers(tally.unknown) == {
        "ada brandt": (1, 1), "wtb": (2, 1), "brandt": (1, 0), "eva brandt": (2, 0), "world trade body": (1, 0),
    }  # fmt: skip


def test_a_surname_of_two_is_neither_and_is_said_to_be_unclear(folder: Path) -> None:
    two = known(folder, PEOPLE[0], Person("p2", "Eva Brandt", ("Brandt",)))
    tally = counted(folder, two)
    assert numbers(tally.people) == {"p1": (1, 1), "p2": (2, 0)}
    assert numbers(tally.unclear) == {"brandt": (1, 0)}


def test_an_id_decides_before_all_names_also_one_that_was_merged(folder: Path) -> None:
    path = folder / "one.txt"
    session = Session.load(
        path, Session.read_article(path), layer_id="alice", codebook=built_in(), state=folder.parent / "state"
    )
    eva = next(one for one in session.store.annotations if one.span.of(ONE) == "Eva Brandt")
    session.do("say who", Change((eva,), (with_actor(eva, "p9"),)))
    save_now(session)
    tally = counted(folder, known(folder, *PEOPLE))
    assert numbers(tally.people)["p3"] == (4, 1)
    assert len(tally.people["p3"].by_id) == 1


def test_every_number_leads_to_its_passages(folder: Path) -> None:
    file = known(folder, *PEOPLE)
    tally = counted(folder, file)
    index = CorpusIndex(folder, folder.parent / "cache")
    for one in tally.people.values():
        for found in (one.mentions, one.quotes):
            if found:
                there = {(hit.article, hit.layer, hit.annotation_id) for hit in hits(index, passages(found))}
                assert there == set(map(tuple, found))


def test_people_of_a_nearer_file_are_not_counted_here(folder: Path) -> None:
    top = known(folder, *PEOPLE)
    write_edit(read_people(folder / "sub" / "x.txt", folder / "sub"), Edit("", {"q": Person("q", "WTB")}))
    assert numbers(counted(folder, top).people) == {"p1": (2, 1), "p2": (1, 0), "p3": (1, 0)}
    nearer = read_people(folder / "sub" / "two.txt", folder)
    assert numbers(counted(folder, nearer).people) == {"q": (1, 1)}


def test_layers_of_others_in_a_sealed_corpus_are_not_counted(folder: Path) -> None:
    from analyst_app import resources

    (folder / "codebook.json").write_text(json.dumps({**resources.built_in_codebook(), "sealed": True}))
    tally = counted(folder, known(folder, *PEOPLE), layers=(), seal=Seal("alice", [folder]))
    assert numbers(tally.people)["p3"] == (3, 1)
    assert "not shown" in tally.withheld
    assert numbers(counted(folder, known(folder, *PEOPLE), layers=()).people)["p3"] == (4, 1)


def test_ten_thousand_people_are_asked_with_a_few_questions(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    quotes, found = people_tally._quotes, people_tally._mentions
    monkeypatch.setattr(people_tally, "_quotes", lambda *given: asked.append("q") or quotes(*given))
    monkeypatch.setattr(people_tally, "_mentions", lambda *given: asked.append("m") or found(*given))
    file = known(folder, *PEOPLE, *(Person(f"x{n}", f"Person {n}") for n in range(10_000)))
    assert numbers(counted(folder, file).people) == {"p1": (2, 1), "p2": (2, 0), "p3": (3, 1)}
    assert sorted(asked) == ["m", "q"]
