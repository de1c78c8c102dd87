"""Open articles or a folder in the window."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from analyst_app.errors import UsageError
from analyst_app.preferences import check_layer_id, default_annotator, load_preferences, speak, state_folder
from analyst_app.wording import in_row, tr

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from analyst_app.ui.start.single_instance import Instance


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = tr("Open articles or a folder in the window.")
    parser.add_argument("paths", nargs="*", metavar="PATH", help=tr("articles, or a folder of them"))
    from analyst_app.commands.option_values import filled  # a start without options has no need of it

    annotator, encoding = filled("--annotator", "alice"), filled("--encoding", "cp1252")
    parser.add_argument("--annotator", type=annotator, metavar="NAME", help=tr("whose layer is written"))
    parser.add_argument(
        "--encoding", type=encoding, metavar="E", help=tr("encoding of the articles, if it is not UTF-8")
    )


def run(arguments: argparse.Namespace) -> int:
    """Open the window, or hand the paths to the one that is open.

    Raises:
        UsageError: the command line asks for what is not there; says what is.
    """
    return start(arguments.paths, arguments.annotator or "", arguments.encoding or "")


def start(paths: Sequence[str], annotator: str = "", encoding: str = "", *, is_checked: bool = True) -> int:
    """The same without a parser, which a start with nothing but paths can do without.

    Args:
        paths: articles or folders.
        annotator: layer id; None: the preference.
        encoding: Python codec; None: found out.
        is_checked: True if paths of which none is there are refused; False: the window says it.

    Raises:
        UsageError: the command line asks for what is not there; says what is.
    """
    if is_checked:
        _check_there(paths)
    named = check_layer_id(annotator) if annotator else ""
    _check_encoding(encoding)
    preferences, problem = load_preferences()
    problem = " ".join(filter(None, (problem, speak(preferences.language)[1])))
    annotator, is_default = (named, False) if named else default_annotator(preferences)
    state = state_folder()

    instance = _claimed(state, annotator, paths, (named, encoding))
    if isinstance(instance, int):
        return instance

    import gc

    gc.disable()  # see ui.start.housekeeping
    try:
        if wrong := window_problem():
            return _end(3, wrong)
        from analyst_app.ui import app

        return app.run(
            [Path(path) for path in paths],
            state=state,
            preferences=preferences,
            annotator=annotator,
            is_default_annotator=is_default,
            encoding=encoding or None,
            instance=instance,
            problem=problem,
        )
    finally:
        gc.enable()
        if instance is not None:
            instance.release()


def _claimed(state: Path, annotator: str, paths: Sequence[str], asked: tuple[str, str]) -> Instance | int | None:
    """This process as the one that is open; the exit code of handing over to another; None if nothing can be kept."""
    from analyst_app.ui.start import single_instance

    try:
        instance = single_instance.Instance(state, annotator)
        while not instance.claim():
            if instance.holder.is_elsewhere:
                return None  # its window is on another machine: this one has its own
            code, words = instance.hand_over(single_instance.request_of(paths, *asked))
            if code >= 0:
                return _end(code, words)
    except OSError:
        return None  # no state folder to write to: a window of its own, with nothing remembered
    return instance


def window_problem() -> str:
    """The reason why no window can open on this machine, with the install line; empty if one can. Loads Qt."""
    from analyst_app.ui.start import platform_check

    return platform_check.problem()


def _end(code: int, words: str) -> int:
    """Say why there is no window, if there is anything to say."""
    from analyst_app.commands.terminal import PROGRAM, say  # not before the first paint

    if words:
        say(f"{PROGRAM}: {words}")
    return code


def _check_there(paths: Sequence[str]) -> None:
    missing = [path for path in paths if not os.path.lexists(path) and not _has_left_layers(path)]
    for path in missing:
        from analyst_app.importers.web_addresses import address_in, never_online

        if address := address_in(path):
            raise UsageError(never_online(address))
    if missing and len(missing) == len(paths):  # else the window opens the others, and says which are gone
        from analyst_app.wording import tr

        names = in_row(missing)
        raise UsageError(
            tr("{names} is not there. Name articles or a folder of them.|{names} are not there. Name articles or a"
               " folder of them.", len(missing), names=names)
        )  # fmt: skip


def _has_left_layers(path: str) -> bool:
    """True if an article is gone but its layers are there: they open for reading."""
    from analyst_app.storage.layers_beside import layers_of

    return bool(layers_of(Path(path)))


def _check_encoding(name: str) -> None:
    from analyst_app.core.text_codecs import no_text_codec, text_codec

    if name and text_codec(name) is None:
        from analyst_app.wording import tr

        raise UsageError(tr("{problem}. Python's names are meant, for example cp1252.", problem=no_text_codec(name)))
