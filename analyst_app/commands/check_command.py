"""Verify every sidecar under the paths against its article; exit 1 if anything is wrong."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analyst_app.commands.blind_reading import add_annotator, add_unseal, seal_for, told
from analyst_app.commands.terminal import Progress, put, put_json, say
from analyst_app.wording import in_row, tr

if TYPE_CHECKING:
    from analyst_app.corpus.sealing import Seal
    from analyst_app.corpus.verification import Verification


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.description = tr("Verify every sidecar under the paths against its article; exit 1 if anything is wrong.")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=tr("articles, sidecars or folders"))
    add_annotator(parser)
    add_unseal(parser)
    parser.add_argument("--style", action="store_true", help=tr("name probable slips in the tagging, too"))
    parser.add_argument("--json", action="store_true", help=tr("answer with one JSON document"))


def run(arguments: argparse.Namespace) -> int:
    """Verify; 0 if all is well, 1 if there are problems.

    Raises:
        UsageError: the command line asks for what is not there; says what is.
    """
    from analyst_app.corpus.folder_check import finding_words, without_sealed

    seal = seal_for(arguments, arguments.paths, arguments.annotator)
    found = without_sealed(verify(arguments.paths), seal)
    if arguments.style:
        _add_style([path for path in arguments.paths if os.path.lexists(path)], seal, found)
    if arguments.json:
        problems = [dict(finding._asdict()) for finding in found.findings]
        put_json({"articles": found.articles, "layers": found.layers, "problems": problems} | told(seal))
    else:
        for finding in found.findings:
            put(finding_words(finding))
        articles, layers = tr("{n} article|{n} articles", found.articles), tr("{n} layer|{n} layers", found.layers)
        say(in_row((articles, layers, tr("{n} problem|{n} problems", len(found.findings)))))
        told(seal)
    return 1 if found.findings else 0


def _add_style(paths: Sequence[Path], seal: Seal, found: Verification) -> None:
    """Add the findings of the linter, the asker's own work first; their kind is the rule."""
    from analyst_app.assist.checking.corpus_findings import StyleCheck
    from analyst_app.corpus.record_lines import RecordLines
    from analyst_app.preferences import state_folder
    from analyst_app.storage.file_names import sidecar_path
    from analyst_app.storage.limits import LARGEST_SIDECAR
    from analyst_app.storage.regular_file import read_regular

    unread: list[str] = []
    for checked in StyleCheck(state_folder(), seal, say=unread.append).of(paths):
        file = sidecar_path(checked.article, checked.layer_id)
        data = b""
        with contextlib.suppress(OSError):  # gone since it was looked at: its findings have no lines
            data = read_regular(file, limit=LARGEST_SIDECAR)
        lines = RecordLines(data)
        for one in checked.findings:
            item = one.annotation_id
            found.tell(file, one.rule, one.words, lines.of(item) if item else 0, item)
    if not found.findings and unread:  # else the verification has named it
        found.tell(paths[0], "unreadable", "; ".join(unread))


def verify(paths: Sequence[Path]) -> Verification:
    """Everything that is wrong under the paths.

    Raises:
        UsageError: none of the paths is there.
    """
    from analyst_app.corpus import folder_check
    from analyst_app.preferences import state_folder
    from analyst_app.review.entry_problems import entry_problem

    shown: list[Progress] = []

    def show(done: int, total: int) -> None:
        if not shown:
            shown.append(Progress(tr("articles"), total))
        shown[0].at(done)

    return folder_check.verify(paths, state_folder(), entry_problem, show)
