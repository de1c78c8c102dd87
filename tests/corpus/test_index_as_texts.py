"""The index rules out no article that has a hit: a search finds what reading every text finds, in any script.

Tests of corpus.indexing.vocabulary and corpus.searching.asked_words.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import regex

from analyst_app.corpus import concordance
from analyst_app.corpus.concordance import Query, hits
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.searching.asked_nodes import Page, places
from analyst_app.errors import UsageError

SEED, ROUNDS, ARTICLES, QUESTIONS = 20_261_129, 6, 12, 60
WORDS = (
    "Straße", "strasse", "œuvre", "oeuvre", "union", "Union", "unions", "depot", "dépôt",
    "정부가", "정부", "정부는", "서울시의", "الحكومة", "حكومة", "وحكومة", "ה", "הממשלה",
    "ממשלה", "市长", "市", "长周", "トウキョウ", "ﾄｳｷｮｳ", "นายก", "รัฐ", "काला",
    "केले", "O’Brien", "U.S.", "AT&T", "12.5", "soft\u00adhyphen", "e\u0301clair", "éclair", "Ёлка",
    "елка", "ﬁn", "x", "ab", "abc", "각", "\u1100\u1161\u11a8", "½", "km²",
    "\U00020000", "😀", "İI", "ıi", "a_b", "co‑op",
)  # fmt: skip
BETWEEN = (" ", " ", " ", "\n", "\n\n", ", ", "-", "", "\u3000", ". ", "\u00a0", "\u2029", "\n \n")


class Writer:
    """Writes random texts and random questions."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def text(self) -> str:
        return "".join(
            self.chance.choice(WORDS) + self.chance.choice(BETWEEN) for _ in range(self.chance.randint(1, 40))
        )

    def word(self) -> str:
        word, kind = self.chance.choice(WORDS), self.chance.random()
        if kind < 0.25:
            at = self.chance.randrange(len(word) + 1)
            return word[:at] + self.chance.choice("*?") + word[at + self.chance.randint(0, 1) :]
        return f"*{word[1:]}*" if kind < 0.35 else word[:-1] if kind < 0.4 else word

    def question(self, depth: int = 0) -> str:
        kind = self.chance.random()
        if kind < 0.5 or depth > 2:
            return self.word()
        if kind < 0.6:
            return f'"{" ".join(self.word() for _ in range(self.chance.randint(1, 3)))}"'
        one, other = self.question(depth + 1), self.question(depth + 1)
        near = f"NEAR/{self.chance.randint(0, 4)}"
        forms = (f"{one} {other}", f"{one} OR {other}", f"({one}) NOT {self.word()}", f"({one}) {near} ({other})")
        return self.chance.choice((*forms, "/un.on/", "/\\w+e/i", "/^.*$/"))


def test_a_search_finds_what_reading_every_text_finds_and_splits_no_grapheme(tmp_path: Path) -> None:
    writer = Writer(random.Random(SEED))
    total = 0
    for turn in range(ROUNDS):
        folder = tmp_path / str(turn)
        folder.mkdir()
        texts = {f"{number:02}.txt": writer.text() for number in range(ARTICLES)}
        for name, text in texts.items():
            (folder / name).write_text(text, "utf-8", newline="")
        index = CorpusIndex(folder, tmp_path / f"cache {turn}")
        index.refreshed()
        edges = {name: {0, *(match.end() for match in regex.finditer(r"\X", text))} for name, text in texts.items()}
        for _ in range(QUESTIONS):
            query = Query(writer.question())
            try:
                asked = query.asked
            except UsageError:
                continue
            if asked is None:
                continue
            expected = [(name, span) for name, text in texts.items() for span in places(asked, Page(text))]
            assert [(hit.article, hit.span) for hit in hits(index, query)] == expected, query.words
            for name, span in expected:
                assert {span.start, span.end} <= edges[name], (query.words, span.of(texts[name]))
            total += len(expected)
    assert total > 1_000


@pytest.mark.parametrize(("words", "read"), [
    ("zeppelin", 1), ("*eppeli*", 1), ("*lin", 1), ("z?pp*n", 1), ("zeppelin lighthouse", 1), ('"old lighthouse"', 1),
    ("zeppelin OR barge", 2), ("barge NEAR/9 harbour", 1), ("*arge* NOT harbour", 1), ("*nothing*", 0),
    ("harbour", 100), ("/zeppelin/", 100),
])  # fmt: skip
def test_only_articles_that_may_have_a_hit_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, read: int
) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(100):
        (folder / f"{number:03}.txt").write_text("The harbour is quiet.\n")
    (folder / "050.txt").write_text("A zeppelin landed at the old lighthouse of the harbour.\n")
    (folder / "060.txt").write_text("A barge in the harbour.\n")
    index = CorpusIndex(folder, tmp_path / "cache")
    index.refreshed()
    paths: list[Path] = []
    on_disk = concordance.read_regular

    def counted(path: Path, **limits: int) -> bytes:
        paths.append(path)
        return on_disk(path, **limits)

    monkeypatch.setattr(concordance, "read_regular", counted)
    list(hits(index, Query(words)))
    assert len(paths) == read


def test_a_word_is_kept_once_whatever_becomes_of_its_articles(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    index = CorpusIndex(folder, tmp_path / "cache")
    for text in ("zeppelin harbour\n", "zeppelin\n", "harbour zeppelin barge\n"):
        (folder / "a.txt").write_text(text)
        (folder / "b.txt").write_text(text)
        index.refreshed()
    with index.connected() as connection:
        assert sorted(connection.execute("SELECT word FROM vocabulary")) == [("barge",), ("harbour",), ("zeppelin",)]
        (parts,) = connection.execute('SELECT count(*) FROM parts WHERE parts MATCH \'"arb" AND "our"\'').fetchone()
    assert parts == 1
