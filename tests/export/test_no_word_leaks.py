"""Without texts no word of an article is in anything that an export writes or says: each word is made up and unique.

Tests of export.wordless, export.standoff and export.formats.parquet_texts.
"""

from __future__ import annotations

import io
import itertools
import json
import random
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyst_app.cli import main
from analyst_app.core.annotation import Annotation, Entry, LayerFacts, Link, Unplaced, new_id, pairs, sort_key
from analyst_app.core.document import Document
from analyst_app.export.registry import FORMATS
from analyst_app.export.standoff import kind_of
from analyst_app.resources import built_in_codebook
from analyst_app.storage.file_names import facts_path, sidecar_path
from analyst_app.storage.sidecar import encode, new_layer
from tests.export.exports import need

BARE = sorted(name for name, form in FORMATS.items() if form.holds_standoff)
_LIBRARIES = {"huggingface": ("pyarrow",), "parquet": ("pyarrow",), "xlsx": ("xlsxwriter",)}
_OF_SPREADSHEETS = ("csv-excel", "xlsx")
TIME = "2026-01-02T03:04:05Z"
_DRAW = random.Random(17)
_ENDLESS = ("".join(_DRAW.choices("ghjklmnpqrstvwxz", k=6)) + _DRAW.choice("ou") for _ in itertools.count())


