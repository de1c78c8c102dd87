"""The words of RTF: code pages by their numbers, signs that have a name, and groups that are or are no text."""

from __future__ import annotations

CHARSETS = {0: "cp1252", 77: "mac-roman", 78: "cp932", 79: "cp949", 80: "gb18030", 81: "big5", 83: "mac-greek",
             84: "mac-turkish", 88: "mac-latin2", 89: "mac-cyrillic", 128: "cp932", 129: "cp949", 130: "johab",
             134: "gb18030", 136: "big5hkscs", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
             178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437",
             255: "cp850"}  # fmt: skip
"""Code page by ``\\fcharset``."""
SYMBOLS = 2
"""The ``\\fcharset`` of symbol fonts."""
PAGES = {10000: "mac-roman", 10001: "cp932", 10006: "mac-greek", 10007: "mac-cyrillic", 10029: "mac-latin2",
          936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 28591: "cp1252", 20866: "koi8-r"}  # fmt: skip
"""Codec by Windows' number where that is not its name."""
WORDS = {"tab": " ", "line": "\n", "lbr": "\n", "softline": "\n", "page": " ", "column": " ", "emdash": "—",
          "endash": "–", "emspace": " ", "enspace": " ", "qmspace": " ", "bullet": "•", "lquote": "‘", "rquote": "’",
          "ldblquote": "“", "rdblquote": "”", "ltrmark": "\u200e", "rtlmark": "\u200f", "zwj": "\u200d",
          "zwnj": "\u200c", "zwbo": "", "zwnbo": "", "nestcell": " "}  # fmt: skip
SIGNS = {b"~": "\u00a0", b"_": "\u2011", b"-": "", b":": "", b"|": ""}
LITERAL = (b"\\", b"{", b"}")
VISIBLE = frozenset(("ud", "shpinst", "shptxt", "shp", "do", "dptxbxtext", "fldrslt", "footnote", "result", "field",
                      "listtext", "pntext", "annotation"))  # fmt: skip
"""Destinations whose words are in the text, also where they begin with ``\\*``."""
_SILENT_NAMES = """
    fonttbl colortbl stylesheet info pict objdata objclass objname header headerl headerr headerf footer footerl footerr
    footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn xe tc tcn rxe txe nonshppict listtable listoverridetable revtbl
    filetbl fldinst datafield formfield fontemb template operator private sp sn sv shprslt upr nonesttables pnseclvl pn
    bkmkstart bkmkend atnid atnauthor atnref atndate atrfstart atrfend themedata datastore generator rsidtbl xmlnstbl
    mmathPr userprops falt panose docvar
"""
SILENT = frozenset(_SILENT_NAMES.split())
