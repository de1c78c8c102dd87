"""What a program hands to the API wrongly: one sentence, nothing written; and what is taken passes ``check``."""

from __future__ import annotations

import enum
import math
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import analyst_app as aa
from analyst_app.corpus.folder_check import verify
from analyst_app.review.entry_problems import entry_problem
from tests.reading.samples import CLAIM, NAME, PERSON, QUOTE, TEXT, write_corpus
from tests.reading.test_layer_writing import FOUND, at, hashes, model

CLAIMED = at(CLAIM, "claim")


class Float32:
    """A number as numpy and torch have them: no float, but one that can become it."""

    def __init__(self, value: float) -> None:
        self.value = value

    def __float__(self) -> float:
        return self.value


class Int64:
    """A whole number of a library."""

    def __init__(self, value: int) -> None:
        self.value = value

    def __index__(self) -> int:
        return self.value


class OddlyCompared:
    """An array of a library: no question about it has one answer."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        raise ValueError("ambiguous")

    def __repr__(self) -> str:
        return "OddlyCompared"


class Words(str):
    """Words of a library."""


def found_by_check(folder: Path) -> list[str]:
    return [str(one) for one in verify([folder], folder / ".state", entry_problem).findings]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"note": 3}, "note must be text, not int"),
        ({"note": "a\0b"}, "note has a character that no layer can hold"),
        ({"note": "\ud800"}, "note has a character that no layer can hold"),
        ({"status": None}, "status must be “in_progress” or “done”, not None"),
        ({"status": "finished"}, "status must be “in_progress” or “done”, not 'finished'"),
        ({"status": OddlyCompared()}, "status must be “in_progress” or “done”, not OddlyCompared"),
        ({"codebook_version": "3"}, "codebook_version must be a whole number from 1 on, not '3'"),
        ({"codebook_version": -1}, "codebook_version must be a whole number from 1 on, not -1"),
        ({"codebook_version": True}, "codebook_version must be a whole number from 1 on, not True"),
        ({"replaces": "no"}, "replaces must be True or False, not str"),
        ({"keep_unknown": None}, "keep_unknown must be True or False, not None"),
        ({"layer": "model-"}, "“model-” lacks the program's name"),
        ({"layer": "model-_"}, "“model-_” lacks the program's name"),
        ({"layer": None}, "layer must be words, not None"),
        ({"article": None}, "article must be a path, not None"),
        ({"article": b"depot.txt"}, "article must be a path, not bytes"),
        ({"article": "a\0b"}, "article is no path"),
        ({"annotations": None}, "annotations must be a list, not None"),
        ({"annotations": CLAIMED}, "annotations must be a list, not dict"),
        ({"annotations": "claim"}, "annotations must be a list, not str"),
        ({"annotations": aa.Annotation("claim", 1, 5)}, "annotations must be a list, not .*Annotation"),
        ({"annotations": [("claim", 1, 5)]}, "annotation 1 must be an aa.Annotation or a mapping .*, not tuple"),
        ({"annotations": [CLAIMED | {"note": "a\0b"}]}, "its note has a NUL character"),
        ({"annotations": [CLAIMED | {"id": "\udfff"}]}, "its id holds half a character"),
        ({"annotations": [CLAIMED | {"note": None}]}, "its note must be text, not None"),
        ({"annotations": [CLAIMED | {1: 2}]}, "it has 1, which is none of tag"),
        ({"annotations": [CLAIMED | {"score": "0.5"}]}, "its score must be a number from 0 to 1, not str"),
        ({"annotations": [CLAIMED | {"score": math.nan}]}, "its score must be a number from 0 to 1, not nan"),
        ({"annotations": [CLAIMED | {"score": [1]}]}, "its score must be a number from 0 to 1, not list"),
        ({"annotations": [CLAIMED | {"values": ["x"]}]}, "its values must be a mapping, not list"),
        ({"annotations": [CLAIMED | {"values": {"hh": object()}}], "keep_unknown": True}, "but object"),
        ({"annotations": [CLAIMED | {"values": {"hh": math.inf}}], "keep_unknown": True}, "a number that no file"),
        ({"annotations": [CLAIMED | {"values": {3: "x"}}], "keep_unknown": True}, "keys are not all words"),
        ({"annotations": [CLAIMED | {"tag": "a\0"}], "keep_unknown": True}, "its tag has a NUL character"),
        ({"annotations": [at(QUOTE, "quote", values={"mode": {}})]}, "mode cannot be {}"),
        ({"annotations": [at(NAME, "actor", actor="zzz")]}, "actors.json has nobody with the id zzz"),
        ({"annotations": [at(NAME, "actor", id="z"), at("Nobody", "actor", id="z")]}, "annotation 2 .*its id z stands"),
        ({"links": None}, "links must be a list, not None"),
        ({"links": ("speaker", 1, 0)}, r"link 1 must be \(role, beginning, end\), not 'speaker'"),
        ({"links": [("speaker", 1)]}, r"link 1 must be \(role, beginning, end\), not \('speaker', 1\)"),
        ({"links": [(None, 1, 0)]}, r"link 1 must be \(role, beginning, end\)"),
        ({"links": [("", 1, 0)], "keep_unknown": True}, "it needs a role"),
        ({"links": [("speaker", 1, None)]}, "one of its ends is no annotation"),
        ({"links": [("speaker", True, 0)]}, "one of its ends is no annotation"),
    ],
)  # fmt: skip
def test_whatever_is_wrong_is_one_sentence_and_nothing_is_written(
    tmp_path: Path, wrong: dict[str, Any], words: str
) -> None:
    before = hashes(write_corpus(tmp_path))
    arguments: dict[str, Any] = {"article": tmp_path / "depot.txt", "layer": "model-x", "annotations": FOUND} | wrong
    with pytest.raises(aa.AnalystError, match=words):
        aa.write_layer(**arguments)
    assert hashes(tmp_path) == before


def test_a_corpus_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(aa.AnalystError, match=r"article must be a path, not .*Corpus"):
        aa.write_layer(aa.open(write_corpus(tmp_path)), "model-x", FOUND)  # type: ignore[arg-type]


def test_numbers_of_other_libraries_are_numbers(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    place = {"start": Int64(CLAIMED["start"]), "end": Int64(CLAIMED["end"])}
    odd = [*FOUND, {"tag": "claim", **place, "score": Float32(0.5)}]
    links = [("speaker", Int64(1), Int64(0))]
    aa.write_layer(tmp_path / "depot.txt", "model-x", odd, links, codebook_version=Int64(4))  # type: ignore[arg-type,list-item]
    layer = aa.open(tmp_path).article("depot.txt").layers["model-x"]
    claim = layer.with_tag("claim")[0]
    assert claim.assist is not None
    assert (claim.exact, claim.assist["score"], layer.codebook_version, len(layer.links)) == (CLAIM, 0.5, 4, 1)
    fractions = [CLAIMED | {"values": {"half": Fraction(1, 2), "weight": Float32(0.25), "rank": Int64(3)}}]
    aa.write_layer(tmp_path / "depot.txt", "model-y", fractions, keep_unknown=True)
    values = aa.open(tmp_path).article("depot.txt").layers["model-y"].annotations[0].values
    assert values == {"half": 0.5, "weight": 0.25, "rank": 3}


def test_numpys_own_numbers_are_numbers(tmp_path: Path) -> None:
    numpy = pytest.importorskip("numpy")
    write_corpus(tmp_path)
    values = {"a": numpy.float32(0.5), "b": numpy.int64(3), "c": numpy.bool_(True), "d": numpy.str_("x")}
    one = CLAIMED | {"score": numpy.float32(1), "start": numpy.int64(CLAIMED["start"]), "values": values}
    aa.write_layer(tmp_path / "depot.txt", "model-x", [one], keep_unknown=True)
    assert aa.open(tmp_path).article("depot.txt").layers["model-x"].annotations[0].values == {
        "a": 0.5, "b": 3, "c": True, "d": "x"}  # fmt: skip
    with pytest.raises(aa.AnalystError, match=r"its score must be a number from 0 to 1, not numpy.ndarray"):
        aa.write_layer(tmp_path / "depot.txt", "model-x", [CLAIMED | {"score": numpy.zeros(2)}])


def test_words_of_other_libraries_are_words(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    words: dict[str, Any] = {"status": Words("in_progress"), "note": Words("run 12")}
    one = {name: Words(value) if isinstance(value, str) else value for name, value in CLAIMED.items()}
    links = [(Words("source"), Words("c"), 1)]
    annotations = [one | {"id": Words("c"), "note": Words("n")}, FOUND[1]]
    aa.write_layer(tmp_path / "depot.txt", Words("model-x"), annotations, links, keep_unknown=True, **words)
    layer = aa.open(tmp_path).article("depot.txt").layers["model-x"]
    assert (layer.status, layer.note, layer.with_tag("claim")[0].note) == ("in_progress", "run 12", "n")


def test_a_person_whom_the_team_knows_is_taken_and_a_word_of_an_enumeration_is_a_word(tmp_path: Path) -> None:
    class Label(str, enum.Enum):  # noqa: UP042 - as older programs have it
        NAMED = "actor"

    write_corpus(tmp_path)
    aa.write_layer(tmp_path / "depot.txt", "model-x", [at(NAME, Label.NAMED, actor=PERSON)])
    found = aa.open(tmp_path).article("depot.txt").layers["model-x"].annotations[0]
    assert (found.tag, found.actor) == ("actor", PERSON)
    assert found_by_check(tmp_path) == []


def test_a_model_that_learnt_anew_says_so_of_what_it_finds_again(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    aa.write_layer(tmp_path / "depot.txt", "model-x", FOUND, codebook_version=1)
    written = aa.write_layer(tmp_path / "depot.txt", "model-x", FOUND, codebook_version=4)
    assert (written.added, written.changed) == (0, 2)
    layer = aa.open(tmp_path).article("depot.txt").layers["model-x"]
    assert [one.codebook_version for one in layer.annotations] == [4, 4]
    before = model(tmp_path).read_bytes()
    assert aa.write_layer(tmp_path / "depot.txt", "model-x", FOUND, codebook_version=4).unchanged == 2
    assert model(tmp_path).read_bytes() == before
    assert found_by_check(tmp_path) == []


WORDS = st.one_of(
    st.sampled_from(["", "x", "a\0b", "\ud800", "Zürich 🔥", "quote", "direct", PERSON]), st.text(max_size=6)
)
ANY = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), WORDS, st.builds(Float32, st.floats())),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)
SPANS = st.sampled_from([(TEXT.index(QUOTE), TEXT.index(QUOTE) + len(QUOTE)), (0, 1), (0, len(TEXT)), (5, 9), (9, 5)])


@st.composite
def annotations(draw: st.DrawFn) -> dict[str, Any]:
    start, end = draw(SPANS)
    one: dict[str, Any] = {"tag": draw(st.sampled_from(["quote", "actor", "claim"])), "start": start, "end": end}
    valued = st.fixed_dictionaries({}, optional={"mode": st.sampled_from(["direct", "mixed"]) | ANY})
    rest = {"values": valued, "note": WORDS, "id": WORDS, "actor": WORDS, "score": st.floats(0, 1) | ANY}
    name = draw(st.sampled_from(sorted(rest)))
    return one | draw(st.fixed_dictionaries({}, optional={name: rest[name]}))


LINKS = st.just(("speaker", 1, 0)) | st.tuples(WORDS, st.integers(-1, 3) | WORDS, st.integers(-1, 3) | WORDS)
WRITTEN = st.fixed_dictionaries(
    {"annotations": st.lists(annotations(), max_size=2).map(lambda more: [*FOUND, *more])},
    optional={
        "links": st.lists(LINKS, max_size=2),
        "status": st.sampled_from(["done", "in_progress", "finished", None]),
        "note": WORDS | ANY,
        "codebook_version": st.one_of(st.integers(-1, 3), st.integers(), ANY),
        "replaces": st.booleans(),
    },
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(runs=st.lists(WRITTEN, min_size=1, max_size=3))
def test_what_is_taken_passes_check_and_what_is_not_is_refused_in_words(
    tmp_path: Path, runs: list[dict[str, Any]]
) -> None:
    """One folder for all examples, each of which begins without the model's layer."""
    if not (tmp_path / "depot.txt").exists():
        write_corpus(tmp_path)
    model(tmp_path).unlink(missing_ok=True)
    for one in runs:
        try:
            aa.write_layer(tmp_path / "depot.txt", "model-x", **one)
        except aa.AnalystError:
            continue
        assert found_by_check(tmp_path) == []