class MadeUp:
    """Words that no language has, each given once, by what they were given for."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}

    def __call__(self, purpose: str, count: int = 1) -> str:
        words = []
        while len(words) < count:
            word = next(_ENDLESS)
            if word not in self.given:
                self.given[word] = purpose
                words.append(word)
        return " ".join(words)

    def of(self, *purposes: str) -> set[str]:
        return {word for word, purpose in self.given.items() if purpose in purposes}


def _write(folder: Path, say: MadeUp) -> None:
    """Three articles, one in a folder, with all that a person or a program can put into words anywhere."""
    placed = {"text": say("example", 6), "article": "a.txt", "start": 1, "end": 4}
    codebook = built_in_codebook()
    for tag in codebook["tags"]:
        tag["examples"], tag["counterexamples"] = [placed, say("example", 4)], [say("example", 5)]
    codebook["tags"][1]["attributes"].append({"id": "remark", "name": "Remark", "type": "text"})
    (folder / "codebook.json").write_text(json.dumps(codebook), "utf-8")
    for name in (f"{say('file')}.txt", f"{say('file')}-{say('file')}.txt", f"{say('file')}/{say('file')}.txt"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        actor, quote, claim = say("person", 2), say("text", 12), say("text", 15)
        text = f"{say('text', 8)}\n\n{actor} {say('text')}: “{quote}” {claim}.\n{say('text', 20)}\n"
        path.write_text(text, "utf-8")
        facts = {key: say("fact", 3) for key in ("title", "outlet", "author", "desk", "notes", "retrieved")}
        facts |= {"date": "2024-03-05", "url": f"https://{say('fact')}.example/{say('fact')}", "language": say("fact")}
        facts |= {say("fact"): {"inner": [say("fact"), {"deep": say("fact")}]}}
        facts_path(path).write_text(json.dumps({"format": "media-source", "version": 1} | facts), "utf-8")
        for who in ("alice", "gold-max"):
            sidecar_path(path, who).write_bytes(b"".join(encode(_layer(path, who, say, actor, quote, claim))))


def _layer(path: Path, who: str, say: MadeUp, actor: str, quote: str, claim: str):
    document = Document.from_bytes(path.read_bytes(), name=path.name)
    layer = new_layer(document, who, pairs({"id": "media", "version": 1}))

    def annotation(tag: str, words: str, attributes: dict, note: str, extra: dict) -> Annotation:
        start = document.text.index(words)
        held = (pairs(attributes), note, TIME, TIME)
        return Annotation(new_id(), tag, start, start + len(words), *held, extra=pairs(extra))

    verdict = {"verdict": "trimmed", "source": say("verdict"), "text_sha256": "0" * 64, "start": 1, "end": 9}
    verdict |= {"exact": say("verdict", 5), "by": "alice", "at": TIME, "quote_sha256": "0" * 64}
    odd = {"desk": say("value"), "remark": say("value", 4), "mode": "direct", say("value"): say("value")}
    spoken = annotation("quote", f"“{quote}”", odd, say("note", 5), {"verified": verdict, say("key"): say("key", 2)})
    person = {"name": say("person", 2), "kind": "person", "naming": say("value")}
    named = annotation("actor", actor, person, say("note", 3), {"actor": say("person")})
    stated = annotation(
        "claim",
        claim,
        {"kind": "factual"},
        say("note"),
        {"assist": {"by": "rules", "version": "1"}, "codebook": say("key", 2)},
    )
    layer.annotations = sorted([spoken, named, stated], key=sort_key)
    layer.links = [Link(new_id(), "speaker", spoken.id, named.id, TIME, TIME, pairs({"why": say("key", 2)}))]
    lost = {"id": new_id(), "tag": "quote", "start": 0, "end": 9, "exact": say("orphan", 4), "note": say("note")}
    layer.unplaced = [Unplaced("", "orphan", "0" * 64, lost)]
    body = pairs({"comment": say("decision", 6), "kind": "tag", "exact": say("decision", 3)})
    layer.entries = [Entry(new_id(), "decisions", body, TIME, TIME)] if who == "gold-max" else []
    layer.facts = LayerFacts("in_progress", say("note", 6))
    return layer


def _written(folder: Path) -> Iterator[tuple[str, str]]:
    """All that lies in a folder, as words: names of files, files, what is in archives and tables."""
    for path in sorted(folder.rglob("*")):
        yield str(path.relative_to(folder)), str(path.relative_to(folder))
        if path.is_file():
            yield path.name, _words_in(path.name, path.read_bytes())


def _words_in(name: str, data: bytes) -> str:
    if name.endswith((".zip", ".qdpx", ".xlsx", ".docx")):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return "\n".join(f"{one}\n{_words_in(one, parts.read(one))}" for one in parts.namelist())
    found = data.decode("utf-8", "replace")
    if name.endswith(".parquet"):
        import pyarrow.parquet

        table = pyarrow.parquet.read_table(io.BytesIO(data))
        found += json.dumps(table.to_pylist(), ensure_ascii=False, default=str) + str(table.schema)
    return found


def _leaks(where: str, words: str, forbidden: set[str]) -> list[str]:
    """The words that must not be there: not even one alone, nor within another, so no run of three of them."""
    spoken = words.casefold()
    return [f"{word} in {where}" for word in sorted(forbidden) if word in spoken]


def _export(folder: Path, output: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """Export; all that is said."""
    capsys.readouterr()
    assert main(["export", str(folder), "--output", str(output), "--no-text", *options]) == 0
    told = capsys.readouterr()
    return told.out + told.err


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, MadeUp]:
    folder, say = tmp_path / "corpus", MadeUp()
    folder.mkdir()
    _write(folder, say)
    return folder, say


@pytest.mark.parametrize("more", [(), ("--split", "60/20/20"), ("--pseudonyms", "--zones", "cut")], ids=str)
@pytest.mark.parametrize("name", BARE)
def test_no_word_is_in_anything_that_is_written_or_said(
    name: str, more: tuple[str, ...], made: tuple[Path, MadeUp], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    need(*_LIBRARIES.get(name, ()))
    folder, say = made
    forbidden = set(say.given)
    for layer, tell in (("alice", ()), ("all", ("--json",))):
        output = tmp_path / f"out-{layer}"
        options = ("--format", name, "--quote-length", "0", "--layer", layer, *tell, *more)
        told = _export(folder, output, capsys, *options)
        leaks = _leaks("what is said", told.replace(str(folder), ""), forbidden)
        for where, words in _written(output):
            leaks += _leaks(where, words, forbidden)
        assert leaks == []
        report = (output / "LOSSES.md").read_text("utf-8")
        for kind in ("text", "file name", "fact", "name", "note", "value", "verdict", "example"):
            assert re.search(rf"^## (Withheld )?{kind}$", report, re.MULTILINE | re.IGNORECASE), kind


@pytest.mark.parametrize("name", BARE)
def test_of_quotes_no_more_than_their_first_characters_are_told(
    name: str, made: tuple[Path, MadeUp], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    need(*_LIBRARIES.get(name, ()))
    folder, say = made
    told = _export(folder, tmp_path / "out", capsys, "--format", name, "--quote-length", "11", "--layer", "alice")
    allowed = set()
    for sidecar in folder.rglob("*.alice.annotations.json"):
        for one in json.loads(sidecar.read_text("utf-8"))["annotations"]:
            allowed |= set(re.findall(r"\w+", one["exact"][:11]))
    leaks = _leaks("what is said", told.replace(str(folder), ""), set(say.given) - allowed)
    found: set[str] = set()
    for where, words in _written(tmp_path / "out"):
        leaks += _leaks(where, words, set(say.given) - allowed)
        found |= set(re.findall(r"\w+", words)) & say.of("text", "person")
    assert leaks == []
    assert len(found) >= 9, "the beginnings of three spans of three articles are told"


@pytest.mark.parametrize("name", BARE)
def test_facts_and_names_are_let_in_if_asked_for(
    name: str, made: tuple[Path, MadeUp], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    need(*_LIBRARIES.get(name, ()))
    folder, say = made
    for keep, let_in in (
        ("facts", ("fact", "file")),
        ("names", ("person",)),
        ("facts,names", ("fact", "file", "person")),
    ):
        output = tmp_path / keep
        options = ("--format", name, "--quote-length", "0", "--layer", "alice", "--keep", keep)
        told = _export(folder, output, capsys, *options)
        forbidden = set(say.given) - say.of(*let_in)
        whole = "\n".join(words for _, words in _written(output))
        assert _leaks("what is said", told.replace(str(folder), ""), forbidden) == []
        assert _leaks("what is written", whole, forbidden) == []
        if "person" in let_in:
            assert say.of("person") & set(re.findall(r"\w+", whole))
        if "fact" in let_in:
            assert say.of("file") <= set(re.findall(r"[a-z]+", whole)), "files are named as they are"


def test_keep_lets_in_nothing_else_and_only_where_texts_are_out(
    made: tuple[Path, MadeUp], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, _ = made
    common = ["export", str(folder), "--output", str(tmp_path / "out"), "--layer", "alice"]
    assert main([*common, "--keep", "facts"]) == 2
    assert "give --no-text too" in capsys.readouterr().err
    assert main([*common, "--no-text", "--keep", "notes"]) == 2
    assert "notes is nothing that --keep lets in; choose facts, names." in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", [name for name in BARE if name not in _OF_SPREADSHEETS])
@pytest.mark.parametrize("keep", [(), ("--keep", "facts,names")], ids=["nothing", "facts and names"])
def test_texts_come_back_by_their_hash(
    name: str, keep: tuple[str, ...], made: tuple[Path, MadeUp], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    need(*_LIBRARIES.get(name, ()))
    folder, say = made
    output = tmp_path / "out"
    _export(folder, output, capsys, "--format", name, "--quote-length", "0", "--layer", "alice", *keep)
    assert main(["rehydrate", str(output), "--texts", str(folder)]) == 0
    assert "3 of 3 articles" in capsys.readouterr().err
    whole = "\n".join(words for _, words in _written(output))
    assert [word for word in say.of("text") if word not in whole] == []


def test_two_articles_of_one_text_have_two_numbers_and_the_same_ones_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, say = tmp_path / "corpus", MadeUp()
    folder.mkdir()
    _write(folder, say)
    first = next(folder.glob("*.txt"))
    copy = folder / "copy.txt"
    copy.write_bytes(first.read_bytes())
    sidecar_path(copy, "alice").write_bytes(sidecar_path(first, "alice").read_bytes())
    ids = []
    for number in range(2):
        _export(folder, tmp_path / str(number), capsys, "--layer", "alice")
        lines = (tmp_path / str(number) / "data.jsonl").read_text("utf-8").splitlines()
        ids.append([json.loads(line)["id"] for line in lines])
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 4
    assert all(re.fullmatch(r"[0-9a-f]{16}\.txt", one) for one in ids[0])


@pytest.mark.parametrize("name", _OF_SPREADSHEETS)
def test_no_texts_go_into_cells_that_are_too_small_for_them_and_it_is_said(
    name: str, made: tuple[Path, MadeUp], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    need(*_LIBRARIES.get(name, ()))
    folder, _ = made
    _export(folder, tmp_path / "out", capsys, "--format", name, "--layer", "alice")
    assert main(["rehydrate", str(tmp_path / "out"), "--texts", str(folder)]) == 2
    assert "export csv or parquet with --no-text" in capsys.readouterr().err


def test_what_is_made_of_words_alone_is_not_written_without_them_and_says_so(
    made: tuple[Path, MadeUp], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, _ = made
    common = ["export", str(folder), "--output", str(tmp_path / "out"), "--layer", "alice", "--no-text"]
    assert main([*common, "--format", "quotes"]) == 2
    assert "quotes is made of the articles' own words, and nothing of it is left" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_parquet_tables_get_back_the_texts_that_are_found_and_later_the_rest(
    made: tuple[Path, MadeUp], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each span has its own words again, and once all are there the tables are those of an export with texts."""
    need("pyarrow")
    import pyarrow.parquet

    folder, _ = made
    whole, bare, some = tmp_path / "whole", tmp_path / "bare", tmp_path / "some"
    options = ["--format", "parquet", "--layer", "alice", "--split", "34/33/33"]
    assert main(["export", str(folder), "--output", str(whole), *options]) == 0
    _export(folder, bare, capsys, *options, "--quote-length", "3", "--keep", "facts,names")
    assert kind_of(bare) == "parquet"
    some.mkdir()
    first = sorted(folder.glob("*.txt"))[0]
    (some / "anything.txt").write_bytes(first.read_bytes())
    assert main(["rehydrate", str(bare), "--texts", str(some)]) == 1

    def table(place: Path, name: str):
        return pyarrow.parquet.read_table(place / name)

    spans = table(bare, "spans")
    assert {(row["document"] == first.name, row["text"] is not None) for row in spans.to_pylist()} == {
        (True, True),
        (False, False),
    }
    assert all(len(row["quote"]) <= 3 or row["label"] == "actor" for row in spans.to_pylist())
    assert main(["rehydrate", str(bare), "--texts", str(folder)]) == 0
    for name in ("documents", "spans", "zones"):
        expected, found = table(whole, name), table(bare, name)
        assert found.schema.names == expected.schema.names
        same = {"documents": ["id", "text", "title", "text_sha256"]}.get(name, ["document", "start", "end", "text"])
        assert found.select(same).to_pylist() == expected.select(same).to_pylist()
