"""Memory after a person has gone through many articles. Tests of session.session and core.bulk_work."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyst_app import resources
from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Codebook
from analyst_app.core.store import Change
from analyst_app.session import journal_threads
from analyst_app.session.session import Session
from tests.saves import save_now

CODEBOOK = Codebook.from_data(resources.built_in_codebook())


@pytest.fixture(autouse=True)
def _without_the_collector() -> Iterator[None]:
    """As in the window, where nothing is collected while somebody works."""
    was_on = gc.isenabled()
    gc.collect()
    gc.disable()
    yield
    (gc.enable if was_on else gc.disable)()


def layer_of(folder: Path, count: int) -> Session:
    article = folder / "a.txt"
    article.write_text("word " * count, "utf-8")
    session = opened(article)
    session.do("Tag", Change((), tuple([Annotation(f"a{one}", "claim", 5 * one, 5 * one + 4) for one in range(count)])))
    save_now(session)
    return session


def opened(article: Path) -> Session:
    state = article.parent / "state"
    session = Session.load(article, Session.read_article(article), layer_id="alice", codebook=CODEBOOK, state=state)
    session.keep_journal(state)
    return session


@pytest.mark.parametrize("count", [3, 5_000])
def test_a_layer_that_was_worked_on_and_put_away_leaves_the_memory_at_once(tmp_path: Path, count: int) -> None:
    """A layer frozen for the collector (``gc.freeze``) in a cycle would stay for ever: 0.04 to 100 MB an article."""
    session = layer_of(tmp_path, count)
    session.undo()
    session.close()
    session = opened(session.path)
    session.do("Tag", Change((), (Annotation("fresh", "claim", 0, 4),)))
    save_now(session)
    held = [weakref.ref(session), weakref.ref(session.store), weakref.ref(session.saver)]
    session.close()
    assert journal_threads.flush(10)
    del session
    assert [one() for one in held] == [None, None, None]


def test_opening_small_layers_takes_no_garbage_out_of_the_collectors_sight(tmp_path: Path) -> None:
    session = layer_of(tmp_path, 20)
    before = gc.get_freeze_count()
    for _ in range(3):
        opened(session.path).close()
    assert gc.get_freeze_count() <= before
