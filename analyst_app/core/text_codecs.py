"""The encodings in which an article may be: Python's codecs of plain text, by a list.

Python knows other codecs beside them: some make no text (``base64``), some
read text that nobody writes articles in and take minutes for a few kilobytes
(``punycode``, ``idna``), and some interpret what they read (``unicode_escape``).
A name that comes from a file of other people's is looked up here only.
"""

from __future__ import annotations

import codecs
import re

_LIST = """
    ascii big5 big5hkscs cp037 cp1006 cp1026 cp1125 cp1140 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257
    cp1258 cp273 cp424 cp437 cp500 cp720 cp737 cp775 cp850 cp852 cp855 cp856 cp857 cp858 cp860 cp861 cp862 cp863 cp864
    cp865 cp866 cp869 cp874 cp875 cp932 cp949 cp950 euc_jis_2004 euc_jisx0213 euc_jp euc_kr gb18030 gb2312 gbk hp-roman8
    hz iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext iso2022_kr iso8859-1 iso8859-10
    iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7
    iso8859-8 iso8859-9 johab koi8-r koi8-t koi8-u kz1048 mac-arabic mac-croatian mac-cyrillic mac-farsi mac-greek
    mac-iceland mac-latin2 mac-roman mac-romanian mac-turkish palmos ptcp154 shift_jis shift_jis_2004 shift_jisx0213
    tis-620 utf-16 utf-16-be utf-16-le utf-32 utf-32-be utf-32-le utf-7 utf-8 utf-8-sig
"""
TEXT_CODECS = frozenset(_LIST.split())
"""Names as ``codecs.lookup`` gives them; the dialog and the importers offer some of these."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _:.-]{0,39}")
_SHOWN = 40
"""Characters of a name that a message repeats."""


def text_codec(name: object) -> str | None:
    """The name that Python gives a text encoding, for any of its names; None if it is no such encoding, or no name."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        return None
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return codec if codec in TEXT_CODECS else None


def no_text_codec(name: object) -> str:
    """The beginning of a sentence on a name that is no text encoding, fit for a screen whatever the name holds."""
    shown = ascii(name)[1:-1] if isinstance(name, str) else str(name)
    return f'"{shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"}" is no known encoding of text'
