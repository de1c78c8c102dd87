"""Reads one spoiled file as the app does, by its public loaders, then saves what was read and reads it again.

A trial passes if nothing is raised but errors of ours with a sentence, and if
what was written is read back equal. A row here is a kind of file.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from analyst_app import cli
from analyst_app.core.annotation import Annotation, Entry, LayerFacts, Record, pairs
from analyst_app.core.codebook import Codebook
from analyst_app.core.store import Change
from analyst_app.corpus import codebook_editing
from analyst_app.corpus.articles import built_in, codebook_for
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.facts import edit_facts, read_facts
from analyst_app.corpus.intake.annotated_intake import others_kind, take_in_annotated
from analyst_app.corpus.intake.document_intake import take_in
from analyst_app.corpus.other_layers import layer_beside
from analyst_app.corpus.verification import Verification, Verifier
from analyst_app.errors import AnalystError, ImportFailed
from analyst_app.export.job import Ticket
from analyst_app.export.loading import load
from analyst_app.importers.files import ImportChoice, read_bytes
from analyst_app.importers.sandbox import ParserProcess
from analyst_app.preferences import Preferences, load_preferences, save_preferences
from analyst_app.session import journal_threads
from analyst_app.session.bring_back import in_words
from analyst_app.session.bring_back import returned as brought_back
from analyst_app.session.earlier_saves import history_of, restore_change
from analyst_app.session.journal import Recalled
from analyst_app.session.left_work import left_behind
from analyst_app.session.session import Session
from analyst_app.storage import layer_history, team_files
from analyst_app.storage.layer import difference
from analyst_app.storage.merge import merge
from tests.fuzz import good_files
from tests.fuzz.mutations import EXTREMES, spoiled
from tests.saves import save_now
from tests.storage.layers import decoded

LAYER = "alice"


class Bench(NamedTuple):
    """What the trials share."""

    folder: Path
    """Empty at the beginning of each trial."""
    parser: ParserProcess
    chance: random.Random
    """Decides on what is done with what was read."""

    @property
    def state(self) -> Path:
        return self.folder / "state"

    def put(self, name: str, data: bytes) -> Path:
        """A file in the corpus of this trial."""
        path = self.folder / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def article(self, text: str = good_files.ARTICLE) -> Path:
        return self.put("a1.txt", text.encode())


class Fault(Exception):
    """Something was read, and could not be written and read again as it was."""


def demand(holds: bool, words: str) -> None:
    """Tell a fault unless something holds.

    Raises:
        Fault: it does not.
    """
    if not holds:
        raise Fault(words)


def said(error: Exception) -> None:
    """An error of ours is a sentence that can be shown and written."""
    words = str(error)
    demand(bool(words.strip()), f"{type(error).__name__} without a word")
    words.encode("utf-8")


def open_session(path: Path, state: Path, codebook: Codebook | None = None) -> Session:
    """A layer as the window opens it."""
    return Session.load(path, Session.read_article(path), layer_id=LAYER, codebook=codebook or built_in(), state=state)


def records(session: Session) -> list[Record]:
    """All that a layer holds."""
    store = session.store
    return store.records()


def same(one: Iterable[Record], other: Iterable[Record], words: str) -> None:
    """Tell a fault unless two layers hold the same."""
    change = difference(one, other)
    demand(not change, f"{words}: {str(change)[:600]}")


def work(session: Session, chance: random.Random) -> None:
    """Change a layer as a person would: a note on it, a new annotation, one that goes, one that is edited, an undo."""
    facts = session.store.layer
    session.do("note", Change((facts,), (LayerFacts(facts.status, facts.note + "!", facts.extra),)))
    if len(session.document):
        session.do("tag", Change((), (Annotation("fresh", "claim", 0, 1),)))
    found = list(session.store.annotations)
    if found and chance.random() < 0.5:
        old = chance.choice(found)
        odd = json.loads(json.dumps(chance.choice(EXTREMES)))
        note = chance.choice([words for words in EXTREMES if isinstance(words, str)])
        session.do("edit", Change((old,), (old._replace(note=note, attributes=pairs({"mode": [1, "x"], "odd": odd})),)))
    store = session.store
    free = [one for one in store.annotations if not store.links_from(one.id) + store.links_to(one.id)]
    if free and chance.random() < 0.5:
        session.do("delete", Change((chance.choice(free),), ()))
        if chance.random() < 0.5:
            session.undo()
    waiting = session.store.unplaced
    if waiting and chance.random() < 0.3:
        session.do("discard", Change((chance.choice(waiting),), ()))
    if chance.random() < 0.2:
        session.do("decide", Change((), (Entry("d9", "decisions", pairs({"verdict": "one"})),)))


def saved_and_reopened(session: Session, state: Path) -> Session:
    """Save, open again, and compare."""
    save_now(session)
    again = open_session(session.path, state, session.codebook)
    demand(not again.read_only, f"what was saved opens read-only: {again.read_only}")
    same(records(session), records(again), "saved, and read otherwise")
    return again


def try_sidecar(data: bytes, bench: Bench) -> None:
    path = bench.article()
    bench.put(f"a1.txt.{LAYER}.annotations.json", data)
    session = open_session(path, bench.state)
    for words in (*session.problems, session.read_only):
        words.encode("utf-8")
    if not session.read_only:
        work(session, bench.chance)
        again = saved_and_reopened(session, bench.state)
        if bench.chance.random() < 0.3:
            work_more = [one for one in records(again) if isinstance(one, Annotation) and one.id == "fresh"]
            again.do("delete", Change(tuple(work_more), ()))
            saved_and_reopened(again, bench.state)
    elif session.is_damaged and bench.chance.random() < 0.3:
        from analyst_app.session.layer_files import write_repaired

        write_repaired(session)
        same(records(session), records(open_session(path, bench.state)), "repaired, and read otherwise")


def try_sidecar_elsewhere(data: bytes, bench: Bench) -> None:
    """The other ways to a layer: check, search, export, review, a screen's glance, a merge with the good one."""
    path = bench.article()
    bench.put(f"a1.txt.{LAYER}.annotations.json", data)
    bench.put("a1.txt.bob.annotations.json", good_files.sidecars()[1].replace(b'"alice"', b'"bob"'))
    into = Verification()
    verifier = Verifier(built_in(), into)
    verifier.verify(path, [(one, path.with_name(f"a1.txt.{one}.annotations.json")) for one in (LAYER, "bob")])
    for finding in into.findings:
        finding.message.encode("utf-8")
    document = Session.read_article(path)
    Session.glance(path, document, LAYER, _screen())
    for act in (
        lambda: layer_beside(path, LAYER, document),
        lambda: load(Ticket("a1", str(path), (LAYER,), "")),
    ):
        try:
            act()
        except AnalystError as error:
            said(error)
    good = decoded(good_files.sidecars()[0])
    found = decoded(data)
    if not found.refusal and found.layer.text_sha256 == good.layer.text_sha256 and not found.floating:
        one, other = merge(found.layer, good.layer), merge(good.layer, found.layer)
        same(one.records(), other.records(), "merged otherwise in the other order")
    index = CorpusIndex(path.parent, bench.folder / "cache")
    index.refreshed()
    with index.connected() as connection:
        (count,) = connection.execute("SELECT count(*) FROM annotations WHERE layer = 'bob'").fetchone()
    demand(count == 2, f"{count} of the 2 annotations of the good layer are found")


