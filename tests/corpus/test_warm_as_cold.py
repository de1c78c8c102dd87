"""An index that was brought up to date answers as one that is made now, whatever happened to the folder.

Tests of corpus.indexing.index_refresh.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path

from analyst_app.corpus.concordance import Query, as_row, hits
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.listing import half_read, known_articles, left_out
from analyst_app.storage.file_names import facts_path, sidecar_path
from tests.corpus.corpora import annotate, write_article

SEED, ROUNDS = 20_261_129, 60
TEXTS = ("Мэр сказала, что налоги упали.\n", "Вчера.\nМэр сказала, что налоги упали.\n", "Ada Dépôt said it fell.\n")
ENCODINGS = ("utf-8", "cp1251", "koi8-r", "cp1252", "utf-16")
NAMES = ("a.txt", "b.txt", "one/a.txt", "one/b.txt", "two/a.txt", "two/b.txt")
QUERIES = (
    Query("налоги"), Query("сказала*"), Query("depot"), Query("упали", tags=("claim",)), Query(tags=("claim",)),
    Query(tags=("actor",)), Query(annotators=("bob",)), Query("fell", outlet="lantern"), Query("мэр", since="2024"),
    Query("*алог*"), Query("*ep?t"), Query("lantern OR mole"), Query("/упал./ NOT вчера"), Query("мэр NEAR/3 налоги"),
)  # fmt: skip
"""Words, beginnings, parts of words, tags, layers and facts."""
_TABLES = (
    "SELECT path, title, outlet, author, date, url, encoding, length, text_sha256, problem FROM articles",
    "SELECT path, body FROM articles LEFT JOIN words ON words.rowid = id",
    "SELECT path, layer, annotator, status, count, waiting, l.problem FROM layers AS l JOIN articles ON id = article",
    "SELECT path, layer, n.id, tag, start, end, attributes, exact FROM annotations AS n JOIN articles AS a"
    " ON a.id = article",
    "SELECT path, layer, role, from_id, to_id FROM links JOIN articles ON id = article",
    "SELECT path, layer, kind, annotation, tag, start, end, words, body FROM remarks"
    " JOIN articles ON articles.id = article JOIN remark_words ON remark_words.rowid = remarks.id",
    "SELECT count(*) FROM words UNION ALL SELECT count(*) FROM remarks",
    "SELECT count(*) FROM layers UNION ALL SELECT count(*) FROM annotations",
)


def _layers(folder: Path) -> list[bytes]:
    """Layers made on each text in each encoding that holds it."""
    made = []
    for number, (text, encoding) in enumerate(product(TEXTS, ENCODINGS)):
        if text.encode(encoding, "replace").decode(encoding) == text:
            article = write_article(folder, f"{number}.txt", "", encoding=encoding)
            article.write_bytes(text.encode(encoding))
            words = "налоги упали" if "налоги" in text else "it fell"
            annotate(article, "bob", ("actor", text.split()[-2]), ("claim", words, {"mode": "direct"}))
            made.append(sidecar_path(article, "bob").read_bytes())
    return made


class Changes:
    """Random things that people and programs do to a folder of articles."""

    def __init__(self, folder: Path, layers: list[bytes], chance: random.Random) -> None:
        self.folder, self.layers, self.chance = folder, layers, chance

    def any(self) -> None:
        kinds: list[Callable[[], object]] = [
            self.article, self.article, self.layer, self.layer, self.facts, self.facts, self.rename, self.delete,
            self.swap_files, self.swap_folders,
        ]  # fmt: skip
        self.chance.choice(kinds)()

    def _path(self) -> Path:
        path = self.folder / self.chance.choice(NAMES)
        path.parent.mkdir(exist_ok=True)
        return path

    def _any_file(self) -> Path | None:
        files = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return self.chance.choice(files) if files else None

    def article(self) -> None:
        text = self.chance.choice(TEXTS)
        self._path().write_bytes(text.encode(self.chance.choice(ENCODINGS), "replace"))

    def layer(self) -> None:
        data = self.chance.choice(self.layers)
        if self.chance.random() < 0.2:
            data = data[: self.chance.randrange(len(data))]  # damaged
        sidecar_path(self._path(), self.chance.choice(("alice", "bob"))).write_bytes(data)

    def facts(self) -> None:
        encoding, outlet = self.chance.choice((*ENCODINGS, "")), self.chance.choice(("Lantern", "Mole"))
        date = self.chance.choice(("1999", "2024-05-01"))
        words = f'{{"encoding": "{encoding}", "outlet": "{outlet}", "date": "{date}"}}'
        facts_path(self._path()).write_text(words if self.chance.random() < 0.9 else words[:-1], "utf-8")

    def rename(self) -> None:
        old, new = self._path(), self._path()
        if old.exists():
            old.replace(new)

    def delete(self) -> None:
        if (path := self._any_file()) is not None:
            path.unlink()

    def swap_files(self) -> None:
        self._swap(self._path(), self._path())

    def swap_folders(self) -> None:
        self._swap(self.folder / "one", self.folder / "two")

    def _swap(self, one: Path, other: Path) -> None:
        if one != other and one.exists() and other.exists():
            aside = self.folder.parent / "aside"
            one.replace(aside)
            other.replace(one)
            aside.replace(other)


def _answers(index: CorpusIndex) -> list[object]:
    with index.connected() as connection:
        tables: list[object] = [sorted(connection.execute(sql), key=repr) for sql in _TABLES]
    listed = sorted(known_articles(index), key=lambda article: article.path)
    found = [sorted(map(str, map(as_row, hits(index, query)))) for query in QUERIES]
    return [*tables, listed, sorted(left_out(index)), sorted(half_read(index)), *found]


def test_after_any_changes_a_warm_search_says_what_a_cold_one_says(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    folder = tmp_path / "corpus"
    folder.mkdir()
    changes = Changes(folder, _layers(tmp_path / "elsewhere"), chance)
    warm = CorpusIndex(folder, tmp_path / "warm")
    was_found = 0
    for turn in range(ROUNDS):
        for _ in range(chance.randint(1, 3)):
            changes.any()
        warm.refreshed()
        shutil.rmtree(tmp_path / "cold", ignore_errors=True)
        cold = CorpusIndex(folder, tmp_path / "cold")
        cold.refreshed()
        answers = _answers(warm)
        assert answers == _answers(cold), f"after the changes of round {turn}"
        was_found += sum(map(bool, answers[-len(QUERIES) :]))
    assert was_found > ROUNDS, "there was something to find"


SEARCH_AGAIN = """
import sys
from pathlib import Path
from analyst_app.corpus.concordance import Query, hits
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.listing import half_read, left_out

index = CorpusIndex(Path(sys.argv[1]), Path(sys.argv[2]))
index.refreshed()
print(len(list(hits(index, Query("harbour")))), left_out(index), half_read(index))
print(*(name for name in ("indexing.index_intake", "facts") if f"analyst_app.corpus.{name}" in sys.modules))
print(*(name for name in ("sidecar_reader", "reanchor") if f"analyst_app.storage.{name}" in sys.modules))
"""


def test_a_search_of_a_folder_in_which_nothing_changed_imports_no_reader_of_layers(tmp_path: Path) -> None:
    corpus, cache = tmp_path / "corpus", tmp_path / "cache"
    annotate(write_article(corpus, "a.txt", "The harbour closes.\n"), "alice", ("claim", "harbour closes"))
    CorpusIndex(corpus, cache).refreshed()
    command = [sys.executable, "-c", SEARCH_AGAIN, str(corpus), str(cache)]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    assert found.stdout.splitlines() == ["1 [] []", "", ""]
