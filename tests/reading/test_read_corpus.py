"""Tests of reading.read_corpus, reading.read_article, reading.typed_records, reading.as_read, reading.article_rows,
reading.layers_now, reading.article_file.
"""

from __future__ import annotations

import copy
import dataclasses
import hashlib
import json
import pickle
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import analyst_app as aa
from analyst_app.core.annotation import pairs
from analyst_app.core.codebook import Codebook
from analyst_app.resources import built_in_codebook
from analyst_app.session.session import Session
from tests.commands.corpora import write_article, write_layer
from tests.corpus import blind
from tests.export.exports import ROOT
from tests.reading.samples import CLAIM, NAME, PERSON, QUOTE, TEXT, write_corpus
from tests.reading.test_arguments import OddlyCompared
from tests.saves import save_now


def hashes(folder: Path) -> dict[str, str]:
    files = [one for one in folder.rglob("*") if one.is_file() and ".state" not in one.parts]
    return {str(one): hashlib.sha256(one.read_bytes()).hexdigest() for one in files}


def test_a_corpus_gives_articles_layers_annotations_links_and_people_as_plain_values(tmp_path: Path) -> None:
    before = hashes(write_corpus(tmp_path))
    corpus = aa.open(tmp_path)
    assert [article.id for article in corpus] == ["depot.txt", "sub/harbour.txt"]
    assert dict(corpus.layers) == {"alice": 2, "bob": 1}
    depot = corpus.article("depot.txt")
    assert (depot.text, depot.language, depot.path) == (TEXT, "en", tmp_path / "depot.txt")
    assert depot.text_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (depot.facts.title, depot.facts.date, dict(depot.facts.extra)) == (
        "The depot", "2026-11-28", {"desk": "city", "reach": 1200})  # fmt: skip
    alice = depot.layers["alice"]
    assert (alice.annotator, alice.status, alice.is_gold, alice.is_program, alice.codebook_version) == (
        "alice", "in_progress", False, False, 1)  # fmt: skip
    assert [(one.tag, one.exact, dict(one.values)) for one in alice.annotations] == [
        ("actor", NAME, {"kind": "person"}),
        ("quote", QUOTE, {"mode": "direct"}),
        ("claim", CLAIM, {"hedged": True}),
    ]
    assert all(depot.text[one.start : one.end] == one.exact for one in alice.annotations)
    (quote,) = alice.with_tag("quote")
    assert [one.exact for one in alice.linked(quote, "speaker")] == [NAME]
    assert alice.linked(quote, "cue") == ()
    assert (depot.gold, corpus.problems, corpus.withheld) == (None, (), "")
    assert [person.names for person in corpus.people] == [(NAME, "A. Brandt")]
    assert corpus.person(PERSON) == corpus.people[0]
    assert corpus.codebook.tag("quote") is not None
    assert pickle.loads(pickle.dumps(alice)) == alice
    assert hashes(tmp_path) == before


def test_one_article_is_a_corpus_too_and_what_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    assert [article.id for article in aa.open(tmp_path / "depot.txt")] == ["depot.txt"]
    with pytest.raises(aa.AnalystError, match=r"no article depo\.txt here; did you mean depot\.txt"):
        aa.open(tmp_path).article("depo.txt")
    with pytest.raises(aa.AnalystError, match="neither a folder nor an article"):
        aa.open(tmp_path / "nowhere")


