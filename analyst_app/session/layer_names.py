"""File names of articles and layers, for the window, which does not know storage.

Imported before the first paint, so it imports nothing heavy.
"""

from __future__ import annotations

import re

from analyst_app.storage import file_names

LAYER_FILES = f"*{file_names.SIDECAR_SUFFIX}"
"""Pattern of layers' files, for file dialogs."""
ARTICLE_FILES = f"*{file_names.ARTICLE_SUFFIX}"
"""Pattern of articles, for file dialogs."""
PACKET_FILES = f"*{file_names.PACKET_SUFFIX}"
"""Pattern of packets, for file dialogs."""
PACKET_SUFFIX = file_names.PACKET_SUFFIX
is_packet = file_names.is_packet
TEMPORARY = file_names.TEMPORARY
is_reserved = file_names.is_reserved
ARTICLE_SUFFIX = file_names.ARTICLE_SUFFIX
CODEBOOK_NAME = file_names.CODEBOOK
_LAYER_FILE_IN_WORDS = re.compile(rf"\S+{re.escape(file_names.SIDECAR_SUFFIX)}")


def is_layer_file(name: str) -> bool:
    """True if a file is a layer's, by the ending of its name."""
    return name.endswith(file_names.SIDECAR_SUFFIX)


def article_of_layer(name: str) -> str | None:
    """File name of the article that a layer's file belongs to; None if the file is no layer's."""
    found = file_names.article_and_layer(name)
    return found[0] if found is not None else None


def without_layer_files(words: str, instead: str) -> str:
    """A sentence in which names of layers' files are replaced.

    Args:
        words: the sentence.
        instead: stands in place of each name.
    """
    return _LAYER_FILE_IN_WORDS.sub(instead, words)
