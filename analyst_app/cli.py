"""The command line: one table of commands, each module imported only when it is called."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from analyst_app import __version__
from analyst_app.errors import AnalystError, ClusterUnfit, MissingExtra, why_refused
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

_SEPARATORS = {os.sep, os.altsep or os.sep}
COMMANDS = {
    "open": marked("open articles or a folder in the window (also without the word open)"),
    "check": marked("verify every sidecar under the paths against its article"),
    "import": marked("make articles of web pages, PDF, Word and other files, or of others' annotations"),
    "export": marked("write a labelled dataset"),
    "rehydrate": marked("put the texts back into an export without texts"),
    "compare": marked("list the differences between two layers of an article"),
    "agree": marked("agreement between annotators, tag by tag"),
    "merge": marked("merge two copies of one layer"),
    "suggest": marked("list what the assistant would propose; writes nothing"),
    "verify": marked("hold quotes against the sources attached to them"),
    "search": marked("find words and tags in a folder of articles"),
    "doctor": marked("versions, folders, and what is missing with its install line"),
}


_MEANT = {
    **dict.fromkeys(("validate", "lint", "fsck", "test"), "check"),
    **dict.fromkeys(("find", "grep", "query"), "search"),
    **dict.fromkeys(("diff", "differences"), "compare"),
    **dict.fromkeys(("convert", "write", "save"), "export"),
    **dict.fromkeys(("load", "read", "add"), "import"),
    **dict.fromkeys(("agreement", "kappa", "stats"), "agree"),
    **dict.fromkeys(("edit", "view", "show", "gui"), "open"),
    **dict.fromkeys(("version", "info", "status"), "doctor"),
    "help": "--help",
}
"""Words of other programs for what a command here does."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code (see docs/guide.md)."""
    return _answered(list(sys.argv[1:] if arguments is None else arguments), has_console=True)


def main_gui() -> int:
    """Open the window; the entry point without a console: it is the window that says what is not there."""
    return _answered(["open", *sys.argv[1:]], has_console=False)


def _answered(words: list[str], *, has_console: bool) -> int:
    _let_stdout_take_any_text()
    if words[:1] != ["--version"]:
        _speak(words)
    try:
        if not words or (words[0] not in COMMANDS and words[0] not in ("-h", "--help", "--version")):
            _check_first(words)
            words.insert(0, "open")
        return _run(words, has_console=has_console)
    except KeyboardInterrupt as error:
        return _stopped(error, words)
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except Exception as error:
        if (asked := _word_to_end(error)) is not None:
            return _stopped(asked, words)
        if isinstance(error, AnalystError):
            _refused(str(error), words)
            return 3 if isinstance(error, MissingExtra | ClusterUnfit) else 2
        _refused(_own_mistake(error), words)
        return 2


def _word_to_end(error: BaseException) -> KeyboardInterrupt | None:
    """The word to end during which something failed, if it was so: what failed then tells nothing but that."""
    from analyst_app.core.ending import Ended

    seen: BaseException | None = error
    while seen is not None and not isinstance(seen, Ended):
        seen = seen.__cause__ or seen.__context__
    return seen


def _speak(words: list[str]) -> None:
    """Speak the person's language; an answer to a program (``--json``) and what stands beside it are in English."""
    from analyst_app.preferences import load_preferences, speak

    if _asks_for_json(words):
        return
    _, problem = speak(load_preferences()[0].language)
    if problem and words and words[0] in COMMANDS and words[0] != "open":  # the window has its own place for it
        from analyst_app.commands import terminal

        terminal.say(problem)


def _asks_for_json(words: list[str]) -> bool:
    """True if one of the words is ``--json``, or what argparse takes for it: its beginning."""
    return any(word.startswith("--j") and "--json".startswith(word) for word in words)


def _refused(sentence: str, words: list[str]) -> None:
    """Say why a command has no answer, in words and, where it was asked for, in JSON."""
    from analyst_app.commands import terminal

    for line in f"{terminal.PROGRAM}: {sentence}".split("\n"):  # one that names many files has a line for each
        terminal.say(line)
    if words[0] in COMMANDS and _asks_for_json(words):
        terminal.put_failure(sentence)


