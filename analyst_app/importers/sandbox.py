"""Runs readers in a child process that can be stopped, and may crash, without harm to the app."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import IO, Any, cast

from analyst_app.errors import ImportFailed, MissingExtra
from analyst_app.importers import child_program
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.wording import tr

WALL_SECONDS = 60.0
"""Seconds that one file may take in all; its processor time is limited in the child."""
_POLL = 0.05


class ImportCancelled(ImportFailed):
    """The person stopped an import."""


class ParserProcess:
    """A child process that parses one file at a time; started when first needed, renewed after a crash.

    Not to be shared between threads.
    """

    def __init__(self, *, wall_seconds: float = WALL_SECONDS) -> None:
        self._wall_seconds = wall_seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[bytes] = queue.Queue()

    def __enter__(self) -> ParserProcess:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def parse(
        self,
        kind: str,
        data: bytes,
        name: str,
        options: Mapping[str, Any] | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> list[ImportedArticle]:
        """The articles that a reader finds in a file's bytes.

        Args:
            kind: a key of ``READERS``.
            data: the file's bytes.
            name: the file's name, for messages.
            options: choices of the person by name.
            is_cancelled: asked now and then; True stops.

        Raises:
            ImportFailed: one sentence that says why there are none.
            ImportCancelled: ``is_cancelled`` said so.
            MissingExtra: the reader's library is not installed.
        """
        head = {"kind": kind, "name": name, "size": len(data), "options": dict(options or {})}
        self._send(json.dumps(head).encode("ascii") + b"\n", data)
        answer = self._wait(name, is_cancelled)
        if "missing" in answer:
            raise MissingExtra(answer["missing"], f"importing {name}")
        if "failed" in answer:
            raise ImportFailed(answer["failed"])
        return [ImportedArticle.from_wire(article) for article in answer["articles"]]

    def close(self) -> None:
        """End the child process."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        child.wait()

    def _send(self, head: bytes, data: bytes) -> None:
        """Hand over in a thread: a child that does not read must not hold us up."""
        requests = cast("IO[bytes]", self._running().stdin)

        def write() -> None:
            with contextlib.suppress(OSError, ValueError):  # it died; the reader sees that
                requests.write(head)
                requests.write(data)
                requests.flush()

        threading.Thread(target=write, name="import-request", daemon=True).start()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            self._answers = queue.Queue()
            self._child = subprocess.Popen(  # noqa: S603 - this very program
                child_program.command("parsing"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                cwd=os.sep,
            )
            threading.Thread(
                target=_listen, args=(self._child, self._answers), name="import-answers", daemon=True
            ).start()
        return self._child

    def _wait(self, name: str, is_cancelled: Callable[[], bool]) -> dict[str, Any]:
        until = time.monotonic() + self._wall_seconds
        while True:
            try:
                line = self._answers.get(timeout=_POLL)
            except queue.Empty:
                if is_cancelled():
                    self.close()
                    raise ImportCancelled(f"The import of {name} was stopped.") from None
                if time.monotonic() > until:
                    self.close()
                    raise ImportFailed(
                        tr(
                            "{name} takes too long to read; it was given up. Take it apart, or import a shorter one.",
                            name=name,
                        )
                    ) from None
                continue
            if line:
                answer: dict[str, Any] = json.loads(line)
                return answer
            raise self._death(name)

    def _death(self, name: str) -> ImportFailed:
        code = self._child.wait() if self._child is not None else 0
        self.close()
        if code in (-24, -9):  # SIGXCPU, or SIGKILL from the system
            return ImportFailed(
                tr(
                    "{name} takes too much time or memory to read; it was given up. Take it apart, or import "
                    "a shorter one.",
                    name=name,
                )
            )
        return ImportFailed(
            tr("{name} made its reader crash; nothing else is affected. The file seems damaged.", name=name)
        )


def _listen(child: subprocess.Popen[bytes], answers: queue.Queue[bytes]) -> None:
    """Put each line the child writes into the queue; an empty one when it ended."""
    with contextlib.suppress(OSError, ValueError):
        for line in cast("IO[bytes]", child.stdout):
            answers.put(line)
    answers.put(b"")


def _environment() -> dict[str, str]:
    """The environment in which the child finds this package; no proxy, home or display."""
    kept = {
        key: os.environ[key]
        for key in ("SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL", "PYTHONPYCACHEPREFIX")
        if key in os.environ
    }
    path = os.pathsep.join([*child_program.search_path(), *filter(None, [os.environ.get("PYTHONPATH")])])
    return kept | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONSAFEPATH": "1"}