def test_a_damaged_file_is_told_and_stops_nothing_else(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    (tmp_path / "depot.txt.bob.annotations.json").write_text('{"format": "media-annotations", "vers', "utf-8")
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "sub" / "harbour.txt.source.json").write_text("{", "utf-8")
    (tmp_path / "gone.txt.alice.annotations.json").write_bytes(
        (tmp_path / "depot.txt.alice.annotations.json").read_bytes()
    )
    before = hashes(tmp_path)
    corpus = aa.open(tmp_path)
    assert [article.id for article in corpus] == ["depot.txt", "noise.txt", "sub/harbour.txt"]
    assert list(corpus.article("depot.txt").layers) == ["alice"]
    assert (corpus.article("noise.txt").text, dict(corpus.article("noise.txt").layers)) == ("", {})
    assert len(corpus.article("sub/harbour.txt").layers["alice"].annotations) == 1
    told = [next(name for name in ("bob.annotations", "noise.txt", "source.json", "gone.txt") if name in words)
            for words in corpus.problems]  # fmt: skip
    assert sorted(told) == ["bob.annotations", "gone.txt", "noise.txt", "source.json"]
    assert corpus.article("depot.txt").problems == tuple(one for one in corpus.problems if "bob" in one)
    assert hashes(tmp_path) == before


def test_a_planted_link_that_leads_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    write_corpus(inside)
    secret = write_article(outside, "secret.txt", "Nobody is to know.\n")
    (inside / "plain.txt").symlink_to(secret)
    layer = write_layer(secret, "carol", ("claim", "Nobody is to know"))
    (inside / "depot.txt.carol.annotations.json").symlink_to(layer)
    corpus = aa.open(inside)
    assert corpus.article("plain.txt").text == ""
    assert "carol" not in corpus.article("depot.txt").layers
    assert "Nobody is to know" not in "".join(article.text for article in corpus)
    assert sum("leads out" in words for words in corpus.problems) == 2


def test_what_has_no_place_any_more_waits_and_is_told(tmp_path: Path) -> None:
    article = write_corpus(tmp_path) / "depot.txt"
    article.write_text(TEXT.replace(CLAIM, "It stays"), "utf-8")
    corpus = aa.open(tmp_path)
    alice = corpus.article("depot.txt").layers["alice"]
    assert [one.exact for one in alice.annotations] == [NAME, QUOTE]
    assert [(one.why, one.exact) for one in alice.waiting] == [("orphan", CLAIM)]
    assert any("alice" in words and "another text" in words for words in corpus.problems)


def test_what_an_annotation_says_beside_the_usual_is_a_field_of_its_own(tmp_path: Path) -> None:
    article = write_corpus(tmp_path) / "depot.txt"
    session = Session.load(article, Session.read_article(article), layer_id="alice",
                           codebook=Codebook.from_data(built_in_codebook()), state=tmp_path / ".state")  # fmt: skip
    old = session.store.annotations[0]
    assist = {"by": "rules", "version": "0.2.0", "score": 0.9, "edited": False}
    extra = {"actor": PERSON, "assist": assist, "codebook": 4, "mood": "calm"}
    session.do("say", aa_change(old, old._replace(extra=pairs(extra))))
    save_now(session)
    one = aa.open(tmp_path).article("depot.txt").layers["alice"].annotations[0]
    assert (one.actor, one.assist, one.codebook_version, dict(one.extra)) == (PERSON, assist, 4, {"mood": "calm"})
    frame = aa.open(tmp_path).to_pandas().spans
    row = frame[frame.actor == PERSON].iloc[0]
    assert (row.person, row.assist, row.score, bool(row.edited), row.codebook_version) == (NAME, "rules", 0.9, False, 4)


def aa_change(old: object, new: object):
    from analyst_app.core.store import Change

    return Change((old,), (new,))  # type: ignore[arg-type]


def test_a_corpus_that_is_read_blind_shows_others_work_only_where_one_is_done_or_unseals(tmp_path: Path) -> None:
    blind.write_corpus(tmp_path)
    sealed = aa.open(tmp_path, annotator="alice")
    everyone = ["alice", "bob", "carol"]
    shown = {"begun.txt": ["alice"], "done.txt": everyone, "empty.txt": ["alice"], "new.txt": []}
    assert {article.id: list(article.layers) for article in sealed} == shown
    assert "6 layers of others are not shown" in sealed.withheld
    assert "unseal=True" in sealed.withheld
    assert set(sealed.to_pandas().spans.layer) == {"alice", "bob", "carol"}
    assert set(sealed.to_pandas().spans.query("article == 'begun.txt'").layer) == {"alice"}
    opened = aa.open(tmp_path, unseal=True, annotator="alice")
    assert list(opened.article("new.txt").layers) == ["bob", "carol"]
    assert (opened.withheld, dict(opened.unsealed)) == ("", {"bob": 3, "carol": 3})