def _stopped(error: KeyboardInterrupt, words: list[str]) -> int:
    """The exit code of a window that was asked to end while it opened; a command says so and ends here."""
    from analyst_app.core.ending import Ended

    if isinstance(error, Ended):
        from analyst_app.commands import ended

        ended.leave(error, in_json=words[0] in COMMANDS and _asks_for_json(words))
    return 130


def _own_mistake(error: Exception) -> str:
    """The sentence about an exception that nobody expected; it is logged without the words of an article."""
    from analyst_app.storage.error_log import ErrorLog, state_folder

    if isinstance(error, OSError) and error.errno is not None and error.filename:
        return f"{error.filename}: {why_refused(error)}."
    log = ErrorLog(state_folder())
    words = tr("Something went wrong in the program ({kind}).", kind=type(error).__name__)
    if log.write_fault(error):
        words += " " + tr("Details: {file}", file=log.path)
    return words


def _let_stdout_take_any_text() -> None:
    r"""Let stdout show ``\uNNNN`` for letters that its encoding cannot hold (an emoji in cp1252), as stderr does."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def _check_first(words: list[str]) -> None:
    """Let the first word be a path only if it looks like one, or something of that name is there.

    Raises:
        UsageError: it is rather a command, and there is none of that name.
    """
    word = words[0] if words else "-"
    if word.startswith("-") or os.path.lexists(word) or os.path.splitext(word)[1] or _SEPARATORS & set(word):  # noqa: PTH122 - before a window that is waited for
        return
    from difflib import get_close_matches

    from analyst_app.errors import UsageError

    near = [_MEANT[word.lower()]] if word.lower() in _MEANT else get_close_matches(word.lower(), COMMANDS, 2)
    no = tr("There is no command and no file named '{word}'", word=word)
    asked = tr("did you mean {names}?", names=tr(" or ").join(near)) if near else ""
    raise UsageError(f"{no}; {asked}" if near else f"{no}. " + tr("'analyst-app --help' lists the commands."))


def _run(words: list[str], *, has_console: bool) -> int:
    if words[0] == "open" and not any(word.startswith("-") for word in words):
        from analyst_app.commands import open_command  # a window is waited for: no parser

        return open_command.start(words[1:], is_checked=has_console)
    import argparse

    parser = _parser()
    if words[0] not in COMMANDS:
        parser.parse_args(words)  # --help, --version: exits
        return 0
    from analyst_app.commands import ended

    with ended.signals_taken() if words[0] != "open" else contextlib.nullcontext():
        from analyst_app.commands import terminal

        terminal.begin()
        module = importlib.import_module(f"analyst_app.commands.{words[0]}_command")
        command = argparse.ArgumentParser(f"analyst-app {words[0]}")
        module.configure(command)
        command.error = partial(_wrong_usage, command, _asks_for_json(words))  # type: ignore[method-assign]
        asked, rest = command.parse_known_args(words[1:])
        if rest:  # words behind an option, as in: search CORPUS --person NAME WORDS
            asked = command.parse_intermixed_args(words[1:])
        code: int = module.run(asked)
    return code


def _wrong_usage(command: argparse.ArgumentParser, in_json: bool, message: str) -> NoReturn:
    """Say what is wrong with a command line, as argparse does, in JSON, too, where it was asked for, and end."""
    if in_json:
        from analyst_app.commands import terminal

        terminal.put_failure(message)
    command.print_usage(sys.stderr)
    command.exit(2, f"{command.prog}: error: {message}\n")


def _parser() -> argparse.ArgumentParser:
    import argparse

    listed = "\n".join(f"  {name:<10} {tr(purpose)}" for name, purpose in COMMANDS.items())
    parser = argparse.ArgumentParser(
        "analyst-app",
        usage=tr("analyst-app [COMMAND] [PATH …] [--help]"),
        description=tr("Mark claims, quotes and actors in news articles."),
        epilog=tr("commands:\n{commands}\n\n'analyst-app COMMAND --help' explains one.", commands=listed),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"analyst-app {__version__}")
    return parser