def _screen() -> object:
    from analyst_app.core.span import Span

    return Span(0, 80)


def try_commands(data: bytes, bench: Bench) -> None:
    """Every command that goes through a folder: the good article of it is there whatever the other file holds."""
    corpus = bench.article().parent
    bench.put(f"a1.txt.{LAYER}.annotations.json", data)
    bench.put("b1.txt", good_files.ARTICLE.encode())
    good = good_files.sidecars()[1].replace(b'"a1.txt"', b'"b1.txt"')
    bench.put(f"b1.txt.{LAYER}.annotations.json", good)
    bench.put("b1.txt.bob.annotations.json", good.replace(b'"alice"', b'"bob"'))
    at = str(corpus)
    code, words = command("check", at)
    demand(code in (0, 1) and "2 articles, 3 layers" in words, f"check: {code} {words[-500:]}")
    code, words = command("search", at, "critics")
    demand(code in (0, 1) and "b1.txt" in words, f"search: {code} {words[-500:]}")
    code, words = command("agree", at, "--layers", "alice,bob")
    demand(code in (0, 1), f"agree: {code} {words[-500:]}")
    output = bench.folder / "export"
    chosen = ("--layer", LAYER, "--skip-damaged", "--workers", "1", "--output", str(output))
    code, words = command("export", at, *chosen)
    demand(code in (0, 1), f"export: {code} {words[-500:]}")
    demand("b1" in (output / "data.jsonl").read_text(), "the good article is not in the export")