def test_gold_is_there_with_its_decisions_and_their_reasons(tmp_path: Path) -> None:
    article = write_corpus(tmp_path) / "depot.txt"
    data = json.loads(article.with_name("depot.txt.alice.annotations.json").read_text("utf-8"))
    mine = next(one for one in data["annotations"] if one["tag"] == "claim")
    gold = {**data, "annotator": "gold-max", "reviewer": "max", "links": []}
    gold["annotations"] = [{**mine, "id": "g1", "origins": [f"alice:{mine['id']}"]}]
    gold["decisions"] = [
        {"id": "d1", "rev": 1, "by": "max", "verdict": "take", "taken": ["alice"], "gold": ["g1"], "results": [],
         "origins": [{"ref": f"alice:{mine['id']}", "digest": "x", "tag": "claim", "start": mine["start"],
                      "end": mine["end"]}],
         "reason": "too_short", "reason_given": True, "text_sha256": data["text"]["sha256"], "round": 1,
         "created": "2026-11-30T00:00:00Z", "modified": "2026-11-30T00:00:00Z"}]  # fmt: skip
    article.with_name("depot.txt.gold-max.annotations.json").write_text(json.dumps(gold), "utf-8")
    found = aa.open(tmp_path).article("depot.txt")
    assert found.gold is not None
    assert (found.gold.id, found.gold.is_gold) == ("gold-max", True)
    assert [(one.exact, one.origins) for one in found.gold.annotations] == [(CLAIM, (f"alice:{mine['id']}",))]
    (decision,) = found.gold.decisions
    assert (decision.by, decision.verdict, decision.taken, decision.reason) == ("max", "take", ("alice",), "too_short")


def test_zones_are_what_people_and_the_facts_mark_as_no_part_of_the_article(tmp_path: Path) -> None:
    article = write_article(tmp_path, "page.txt", "Menu. Ada Brandt spoke. Read more. Imprint.\n")
    write_layer(article, "alice", ("skip", "Menu."), ("skip", "Read more."))
    write_layer(article, "model-x", ("skip", "Ada Brandt spoke."))
    facts = {"format": "media-source", "version": 1, "zones": [{"start": 28, "end": 43, "kind": "caption"}]}
    article.with_name("page.txt.source.json").write_text(json.dumps(facts), "utf-8")
    found = aa.open(tmp_path).article("page.txt")
    assert [found.text[start:end] for start, end in found.zones] == ["Menu.", "Read more. Imprint."]


