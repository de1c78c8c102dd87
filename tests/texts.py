"""Texts that bite: one list for core, storage, exporters and the window."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "empty": "",
    "one letter": "a",
    "plain": "Ada Brandt said the depot will close by May.\nNobody disputed it.\n",
    "emoji": "🔥 Mayor Lena Ortiz said “taxes fell 😀 by 12%”. 🎉\n",
    "ZWJ emoji": "The 👩‍👩‍👧‍👦 family and 👍🏽 thumbs met 🏴‍☠️ today.\n",
    "flags": "🇩🇪🇫🇷🇨🇭 delegates met.\n",
    "combining": "Cafe\u0301 Zu\u0308rich na\u0308i\u0308ve a\u0323\u0307 end.\n",
    "composed": "Café Zürich näïve end.\n",
    "Arabic": "قالت ليلى حداد إن «المرفأ سيُغلق في مايو»، وأضافت: «لن نغادر».\n",
    "Hebrew": "דוברת אמרה ״הנמל ייסגר״ ביום שני.\n",
    "mixed direction": "The spokesman, ليلى حداد, said 123 «المرفأ» closed.\n",
    "bidi override": "safe \u202egnp.exe\u202c text \u2066x\u2069 end.\n",
    "zero width": "zero\u200bwidth and \ufeffinside\u2060joined.\n",
    "no-break space": "10\u00a0000\u00a0euros, «\u202fvoilà\u202f», 5\u00a0%.\n",
    "line separators": "one\u2028two\u2029three\u0085four\x0bfive\x0csix\n",
    "NUL": "nul\x00inside and \x07bell\n",
    "noncharacter": "odd \ufdd0 and \uffff end\n",
    "quotes": "„Nein“, sagte sie. « Non », dit-il. «Нет», – ответил он. “Yes,” she said, ‘no’.\n",
    "Chinese": "市长说：“税收下降了百分之十二。”记者问：「为什么？」\n",
    "markup": '<b>bold</b> <img src="file:///etc/passwd"> &amp; <script>x</script> [a](http://x)\n',
    "formula": "=1+1\n-2\n@x\n+3\n\ttab\n",
    "no last line end": "one\ntwo",
    "blank lines": "\n\n\none\n\n\n\ntwo\n\n",
    "spaces": "   \n \t \n",
    "200 kB": "The committee met again and nobody could say why it had. " * 3600,
    "one long line": "word " * 4000 + "🔥 end",
    "no spaces": "x" * 9000,
}
