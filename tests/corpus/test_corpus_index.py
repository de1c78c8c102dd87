"""The index follows the folder, reads only what changed, and can be thrown away.

Tests of corpus.folder_scan, corpus.indexing.index_faults, corpus.indexing.index_intake,
corpus.indexing.index_mending, corpus.indexing.index_refresh, corpus.indexing.index_tables,
corpus.indexing.remarks and corpus.indexing.vocabulary.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analyst_app.core.document import Document
from analyst_app.corpus.concordance import Query, hits
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.indexing.index_intake import _document
from analyst_app.corpus.listing import half_read, known_articles, left_out
from analyst_app.errors import SaveFailed
from analyst_app.storage.file_names import facts_path
from tests.corpus.corpora import annotate, write_article


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    write_article(folder, "depot.txt", "Ada Brandt said “we stay”.\n", title="Depot", date="2024-03-05")
    write_article(folder, "sub/harbour.txt", "The harbour closes.\n")
    annotate(folder / "depot.txt", "alice", ("actor", "Ada Brandt"), ("quote", "“we stay”", {"mode": "direct"}))
    return folder


@pytest.fixture
def index(corpus: Path, tmp_path: Path) -> CorpusIndex:
    return CorpusIndex(corpus, tmp_path / "cache")


def places(index: CorpusIndex, words: str) -> list[str]:
    return [hit.article for hit in hits(index, Query(words))]


def test_a_first_refresh_reads_all_and_the_next_nothing(index: CorpusIndex) -> None:
    first = index.refreshed()
    assert (first.articles, first.read, first.is_complete) == (2, 2, True)
    assert index.refreshed().read == 0


def test_new_changed_and_vanished_articles_are_noticed(index: CorpusIndex, corpus: Path) -> None:
    index.refreshed()
    write_article(corpus, "new.txt", "A lighthouse keeper.\n")
    (corpus / "sub/harbour.txt").write_text("The lighthouse opens.\n")
    (corpus / "depot.txt").unlink()
    refresh = index.refreshed()
    assert (refresh.articles, refresh.read, refresh.gone) == (2, 2, 1)
    assert sorted(places(index, "lighthouse")) == ["new.txt", "sub/harbour.txt"]
    assert places(index, "harbour") == []
    assert places(index, "Brandt") == []


def test_a_changed_layer_is_read_again_without_the_words(index: CorpusIndex, corpus: Path) -> None:
    index.refreshed()
    annotate(corpus / "depot.txt", "bob", ("claim", "we stay"))
    refresh = index.refreshed()
    assert (refresh.read, refresh.characters) == (1, 0)
    (hit,) = hits(index, Query(tags=("claim",)))
    assert (hit.text, hit.layer) == ("we stay", "bob")


def test_a_layer_on_an_older_text_is_found_where_it_stands_now(index: CorpusIndex, corpus: Path) -> None:
    path = corpus / "depot.txt"
    path.write_text("New first line.\n" + path.read_text("utf-8"), "utf-8", newline="")
    index.refreshed()
    (hit,) = hits(index, Query(tags=("actor",)))
    assert hit.text == "Ada Brandt"


def test_an_index_that_is_missing_or_damaged_is_made_anew(index: CorpusIndex) -> None:
    index.refreshed()
    index.file.write_bytes(b"no database at all, but long enough to look at " * 100)
    refresh = index.refreshed()
    assert (refresh.read, refresh.is_rebuilt) == (2, True)
    index.throw_away()
    assert places(index, "harbour") == []
    assert index.refreshed().read == 2
    assert places(index, "harbour") == ["sub/harbour.txt"]


def test_an_index_that_is_damaged_inside_is_made_anew_and_that_is_said_once(index: CorpusIndex) -> None:
    index.refreshed()
    with index.connected() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(index.file.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    index.file.write_bytes(data)
    refresh = index.refreshed()
    assert (refresh.read, refresh.is_rebuilt) == (2, True)
    assert places(index, "harbour") == ["sub/harbour.txt"]
    assert not index.refreshed().is_rebuilt


def spoil(index: CorpusIndex, *, first: int = 2) -> None:
    """Overwrite all pages of an index but the first ones."""
    with index.connected() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(index.file.read_bytes())
    data[first * 4096 :] = b"\xff" * (len(data) - first * 4096)
    index.file.write_bytes(data)


def test_a_question_that_comes_upon_damage_is_answered_all_the_same(index: CorpusIndex) -> None:
    index.refreshed()
    spoil(index)
    assert places(index, "harbour") == ["sub/harbour.txt"]
    assert (index.was_rebuilt(), index.was_rebuilt()) == (True, False)
    spoil(index)
    assert [article.path for article in known_articles(index)] == ["depot.txt", "sub/harbour.txt"]
    assert index.refreshed().read == 0


def test_hits_that_were_given_before_damage_is_met_are_given_once(index: CorpusIndex, corpus: Path) -> None:
    names = [f"{number:04}.txt" for number in range(600)]
    for name in names:
        write_article(corpus, name, "A zeppelin.\n")
    index.refreshed()
    found = hits(index, Query("zeppelin"))
    first = [next(found).article for _ in range(3)]
    spoil(index)  # under the connection that asks, so what it has not read yet is lost
    assert sorted([*first, *(hit.article for hit in found)]) == names


@pytest.mark.parametrize("table", [
    "articles", "words", "layers", "annotations", "links", "words_data", "words_config", "remarks", "remark_words",
    "remark_words_data", "vocabulary", "parts", "parts_data", "parts_config",
])  # fmt: skip
def test_an_index_without_one_of_its_tables_is_made_anew(index: CorpusIndex, table: str) -> None:
    index.refreshed()
    connection = sqlite3.connect(index.file)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("DELETE FROM sqlite_master WHERE name = ?", (table,))
    connection.execute("PRAGMA writable_schema = OFF")
    connection.commit()
    connection.close()
    assert places(index, "harbour") == ["sub/harbour.txt"]
    assert [hit.text for hit in hits(index, Query(tags=("actor",)))] == ["Ada Brandt"]
    assert index.was_rebuilt()
    assert index.refreshed().read == 0


@pytest.mark.parametrize(
    "loss",
    [
        "DELETE FROM words WHERE rowid = 1",
        "DELETE FROM words_docsize",
        "DELETE FROM articles",
        "DELETE FROM words_config",
        "DELETE FROM vocabulary WHERE id = 1",
        "DELETE FROM remarks WHERE id = 1",
        "DELETE FROM remark_words_docsize",
        "DELETE FROM parts_data",
        "UPDATE articles SET path = CAST(x'ff' AS TEXT) WHERE id = 1",
    ],
)
def test_an_index_that_lost_rows_is_made_anew(index: CorpusIndex, loss: str) -> None:
    index.refreshed()
    connection = sqlite3.connect(index.file)
    connection.execute(loss)
    connection.commit()
    connection.close()
    was_seen_at_once = index.refreshed().is_rebuilt
    assert places(index, "harbour") == ["sub/harbour.txt"]
    assert places(index, "Brandt") == ["depot.txt"]
    assert places(index, "*rand*") == ["depot.txt"]
    assert was_seen_at_once or index.was_rebuilt()


def test_a_question_that_is_wrong_itself_costs_no_index(index: CorpusIndex) -> None:
    index.refreshed()
    with pytest.raises(SaveFailed, match="error 1"):
        ask(index, "SELECT nothing")
    assert (index.refreshed().read, index.was_rebuilt()) == (0, False)


def test_an_index_that_cannot_be_made_is_made_aside(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands where the folder should be")
    told: list[str] = []

    def aside(error: SaveFailed) -> Path:
        told.append(str(error))
        return tmp_path / "aside"

    index = CorpusIndex(corpus, tmp_path / "cache", aside=aside)
    assert index.refreshed().read == 2
    assert places(index, "harbour") == ["sub/harbour.txt"]
    assert len(told) == 1


def test_an_index_that_another_program_holds_is_said_in_our_words(index: CorpusIndex) -> None:
    index.refreshed()
    other = sqlite3.connect(index.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(SaveFailed, match="another program holds it; let that finish, then try again") as caught:
            ask(index, "PRAGMA busy_timeout = 10", "DELETE FROM articles")
    finally:
        other.close()
    assert "locked" not in str(caught.value)
    assert places(index, "harbour") == ["sub/harbour.txt"], "what is held is not thrown away"


def test_a_full_disk_under_the_index_is_said_in_our_words(index: CorpusIndex) -> None:
    """SQLite itself says SQLITE_FULL where its file may grow no further."""
    index.refreshed()
    with pytest.raises(SaveFailed, match="the disk is full; free some space there, then try again"):
        ask(index, "PRAGMA max_page_count = 1", "CREATE TABLE more AS SELECT randomblob(1000000) AS many")
    assert index.refreshed().read == 0


def ask(index: CorpusIndex, *statements: str) -> None:
    with index.connected() as connection:
        for statement in statements:
            connection.execute(statement)


def test_an_index_of_another_version_is_made_anew(index: CorpusIndex) -> None:
    index.refreshed()
    connection = sqlite3.connect(index.file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    refresh = index.refreshed()
    assert (refresh.read, refresh.is_rebuilt) == (2, False)


def test_a_refresh_can_be_stopped_and_goes_on_later(index: CorpusIndex) -> None:
    answers = iter([False, True])
    refresh = index.refreshed(lambda: next(answers))
    assert (refresh.read, refresh.is_complete) == (1, False)
    assert index.refreshed().read == 1


def test_an_article_that_cannot_be_read_is_kept_with_its_reason(index: CorpusIndex, corpus: Path) -> None:
    (corpus / "odd.txt").write_bytes("Дом".encode("cp1251"))
    index.refreshed()
    with index.connected() as connection:
        (problem,) = connection.execute("SELECT problem FROM articles WHERE path = 'odd.txt'").fetchone()
    assert "UTF-8" in problem


@pytest.mark.parametrize("name", ["depot.txt", "depot.txt.source.json", "depot.txt.alice.annotations.json"])
def test_a_file_that_may_be_read_again_is_taken_in_though_neither_its_time_nor_its_size_changes(
    index: CorpusIndex, corpus: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    on_disk = os.open

    def forbid(path: os.PathLike[str] | str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if os.fspath(path).endswith(name):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return on_disk(path, flags, mode, dir_fd=dir_fd)

    with monkeypatch.context() as forbidden:
        forbidden.setattr(os, "open", forbid)
        index.refreshed()
        assert "you may not read it" in "".join((*left_out(index), *half_read(index)))
    index.refreshed()
    assert (*left_out(index), *half_read(index)) == ()
    assert len(list(hits(index, Query(tags=("actor",))))) == 1
    assert index.refreshed().read == 0


def test_an_encoding_in_the_facts_is_used(index: CorpusIndex, corpus: Path) -> None:
    write_article(corpus, "odd.txt", "", encoding="cp1251")
    (corpus / "odd.txt").write_bytes("Старый дом".encode("cp1251"))
    index.refreshed()
    assert places(index, "дом") == ["odd.txt"]


def test_nothing_is_written_beside_the_articles(index: CorpusIndex, corpus: Path) -> None:
    def beside() -> dict[str, int]:  # the fixture's own history of saves may still be written, below
        return {str(path): path.stat().st_mtime_ns for path in corpus.iterdir() if path.is_file()}

    before = beside()
    index.refreshed()
    list(hits(index, Query("harbour")))
    assert beside() == before


def test_conflict_copies_of_a_layer_are_no_layers(index: CorpusIndex, corpus: Path) -> None:
    layer = corpus / "depot.txt.alice.annotations.json"
    (corpus / "depot.txt.alice (1).annotations.json").write_bytes(layer.read_bytes())
    index.refreshed()
    assert len(list(hits(index, Query(tags=("actor",))))) == 1


def test_a_cache_folder_that_is_a_file_is_said(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    with pytest.raises(SaveFailed, match="cache folder"):
        CorpusIndex(corpus, tmp_path / "cache").refreshed()


def test_many_threads_may_open_a_new_index_at_once(index: CorpusIndex) -> None:
    def read(_: int) -> int:
        with index.connected() as connection:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])

    with ThreadPoolExecutor(8) as pool:
        for _ in range(10):
            index.throw_away()
            refresh = pool.submit(index.refreshed)
            assert all(count in (0, 1, 2) for count in pool.map(read, range(16)))
            assert refresh.result().read == 2
            assert read(0) == 2


def test_programs_that_refresh_a_new_index_at_once_leave_nothing_out(corpus: Path, tmp_path: Path) -> None:
    for number in range(300):
        write_article(corpus, f"{number:03}.txt", "A zeppelin.\n")

    def search(_: int) -> tuple[int, list[str]]:
        index = CorpusIndex(corpus, tmp_path / "cache")
        index.refreshed()
        return len(places(index, "zeppelin")), left_out(index)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(search, range(4))) == [(300, [])] * 4


@pytest.mark.parametrize(
    "data", [b"", b"plain\n", "Dépôt 🔥".encode(), b"\xef\xbb\xbfmark\n", b"one\r\ntwo\rthree", "Ü\n".encode("utf-16")]
)
def test_the_quick_road_to_a_text_gives_what_the_usual_one_gives(data: bytes) -> None:
    document, sha256 = _document(data, Path("a.txt"), "", ())
    usual = Document.from_bytes(data, name="a.txt")
    assert (document, sha256) == (usual, usual.sha256)


def test_half_a_surrogate_pair_in_any_file_stops_no_search(index: CorpusIndex, corpus: Path) -> None:
    """JSON can write one half of a pair, and SQLite cannot store it."""
    facts, layer = corpus / "depot.txt.source.json", corpus / "depot.txt.alice.annotations.json"
    facts.write_bytes(facts.read_bytes().replace(b"Depot", b"Dep\\ud800"))
    odd = layer.read_bytes().replace(b'"direct"', b'"\\ud83d"').replace(b'"tag":"actor"', b'"tag":"a\\udfff"')
    layer.write_bytes(odd)
    index.refreshed()
    assert places(index, "stay") == ["depot.txt"]
    assert places(index, "harbour") == ["sub/harbour.txt"]
    with index.connected() as connection:
        assert connection.execute("SELECT count(*) FROM annotations").fetchone() == (2,)


@pytest.mark.skipif(os.name == "nt", reason="the system has no time of a file's last change")
def test_a_change_that_keeps_size_and_time_is_seen(corpus: Path, index: CorpusIndex) -> None:
    index.refreshed()
    article = corpus / "sub" / "harbour.txt"
    before = article.stat()
    article.write_text("The tunnels closes.\n", "utf-8")
    os.utime(article, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (article.stat().st_size, article.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    index.refreshed()
    assert (places(index, "harbour"), places(index, "tunnels")) == ([], ["sub/harbour.txt"])


def anew(index: CorpusIndex, tmp_path: Path) -> CorpusIndex:
    """An index of the same folder that nobody has asked before."""
    cold = CorpusIndex(index.folder, Path(tempfile.mkdtemp(dir=tmp_path)))
    cold.refreshed()
    return cold


def test_an_encoding_that_a_later_layer_tells_is_taken_for_the_words(
    index: CorpusIndex, corpus: Path, tmp_path: Path
) -> None:
    article = corpus / "mayor.txt"
    article.write_bytes("Мэр сказала, что налоги упали.\n".encode("cp1251"))
    index.refreshed()
    assert places(index, "налоги") == []
    other = write_article(tmp_path / "elsewhere", "mayor.txt", "", encoding="cp1251")
    other.write_bytes(article.read_bytes())
    annotate(other, "bob", ("claim", "налоги упали"))
    name = "mayor.txt.bob.annotations.json"
    (corpus / name).write_bytes((tmp_path / "elsewhere" / name).read_bytes())
    index.refreshed()
    assert places(index, "налоги") == ["mayor.txt"]
    assert [hit.text for hit in hits(index, Query(tags=("claim",)))] == ["налоги упали"]
    (corpus / name).unlink()
    index.refreshed()
    assert places(index, "налоги") == places(anew(index, tmp_path), "налоги") == []


def test_layers_are_anchored_anew_where_only_the_facts_tell_another_encoding(
    index: CorpusIndex, corpus: Path, tmp_path: Path
) -> None:
    old = write_article(tmp_path / "elsewhere", "mayor.txt", "Вчера.\nМэр сказала, что налоги упали.\n")
    annotate(old, "bob", ("claim", "налоги упали"))
    name = "mayor.txt.bob.annotations.json"
    (corpus / name).write_bytes((tmp_path / "elsewhere" / name).read_bytes())
    article = write_article(corpus, "mayor.txt", "", encoding="koi8-r")
    article.write_bytes("Мэр сказала, что налоги упали.\n".encode("cp1251"))
    index.refreshed()
    assert list(hits(index, Query(tags=("claim",)))) == []
    facts_path(article).write_text('{"format": "media-source", "version": 1, "encoding": "cp1251"}', "utf-8")
    index.refreshed()
    assert [hit.text for hit in hits(index, Query(tags=("claim",)))] == ["налоги упали"]
    assert places(index, "налоги") == ["mayor.txt"]


@pytest.mark.skipif(os.name == "nt", reason="the system tells no number of a file with its name")
def test_two_folders_that_swap_their_names_are_seen_though_their_files_have_one_size_and_time(
    index: CorpusIndex, corpus: Path
) -> None:
    one, other = corpus / "a", corpus / "b"
    until = time.monotonic() + 3
    while time.monotonic() < until:  # until both were changed last in one tick of the system's clock
        paths = [write_article(one, "x.txt", "Tunnels open.\n"), write_article(other, "x.txt", "Bridges open.\n")]
        for path in paths:
            os.utime(path, (1e9, 1e9))
        if len({(path.stat().st_size, path.stat().st_ctime_ns) for path in paths}) == 1:
            break
    else:
        pytest.skip("the system's clock is too fine for that here")
    index.refreshed()
    one.rename(corpus / "c")
    other.rename(one)
    (corpus / "c").rename(other)
    index.refreshed()
    assert (places(index, "tunnels"), places(index, "bridges")) == (["b/x.txt"], ["a/x.txt"])


@pytest.mark.skipif(os.name == "nt", reason="the system tells no number of a file with its name")
def test_a_file_with_another_number_and_the_same_words_is_read_without_writing_its_words(
    index: CorpusIndex, corpus: Path
) -> None:
    index.refreshed()
    article = corpus / "sub" / "harbour.txt"
    copy = article.with_name("copy")
    copy.write_bytes(article.read_bytes())
    copy.replace(article)
    refresh = index.refreshed()
    assert (refresh.read, refresh.characters) == (1, 0)
    assert places(index, "harbour") == ["sub/harbour.txt"]
