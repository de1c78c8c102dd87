"""Letters that a PDF's fonts stand in for by look: ligatures and CJK radicals, folded to the letters that are meant."""

from __future__ import annotations

from unicodedata import normalize

_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩"
    "⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑"
    "⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
_MEANT = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王"
    "𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長"
    "镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
"""Of each radical of the supplement (U+2E80-2EFF), Unicode's equivalent unified ideograph: NFKC knows only two."""

_FOLDED = {chr(code): normalize("NFKC", chr(code)) for code in (*range(0xFB00, 0xFB07), *range(0x2F00, 0x2FE0))}
_FOLDED |= dict(zip(_RADICALS, _MEANT, strict=True))
_TABLE = {ord(form): letter for form, letter in _FOLDED.items() if form != letter}


def folded(text: str) -> tuple[str, list[str]]:
    """The text with plain letters in the place of such forms, and the forms that it had, each once, in order.

    Nothing else is changed: not full-width letters, superscripts or Arabic forms.
    """
    found = [letter for letter in dict.fromkeys(text) if ord(letter) in _TABLE]
    return (text.translate(_TABLE) if found else text), found


def plain(form: str) -> str:
    """The letter or letters that are meant by one such form."""
    return _FOLDED.get(form, form)
