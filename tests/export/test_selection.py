"""Which articles and layers of a corpus are exported, told from the names of files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analyst_app.errors import UsageError
from analyst_app.export.selection import LayerChoice, article_id, choose, layer_counts, tickets


def corpus(folder: Path, layers: dict[str, str]) -> Path:
    """Articles with (empty) layers, whose names alone are looked at."""
    for name, ids in layers.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x" * 10)
        for layer in ids.split():
            path.with_name(f"{path.name}.{layer}.annotations.json").write_text("y" * 7)
    return folder


MIXED = {
    "b.txt": "alice gold-1",
    "a.txt": "alice bob",
    "sub/c.txt": "bob gold-2",
    "sub/none.txt": "",
    "x/d.txt": "alice",
}


def test_articles_are_counted_by_layer_over_all_folders(tmp_path: Path) -> None:
    counts = layer_counts(corpus(tmp_path, MIXED))
    assert (counts.articles, dict(counts.by_layer)) == (4, {"alice": 3, "gold-1": 1, "bob": 2, "gold-2": 1})
    assert counts.one_gold == 2
    assert counts.folders == tuple(str(tmp_path / name) for name in (".", "sub", "x"))
    assert counts.in_words() == "alice 3, bob 2, gold-1 1, gold-2 1"
    assert not counts.has_facts
    assert counts.unread == 1  # sub/none.txt, which nobody has read


def test_a_list_to_choose_from_has_no_layer_whose_file_is_a_dead_link(tmp_path: Path) -> None:
    corpus(tmp_path, MIXED)
    for article in ("a.txt", "sub/c.txt"):
        (tmp_path / f"{article}.gone.annotations.json").symlink_to(tmp_path / "nowhere.json")
    (tmp_path / "x/d.txt.bob.annotations.json").symlink_to(tmp_path / "a.txt.bob.annotations.json")
    assert layer_counts(tmp_path).by_layer["gone"] == 2
    counts = layer_counts(tmp_path, with_dead=False)
    assert dict(counts.by_layer) == {"alice": 3, "gold-1": 1, "bob": 3, "gold-2": 1}
    assert dict(layer_counts(tmp_path / "a.txt", with_dead=False).by_layer) == {"alice": 1, "bob": 1}


def test_one_article_alone_can_be_chosen(tmp_path: Path) -> None:
    corpus(tmp_path, MIXED)
    counts = layer_counts(tmp_path / "a.txt")
    assert (counts.articles, dict(counts.by_layer), counts.folders) == (1, {"alice": 1, "bob": 1}, (str(tmp_path),))
    (ticket,) = tickets(tmp_path / "a.txt", LayerChoice("bob", ("bob",)))
    assert (ticket.id, ticket.path, ticket.layers) == ("a.txt", str(tmp_path / "a.txt"), ("bob",))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("alice", [("a.txt", ("alice",)), ("b.txt", ("alice",)), ("x/d.txt", ("alice",))]),
        ("bob", [("a.txt", ("bob",)), ("sub/c.txt", ("bob",))]),
        ("gold", [("b.txt", ("gold-1",)), ("sub/c.txt", ("gold-2",))]),
        (
            "all",
            [
                ("a.txt", ("alice", "bob")),
                ("b.txt", ("alice", "gold-1")),
                ("sub/c.txt", ("bob", "gold-2")),
                ("x/d.txt", ("alice",)),
            ],
        ),
    ],
)
def test_every_article_with_the_layer_has_a_ticket_files_before_folders(
    tmp_path: Path, asked: str, found: list[tuple[str, tuple[str, ...]]]
) -> None:
    choice = choose(layer_counts(corpus(tmp_path, MIXED)), asked)
    made = list(tickets(tmp_path, choice, with_sizes=True))
    assert [(ticket.id, ticket.layers) for ticket in made] == found
    assert all(ticket.size == 10 + 7 * len(ticket.layers) for ticket in made)
    assert len(made) == choice.count(layer_counts(tmp_path))
    assert {ticket.size for ticket in tickets(tmp_path, choice)} == {0}


def test_the_obvious_layer_is_the_gold_of_all_or_the_only_one(tmp_path: Path) -> None:
    gold = {"a.txt": "alice gold-1", "b.txt": "bob gold-2"}
    assert choose(layer_counts(corpus(tmp_path / "gold", gold)), None) == LayerChoice("gold", ("gold-1", "gold-2"))
    one = layer_counts(corpus(tmp_path / "one", {"a.txt": "alice", "b.txt": "alice"}))
    assert choose(one, None) == LayerChoice("alice", ("alice",))
    with pytest.raises(
        UsageError,
        match=r"several layers \(alice in 3 articles, bob in 2 articles, gold-1 in 1 article, gold-2 in 1 article\)",
    ):
        choose(layer_counts(corpus(tmp_path / "mixed", MIXED)), None)


def test_what_a_program_made_is_exported_only_if_it_is_named(tmp_path: Path) -> None:
    beside = layer_counts(corpus(tmp_path / "beside", {"a.txt": "alice model-x", "b.txt": "alice model-x"}))
    assert choose(beside, None) == LayerChoice("alice", ("alice",))
    assert choose(beside, "model-x") == LayerChoice("model-x", ("model-x",))
    alone = layer_counts(corpus(tmp_path / "alone", {"a.txt": "model-x"}))
    with pytest.raises(UsageError, match=r"Only programs have annotated here \(model-x in 1 article\)"):
        choose(alone, None)


def test_what_is_not_there_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    counts = layer_counts(corpus(tmp_path, {"a.txt": "alice bob"}))
    with pytest.raises(UsageError, match=r"No article has a layer alic; did you mean alice\? There are alice, bob"):
        choose(counts, "alic")
    with pytest.raises(UsageError, match="No article has a gold layer; there are alice 1, bob 1"):
        choose(counts, "gold")
    empty = layer_counts(corpus(tmp_path / "empty", {"a.txt": ""}))
    with pytest.raises(UsageError, match="There are no annotations in this corpus"):
        choose(empty, None)
    with pytest.raises(UsageError, match="is neither a folder nor an article"):
        layer_counts(tmp_path / "nowhere")


def test_two_gold_layers_of_one_article_are_no_gold() -> None:
    gold = LayerChoice("gold", ("gold-1", "gold-2"))
    assert gold.of(["alice", "gold-2"]) == ("gold-2",)
    assert gold.of(["gold-1", "gold-2"]) == ()
    assert gold.of(["alice"]) == ()


def test_an_id_that_the_file_system_cannot_spell_is_printable() -> None:
    assert article_id("sub/é.txt") == "sub/é.txt"
    assert article_id("a\udcff.txt") == "a%FF.txt"
    other = article_id("100%\udcff.txt")
    assert re.fullmatch(r"100%%FF~[0-9a-f]{8}\.txt", other)


def test_a_layer_that_is_called_just_gold_is_a_persons(tmp_path: Path) -> None:
    alone = corpus(tmp_path / "alone", {"a.txt": "gold"})
    for asked in (None, "gold"):
        choice = choose(layer_counts(alone), asked)
        assert choice.count(layer_counts(alone)) == 1
        assert [ticket.layers for ticket in tickets(alone, choice)] == [("gold",)]
    beside = corpus(tmp_path / "beside", {"a.txt": "gold gold-max"})
    assert [ticket.layers for ticket in tickets(beside, choose(layer_counts(beside), None))] == [("gold-max",)]
    assert [ticket.layers for ticket in tickets(beside, choose(layer_counts(beside), "gold"))] == [("gold",)]