def command(*words: str) -> tuple[int, str]:
    """Run a command in this process: its exit code, and what it said."""
    said_here = io.StringIO()
    with contextlib.redirect_stdout(said_here), contextlib.redirect_stderr(said_here):
        try:
            code = cli.main(words)
        except SystemExit as error:
            code = int(str(error.code or 0))
    return code, said_here.getvalue()


def try_codebook(data: bytes, bench: Bench) -> None:
    path = bench.article()
    file = bench.put("codebook.json", data)
    found = codebook_for(path, file.parent, bench.state)
    (found.problem or "").encode("utf-8")
    codebook_for(path, file.parent, bench.state)  # once more, with the last good copy there
    if found.problem:
        demand("codebook.json" in found.problem, f"does not name the file: {found.problem}")
        return
    for tag in found.codebook.tags:
        tag.for_digit(1)
        for attribute in tag.attributes:
            attribute.takes("x")
    try:
        raw, seen = codebook_editing.read_codebook(file)
        tag_id = found.codebook.tags[0].id
        edited = codebook_editing.add_tag(raw, "A new tag")
        edited = codebook_editing.edit_tag(edited, tag_id, {"definition": "x"})
        if len(found.codebook.tags) > 1:
            edited = codebook_editing.merge_tags(edited, found.codebook.tags[-1].id, tag_id)
        edited = codebook_editing.add_example(edited, tag_id, "a [word] here")
    except AnalystError as error:
        said(error)
        return
    codebook_editing.write_codebook(file, edited, seen=seen)
    again = codebook_for(path, file.parent, bench.state)
    demand(not again.problem, f"what was written is refused: {again.problem}")
    demand(again.codebook == Codebook.from_data(edited), "written, and read otherwise")
    demand(codebook_editing.read_codebook(file)[0] == edited, "written, and read otherwise")


def try_facts(data: bytes, bench: Bench) -> None:
    path = bench.article()
    bench.put("a1.txt.source.json", data)
    into = Verification()
    Verifier(built_in(), into).verify(path, [])
    try:
        demand(Session.read_article(path).text == good_files.ARTICLE or b'"encoding"' in data, "another text")
    except AnalystError as error:
        said(error)
    index = CorpusIndex(path.parent, bench.folder / "cache")
    index.refreshed()
    bench.put(f"a1.txt.{LAYER}.annotations.json", good_files.sidecars()[1])
    try:
        load(Ticket("a1", str(path), (LAYER,), ""))
    except AnalystError as error:
        said(error)
    try:
        before = read_facts(path)
        edited = edit_facts(path, {"title": before.title + " x", "language": "de"})
    except AnalystError as error:
        said(error)
        return
    demand(read_facts(path) == edited, "written, and read otherwise")
    lost = [key for key in before.extra if key not in edited.to_data()]
    demand(not lost, f"unknown keys were lost: {lost}")


def try_registry(data: bytes, bench: Bench) -> None:
    path = bench.put("actors.json", data)
    try:
        file = team_files.read_team_file(path)
        team_files.write_team_file(path, file.data | {"added": 1}, seen=file.seen)
    except AnalystError as error:
        said(error)
        return
    demand(team_files.read_team_file(path).data == file.data | {"added": 1}, "written, and read otherwise")


def try_preferences(data: bytes, bench: Bench) -> None:
    path = bench.put("preferences.json", data)
    found, words = load_preferences(path)
    words.encode("utf-8")
    demand(isinstance(found, Preferences), "no preferences")
    save_preferences(found, path)
    again, words = load_preferences(path)
    demand(not words, f"what was written is refused: {words}")
    demand(again == found, "written, and read otherwise")


def try_history(data: bytes, bench: Bench) -> None:
    path = bench.article()
    bench.put(f"a1.txt.{LAYER}.annotations.json", good_files.sidecars()[1])
    session = open_session(path, bench.state)
    history = layer_history.folder_of(bench.state, session.sidecar)
    history.mkdir(parents=True)
    (history / "000001700000000-abcd.json.gz").write_bytes(data)
    for state in history_of(session):
        try:
            change = restore_change(session, state)
        except AnalystError as error:
            said(error)
            continue
        session.do("restore", change)
        saved_and_reopened(session, bench.state)
        session.undo()
        saved_and_reopened(session, bench.state)


