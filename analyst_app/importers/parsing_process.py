"""The child process in which files are parsed: ``python -m analyst_app.importers.parsing_process``.

It reads requests from its standard input and writes answers to its standard
output, each a JSON head on a line of its own; the file's bytes follow the
head. It opens no file itself, so that nothing it parses can make it read or
write one. ``sandbox`` is the other end.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from typing import IO, Any

from analyst_app.errors import ImportFailed, MissingExtra
from analyst_app.importers import confinement
from analyst_app.importers.document_readers import load
from analyst_app.importers.kinds import READERS


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until the input ends.

    Args:
        requests: where requests come in.
        answers: where answers go.
    """
    confinement.confine()
    while head := requests.readline():
        request = json.loads(head)
        data = requests.read(request["size"])
        confinement.allow_seconds(confinement.CPU_SECONDS)
        answers.write(json.dumps(_answer(request, data)).encode("ascii") + b"\n")
        answers.flush()


def _answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    name = request["name"]
    try:
        read = load(READERS[request["kind"]])
        articles = read(data, name, request["options"])
        return {"articles": [article.to_wire() for article in articles]}
    except MissingExtra as error:
        return {"missing": error.extra, "failed": str(error)}
    except ImportFailed as error:
        return {"failed": str(error)}
    except MemoryError:
        return {"failed": f"{name} needs more memory than an import may use (1 GiB); it was not read."}
    except RecursionError:
        return {"failed": f"{name} is nested too deeply to be an article; it was not read."}
    except Exception as error:  # the parsers' own errors are as many as the parsers
        return {"failed": f"{name} could not be read as {request['kind']} ({type(error).__name__}): it seems damaged."}


def main() -> None:
    """Keep the pipes to ourselves: what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