def test_each_article_that_is_asked_for_is_read_anew_and_one_that_is_kept_stays_as_it_was(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    corpus = aa.open(tmp_path)
    kept = corpus.articles[0]
    assert len(kept.layers["bob"].annotations) == 1
    write_layer(tmp_path / "depot.txt", "bob", ("actor", NAME))
    assert len(kept.layers["bob"].annotations) == 1
    assert len(corpus.articles[0].layers["bob"].annotations) == 2


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_text_is_that_of_the_window_whatever_its_bytes_are(tmp_path: Path, codec: str, newline: str) -> None:
    article = tmp_path / "depot.txt"
    article.write_bytes("Caf\u00e9 Ada\nsaid \u201cno\u201d.\n".replace("\n", newline).encode(codec, "replace"))
    if codec in ("cp1252", "latin-1"):
        facts = {"format": "media-source", "version": 1, "encoding": codec}
        article.with_name("depot.txt.source.json").write_text(json.dumps(facts), "utf-8")
    document = Session.read_article(article)
    for _ in range(2):  # without a layer, and with one that tells how to read it
        found = aa.open(tmp_path).articles[0]
        assert (found.text, found.text_sha256) == (document.text, document.sha256)
        write_layer(article, "alice", ("actor", "Ada"))
    assert [one.exact for one in aa.open(tmp_path).articles[0].layers["alice"].annotations] == ["Ada", "Ada"]


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda corpus: aa.open(None), "folder must be a path, not None"),
        (lambda corpus: aa.open(3), "folder must be a path, not int"),
        (lambda corpus: aa.open(corpus), r"folder must be a path, not .*Corpus"),
        (lambda corpus: aa.open("a\0b"), "folder is no path"),
        (lambda corpus: aa.open(corpus.folder, unseal="no"), "unseal must be True or False, not str"),
        (lambda corpus: aa.open(corpus.folder, annotator=3), "annotator must be words, not int"),
        (lambda corpus: aa.open(corpus.folder, annotator="Ca rol"), "“Ca rol” is none.*Is it ca-rol?"),
        (lambda corpus: corpus.article(None), "article_id must be words, not None"),
        (lambda corpus: corpus.article(["x"]), "article_id must be words, not list"),
        (lambda corpus: corpus.person(["x"]), "person_id must be words, not list"),
        (lambda corpus: corpus.to_arrow(layers=3), "layers must be a list of names, not int"),
        (lambda corpus: corpus.to_arrow(layers=[3]), "layers must be words, not int"),
        (lambda corpus: corpus.to_arrow(layers="a"), "There is no layer a here"),
        (lambda corpus: corpus.to_pandas(layers=["alicia"]), "There is no layer alicia here; did you mean alice"),
        (lambda corpus: corpus.articles[0].to_html(layers={"a": 1}), "layers must be a list of names, not dict"),
        (lambda corpus: corpus.articles[0].to_html(layers="al"), "There is no layer al here"),
        (lambda corpus: aa.agreement(None), "corpus must be a path, not None"),
        (lambda corpus: aa.agreement(corpus, layers=5), "layers must be a list of names, not int"),
        (lambda corpus: aa.agreement(corpus, tags=[None]), "tags must be words, not None"),
        (lambda corpus: aa.agreement(corpus, tags="claims"), "no tag claims; did you mean claim"),
        (lambda corpus: aa.agreement(corpus, measure=None), "There is no measure None"),
        (lambda corpus: aa.agreement(corpus, measure=["alpha"]), "There is no measure"),
        (lambda corpus: aa.agreement(corpus, measure=OddlyCompared()), "There is no measure OddlyCompared"),
        (lambda corpus: aa.agreement(corpus, tolerance=None), "“None” is no tolerance"),
        (lambda corpus: aa.agreement(corpus, tolerance=-1), "“-1” is no tolerance"),
        (lambda corpus: aa.agreement(corpus, unfinished="no"), "unfinished must be True or False, not str"),
        (lambda corpus: aa.agreement(corpus, regardless_of_tag=1), "regardless_of_tag must be True or False, not int"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_told_in_one_sentence(tmp_path: Path, ask: Callable[[Any], object], words: str) -> None:
    corpus = aa.open(write_corpus(tmp_path))
    with pytest.raises(aa.AnalystError, match=words):
        ask(corpus)


def test_one_name_may_stand_where_names_are_meant(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    corpus = aa.open(write_corpus(tmp_path))
    assert corpus.to_arrow(layers="bob").spans.num_rows == 1
    assert "alice" in corpus.article("depot.txt").to_html(layers="alice")
    assert aa.agreement(corpus, tags="claim").data == aa.agreement(corpus, tags=["claim"]).data


def test_an_article_is_found_by_its_id_and_by_itself(tmp_path: Path) -> None:
    corpus = aa.open(write_corpus(tmp_path))
    article = corpus.article("depot.txt")
    assert "depot.txt" in corpus.articles
    assert article in corpus
    assert "depo.txt" not in corpus
    assert None not in corpus


def test_a_tag_or_role_that_is_none_is_told_and_one_that_is_not_used_gives_nothing(tmp_path: Path) -> None:
    layer = aa.open(write_corpus(tmp_path)).article("depot.txt").layers["alice"]
    quote = layer.with_tag("quote")[0]
    assert layer.with_tag("cue") == layer.linked(quote, "cue") == ()
    with pytest.raises(aa.AnalystError, match="no tag qoute here; did you mean quote"):
        layer.with_tag("quote", "qoute")
    with pytest.raises(aa.AnalystError, match="no link speeker here; did you mean speaker"):
        layer.linked(quote, "speeker")
    with pytest.raises(aa.AnalystError, match="annotation must be an annotation of the layer, not str"):
        layer.linked("quote", "speaker")  # type: ignore[arg-type]


def test_what_was_read_stays_as_it_was_read(tmp_path: Path) -> None:
    corpus = aa.open(write_corpus(tmp_path))
    article = corpus.article("depot.txt")
    layer = article.layers["alice"]
    one = layer.annotations[0]
    changes: list[Any] = [article.layers, corpus.layers, layer.by_id, one.values, one.extra, article.facts.extra]
    for held in changes:
        before = dict(held)
        for change in (
            lambda held: held.__setitem__("x", 1),
            lambda held: held.pop("alice", None),
            lambda held: held.clear(),
            lambda held: held.update(x=1),
            lambda held: held.setdefault("x", 1),
            lambda held: held.popitem(),
            lambda held: held.__ior__({"x": 1}),
            lambda held: held.__delitem__("alice"),
        ):
            with pytest.raises(TypeError, match="stays as it was read"):
                change(held)
        assert held == before
    assert json.loads(json.dumps(one.values)) == {"kind": "person"}
    assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one
    assert dataclasses.asdict(one)["values"] == {"kind": "person"}
    assert {**one.values, "x": 1} == {"kind": "person", "x": 1}


def test_completion_offers_nothing_that_the_page_does_not_tell_of() -> None:
    corpus = aa.open(ROOT / "resources" / "samples")
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    article = corpus.articles[0]
    layer = article.layers["sample"]
    offered = (corpus, corpus.articles, article, layer, layer.annotations[0], layer.links[0])
    names = [
        name for one in offered for name in dir(one) if not name.startswith("_") and name not in ("count", "index")
    ]
    assert [name for name in names if not re.search(rf"`{name}\b", page)] == []


def test_a_layer_that_was_written_since_is_there_once_the_article_is_asked_for_again(tmp_path: Path) -> None:
    corpus = aa.open(write_corpus(tmp_path))
    first = corpus.article("depot.txt")
    aa.write_layer(first, "model-x", [{"tag": "claim", "start": 0, "end": 4}])
    assert "model-x" not in first.layers, "it stays as it was"
    again = corpus.article("depot.txt")
    assert list(again.layers) == ["alice", "bob", "model-x"]
    assert "model-x" in again.to_html(layers="model-x")
    (tmp_path / "depot.txt.bob.annotations.json").unlink()
    assert list(corpus.article("depot.txt").layers) == ["alice", "model-x"]
    assert corpus.article("depot.txt").problems == ()


def test_a_layer_that_is_not_to_be_seen_is_not_seen_later_either(tmp_path: Path) -> None:
    blind.write_corpus(tmp_path)
    corpus = aa.open(tmp_path, annotator="alice")
    for name in ("begun.txt", "done.txt"):
        write_layer(tmp_path / name, "dora", ("claim", blind.CLAIM))
    assert list(corpus.article("begun.txt").layers) == ["alice"]
    assert list(corpus.article("done.txt").layers) == ["alice", "bob", "carol", "dora"]
