"""The one spelling by which an article is found among the assignments."""

from __future__ import annotations

import unicodedata


def key_of(article: str) -> str:
    """An article's name as it is compared: file systems spell one name in two ways (Unicode's NFC and NFD).

    Args:
        article: its name relative to the folder.
    """
    return unicodedata.normalize("NFC", article)
