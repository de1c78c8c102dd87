"""Letters and words beyond ASCII of the languages in Latin script, by which one encoding is told from another."""

from __future__ import annotations

_LETTERS = {
    "ca": "àçèéíïòóúü·", "cs": "áčďéěíňóřšťúůýž", "da": "åæéøü", "de": "äöüßé", "en": "éèêïçöüñ", "es": "áéíñóúüºª",
    "et": "äõöüšž", "fi": "äöåšž", "fr": "àâæçéèêëîïôœùûüÿ", "hr": "čćđšž", "hu": "áéíóöőúüű", "is": "áæðéíóöþúýå",
    "it": "àèéìòùîº", "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "nl": "ëïéèöüáóê", "no": "åæøéòôó",
    "pl": "ąćęłńóśźż", "pt": "áâãàçéêíóôõúüºª", "ro": "ăâîşţșțé", "sk": "áäčďéíĺľňóôŕšťúýž", "sl": "čšžćđ", "sq": "çë",
    "sv": "åäöéü", "tr": "çğıöşüâîû", "vi": "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
}  # fmt: skip
LETTERS = {language: frozenset(letters) for language, letters in _LETTERS.items()}
"""By code of the language, its letters beyond ASCII, small."""
_WORDS = """
    è perché così più città già può sarà c'è né però ché été à où très après même être déjà voilà était français
    más está también después según años año qué cómo él día país aún así días não é são até já há após você mês então
    decisão às är på för från också när får år även över två når også både første så før für über können würde müssen
    während später früher größte müßte wäre möglich myös että sitä hän päälle það við þá þess hefur maður
    się że są został został także był była być może już który tě pół zł tým není až také řekl při který má už než více
    však říká môže tiež nič vôbec több már még után két között így ő én és úgy közölte şi în că să după fără până când
    însă două što više još če več še može için değil çok olduğunu şey gün göre önce söyledi büyük başkan
    naïve naïveté niño niña señor señora mañana españa muñoz nuñez peña piñata jalapeño crème première père mère genève
    fête tête crêpe joão magalhães guimarães søren sørensen jørgensen tromsø bjørn åsa åkesson håkon århus ålesund
    iš už būti kurį metų arī kā tā būs vēl pēc šī või üks ära kõik ütles täna
"""
FREQUENT = frozenset(_WORDS.split())
"""Frequent words, small."""