def try_journal(data: bytes, bench: Bench) -> None:
    path = bench.article()
    bench.put(f"a1.txt.{LAYER}.annotations.json", good_files.sidecars()[1])
    session = open_session(path, bench.state)
    session.keep_journal(bench.state)
    assert session.journal is not None
    session.journal.path.parent.mkdir(parents=True)
    session.journal.path.write_bytes(data)
    try:
        left_behind(bench.state)
        _recall(session, bench)
        demand(not session.journal.problem, session.journal.problem)
    finally:
        session.close()
        demand(journal_threads.flush(10), "the journal does not end")


def _recall(session: Session, bench: Bench) -> None:
    """Take over what a journal knows: undo, bring back what is left, redo, save."""
    found: list[Recalled] = []
    assert session.journal is not None
    session.journal.recall(found.append)
    demand(journal_threads.flush(10) and bool(found), "the journal does not answer")
    session.inherit(found[0])
    for _ in range(5):
        session.undo()
    for left in found[0].left:
        in_words(left)
        session.do("Bring back", brought_back(session.store, session.document, left).change)
    session.redo()
    saved_and_reopened(session, bench.state)


def try_annotated(data: bytes, bench: Bench, name: str) -> None:
    bench.put("one.txt", good_files.ARTICLE.encode())
    path = bench.put(name, data)
    target = bench.folder / "taken"
    try:
        others_kind(path)
        taken = take_in_annotated(path, target)
    except AnalystError as error:
        said(error)
        demand(isinstance(error, ImportFailed) or "already" in str(error), f"another error than an import's: {error!r}")
        return
    for one in taken:
        demand(one.path.is_relative_to(target), f"written outside: {one.path}")
        document = Session.read_article(one.path)
        for layer_id, count in one.layers.items():
            session = Session.load(one.path, document, layer_id=layer_id, codebook=built_in(), state=bench.state)
            demand(not session.read_only, f"what was imported opens read-only: {session.read_only}")
            demand(len(session.store) == count, f"{count} annotations were taken in, {len(session.store)} are there")


def try_document(data: bytes, bench: Bench, kind: str) -> None:
    reader = kind.partition("-")[0]
    name, choice = ("a.txt", ImportChoice("text")) if reader == "news" else (f"a.{reader}", ImportChoice(reader))
    try:
        articles = read_bytes(data, name, bench.parser, choice)
    except AnalystError as error:
        said(error)
        return
    for article in articles:
        taken = take_in(article, bench.folder / "taken")
        text = Session.read_article(taken.path).text
        demand(text == article.text.encode("utf-8", "replace").decode(), "taken in, and read otherwise")
        demand(read_facts(taken.path).title == article.title, "another title")


def _json(*files: bytes) -> Callable[[random.Random], bytes]:
    return lambda chance: spoiled(chance, chance.choice(files), files)


def _packed(chance: random.Random) -> bytes:
    files = good_files.sidecars()
    inside = chance.choice(files)
    if chance.random() < 0.7:
        return good_files.packed(spoiled(chance, inside, files))
    return spoiled(chance, good_files.packed(inside))


class Kind(NamedTuple):
    """One kind of file."""

    name: str
    weight: int
    """How many of a hundred files are of this kind, about."""
    good: bytes
    """One file of the kind that has nothing odd in it."""
    make: Callable[[random.Random], bytes]
    try_it: Callable[[bytes, Bench], None]


def kinds() -> list[Kind]:
    """Every kind of file that the app reads. One that is added to the app gets a row here."""
    layers, books = good_files.sidecars(), good_files.codebooks()
    rows = [
        Kind("sidecar", 30, layers[0], _json(*layers), try_sidecar),
        Kind("sidecar elsewhere", 14, layers[0], _json(*layers), try_sidecar_elsewhere),
        Kind("commands", 2, layers[1], _json(*layers), try_commands),
        Kind("codebook", 10, books[0], _json(*books), try_codebook),
        Kind("facts", 8, good_files.FACTS, _json(good_files.FACTS), try_facts),
        Kind("registry", 5, good_files.ACTORS, _json(good_files.ACTORS), try_registry),
        Kind("history", 5, good_files.packed(layers[0]), _packed, try_history),
        Kind("journal", 6, good_files.journal(), _json(good_files.journal()), try_journal),
        Kind("preferences", 6, good_files.preferences(), _json(good_files.preferences()), try_preferences),
    ]
    for name, data in good_files.annotated().items():
        rows.append(Kind(name, 2, data, _json(data), partial(try_annotated, name=name)))
    for kind, data in good_files.documents().items():
        rows.append(Kind(kind, 1, data, _json(data), partial(try_document, kind=kind)))
    return rows
