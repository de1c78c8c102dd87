"""What formats are given: the vocabulary in its order, and the folders and names of files."""

from __future__ import annotations

import pytest

from analyst_app.export.contract import Vocabulary
from tests.export.torture import CODEBOOK, article, options


def test_what_is_found_follows_the_codebook_sorted_and_each_once() -> None:
    known = Vocabulary(("quote", "actor"), {"quote": ("mode",), "actor": ()}, ("speaker",))
    found = known.with_found({"zeta": ["b", "a"], "quote": ["z", "mode", "k"], "beta": []}, ["via", "about", "speaker"])
    assert found.labels == ("quote", "actor", "beta", "zeta")
    assert found.attributes == {"quote": ("mode", "k", "z"), "actor": (), "beta": (), "zeta": ("a", "b")}
    assert found.relations == ("speaker", "about", "via")
    assert found.all_attributes == ("mode", "k", "z", "a", "b")


def test_the_vocabulary_of_a_codebook_has_its_tags_attributes_and_roles() -> None:
    of = Vocabulary.of(CODEBOOK)
    assert of.labels == tuple(tag.id for tag in CODEBOOK.tags)
    assert {"mode"} <= set(of.attributes["quote"])
    assert len(of.relations) == len(set(of.relations))
    assert {"speaker", "cue", "source"} <= set(of.relations)


@pytest.mark.parametrize(
    ("splits", "annotators", "folders"),
    [
        ((), ("alice",), [""]),
        ((), ("alice", "bob"), ["alice/", "bob/"]),
        ((), ("con", "lpt1"), ["layer con/", "layer lpt1/"]),  # no folder of Windows can be named so
        (("train", "dev"), ("alice",), ["train/", "dev/"]),
        (("train", "dev"), ("alice", "bob"), ["train/alice/", "train/bob/", "dev/alice/", "dev/bob/"]),
    ],
)
def test_every_folder_that_an_article_goes_to_is_named_before(
    splits: tuple[str, ...], annotators: tuple[str, ...], folders: list[str]
) -> None:
    chosen = options(splits=splits, annotators=annotators)
    assert chosen.folders() == folders
    readings = [article("emoji.txt", (name,), split) for split in splits or ("",) for name in annotators]
    assert [chosen.folder(one) for one in readings] == folders
    assert [chosen.stem(one, "x") for one in readings] == [one.split or "x" for one in readings]


def test_readings_side_by_side_lie_in_no_annotators_folder() -> None:
    chosen = options(splits=("dev",), annotators=("alice", "bob"))
    assert chosen.folder(article("emoji.txt", ("alice", "bob"), "dev")) == "dev/"


def test_words_are_given_whole_or_as_a_quote_of_32_characters() -> None:
    words = "w" * 40
    assert options().quote(words) == words
    assert options(with_text=False).quote(words) == "w" * 32
    assert options(with_text=False, quote_length=0).quote(words) == ""
