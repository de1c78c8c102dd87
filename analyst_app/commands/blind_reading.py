"""The options and words with which commands keep to the seal of a corpus that is read blind."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyst_app.commands.option_values import filled
from analyst_app.commands.terminal import say
from analyst_app.preferences import check_layer_id, default_annotator, load_preferences
from analyst_app.wording import in_row, tr

if TYPE_CHECKING:
    from analyst_app.corpus.sealing import Seal


def add_unseal(parser: argparse.ArgumentParser) -> None:
    """Declare ``--unseal``."""
    parser.add_argument(
        "--unseal",
        action="store_true",
        help=tr("where a corpus is read blind: show others' work though one's own is not done; the answer says so"),
    )


def add_annotator(parser: argparse.ArgumentParser) -> None:
    """Declare ``--annotator``, the person whose own work must be done first."""
    words = tr("who asks, where a corpus is read blind (default: the preferences' name)")
    parser.add_argument("--annotator", type=filled("--annotator", "alice"), metavar="NAME", help=words)


def seal_for(arguments: argparse.Namespace, named: Iterable[Path], annotator: str | None = None) -> Seal:
    """The seal for whoever asks.

    Args:
        arguments: the command line.
        named: the folders and articles that it names.
        annotator: id of the asker's layer; empty: the name in the preferences.

    Raises:
        UsageError: the name is no layer id.
    """
    from analyst_app.corpus.sealing import Seal

    return Seal(asker(annotator), named, is_broken=arguments.unseal)


def asker(annotator: str | None) -> str:
    """Id of the layer of whoever asks: the name that was given, else that of the preferences.

    Raises:
        UsageError: the name is no layer id.
    """
    return check_layer_id(annotator) if annotator else default_annotator(load_preferences()[0])[0]


def told(seal: Seal) -> dict[str, Any]:
    """Say what was withheld, or shown in spite of the seal; and the same for ``--json``, if there is anything."""
    withheld, unsealed = seal.withheld, seal.unsealed
    if withheld.layers:
        say(sealed_words(seal))
        return {"withheld": {"articles": withheld.articles, "layers": withheld.layers}}
    if unsealed:
        say(unsealed_words(seal))
        return {"unsealed": unsealed}
    return {}


def sealed_words(seal: Seal) -> str:
    """The sentence about what is not shown, and how to see it; empty if there is nothing."""
    words = seal.withheld.words
    if not words:
        return ""
    return tr("{words} {who} marks an article as done first, or --unseal shows them.", words=words, who=seal.annotator)


def unsealed_words(seal: Seal) -> str:
    """The sentence about what is shown only because of ``--unseal``; empty if there is nothing."""
    layers = [tr("{layer} ({n} article)|{layer} ({n} articles)", n, layer=one) for one, n in seal.unsealed.items()]
    if not layers:
        return ""
    return tr("unsealed, though {who} is not done there: {layers}", who=seal.annotator, layers=in_row(layers))
