"""Speakers and actors in languages other than English: who is meant by a case, a verb's form, a phrase.

Tests of language.speaking.role_words, too.
"""

from __future__ import annotations

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.language.languages import language, language_of


def told(code: str, text: str) -> list[tuple[str, str]]:
    """The proposed quotes, each with the name of its speaker; empty if nobody is proposed."""
    found = suggestions(text, language(code)).quotes
    return [(one.segments[0].of(text), one.speaker.name if one.speaker else "") for one in found]


def actors(code: str, text: str) -> list[tuple[str, str, int]]:
    """The proposed actors: name, kind, number of mentions."""
    return [(one.name, one.kind, len(one.mentions)) for one in suggestions(text, language(code)).actors]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "«No hay acuerdo», afirmó el martes la secretaria general del sindicato, Clara Vidal."),
        ("it", "«Non c’è accordo», ha detto martedì la segretaria del sindacato, Clara Vidal."),
        ("pt", "«Não há acordo», afirmou na terça-feira a secretária-geral do sindicato, Clara Vidal."),
        ("en", "“There is no deal,” said the chair of the union, Clara Vidal."),
    ],
)
def test_an_apposition_tells_by_the_noun_that_it_is_about(code: str, text: str) -> None:
    assert actors(code, text) == [("Clara Vidal", "person", 1)]


@pytest.mark.parametrize(
    ("code", "text", "speakers"),
    [
        (
            "ru",
            "Антон Тран уехал, а его сестра Юлия Тран осталась. «Мы ждём», — сказала Тран. «Вернусь», — сказал Тран.",
            ["Юлия Тран", "Антон Тран"],
        ),
        (
            "pl",
            "Anna Nowak i jej brat Jan Nowak przyjechali. „Idziemy” – powiedział Nowak. „Nie” – powiedziała Nowak.",
            ["Jan Nowak", "Anna Nowak"],
        ),
        (
            "cs",
            "Jana Dvořák a Petr Dvořák přijeli. „Jdeme,“ řekl Dvořák. „Zůstáváme,“ řekla Dvořák.",
            ["Petr Dvořák", "Jana Dvořák"],
        ),
        (
            "ar",
            "قالت ليلى حداد إن الطريق مغلق. وقال عمر حداد إن الجسر آمن. وأضاف حداد: «سنرحل». وأضافت حداد: «سنبقى».",
            ["ليلى حداد", "عمر حداد", "عمر حداد", "ليلى حداد"],
        ),
    ],
)
def test_of_two_with_one_surname_the_verb_tells_who_spoke(code: str, text: str, speakers: list[str]) -> None:
    assert [name for _, name in told(code, text)] == speakers
    assert sorted(name for name, _, _ in actors(code, text)) == sorted(set(speakers))


def test_whoever_speaks_is_an_actor_in_a_script_without_capitals() -> None:
    text = "قال وزير النقل عمر حداد إن الإضراب سينتهي قريبا. وأضاف حداد: «لن نقبل بأقل من ذلك»."
    assert [name for _, name in told("ar", text)] == ["عمر حداد", "عمر حداد"]
    assert actors("ar", text) == [("عمر حداد", "person", 2)]


def test_a_russian_name_in_another_case_is_a_mention_of_the_person() -> None:
    text = "Мэр встретился с Иваном Петровым в мэрии. Иван Петров уехал. О Петрове говорят много."
    assert actors("ru", text) == [("Иван Петров", "person", 3)]
    two = "Анна Петрова и Иван Петров уехали. По словам Петрова, мост стоит, а Петрова молчит."
    assert [(name, count) for name, _, count in actors("ru", two)] == [("Анна Петрова", 2), ("Иван Петров", 2)]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "fr",
            "— Vous mentez ! lance un docker.\n— Je ne mens jamais, répond M. Moreau.\n— Le port, le quai, la mer.",
            [("Vous mentez !", "docker"), ("Je ne mens jamais", "Moreau")],
        ),
        (
            "fr",
            "Anne Roy est là.\n— Moi, dit-elle, je pars. Et vous ?",
            [("Moi", "Anne Roy"), ("je pars. Et vous ?", "Anne Roy")],
        ),
        ("fr", "— Non, a répondu Anne Roy, maire de Sorbelle.", [("Non", "Anne Roy")]),
        ("pl", "– Idę, powiedział Jan Lis.\n– Chleb, mleko, masło", [("Idę", "Jan Lis")]),
    ],
)
def test_a_line_of_speech_may_end_with_a_comma(code: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert told(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        ("fr", "Maria Lopez rit. Julia Tran rit. « On ne peut pas, souligne Tran, boire de cette eau. »", "Julia Tran"),
        ("fr", "« C'est faux, répond la préfète. »", "préfète"),
        ("fr", "Paul Tran est là. « C'est irresponsable, a-t-il ajouté, et nous le dirons. »", "Paul Tran"),
        ("it", "Luca Brandi è stanco. «Noi, spiega Carla Donini, non andiamo via».", "Carla Donini"),
        ("fr", "Paul Tran rit. « La loi, écrit noir sur blanc, est claire. »", "Paul Tran"),
    ],
)
def test_the_author_may_speak_between_commas_inside_the_marks(code: str, text: str, speaker: str) -> None:
    assert [name for _, name in told(code, text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Son mari, Jorge, acquiesce. « Nous partons », dit-il.", [("« Nous partons »", "Jorge")]),
        ("« Nous partons », dit le maire. Le budget dit « vert » est voté.", [("« Nous partons »", "maire")]),
        ("Anne Roy a dit qu'elle partirait.", [("elle partirait", "Anne Roy")]),
        ("Anne Roy a dit qu’Ève partirait.", [("Ève partirait", "Anne Roy")]),
        ("Anne Roy a demandé s'il partirait.", [("s'il partirait", "Anne Roy")]),
        ("La ville a annoncé une loi qu'elle défend.", []),
    ],
)
def test_french_dit_and_what_an_apostrophe_joins(text: str, expected: list[tuple[str, str]]) -> None:
    quotes = [one for one in told("fr", text) if one[1] or "vert" not in one[0]]
    assert quotes == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ihr Mann Jorge nickt. „Wir bleiben“, sagte er.", [("„Wir bleiben“", "Jorge")]),
        ("„Wir bleiben“, sagte die Bäckerin Ute Maas.", [("„Wir bleiben“", "Ute Maas")]),
        ("Sie forschen. Als Begründung sagte ein Forscher: „Es eilt.“", [("„Es eilt.“", "Forscher")]),
        ("Passend dazu warnte die Moderatorin: „Es ist glatt.“", [("„Es ist glatt.“", "Moderatorin")]),
        ("Anna Roth kam. „Wir gehen“, heißt es in dem Schreiben.", [("„Wir gehen“", "Schreiben")]),
        ("Gefragt nach dem Preis, sagte Anna Roth, er sei fair.", [("er sei fair", "Anna Roth")]),
        ("Die Anwohnerin Olga Demir sagte, es sei laut.", [("es sei laut", "Olga Demir")]),
        ("Zufolge Brandt ist es spät.", [("ist es spät", "Brandt")]),
        ("Wie die NATO mitteilte, sind drei Menschen tot.", [("sind drei Menschen tot", "NATO")]),
        ("Laut Angaben der Feuerwehr bestand keine Gefahr.", [("bestand keine Gefahr", "Feuerwehr")]),
    ],
)
def test_german_subjects_that_a_noun_or_an_opening_hid(text: str, expected: list[tuple[str, str]]) -> None:
    assert told("de", text) == expected


def test_german_bodies_are_bodies_also_as_compounds() -> None:
    text = "Die Polizei sagte, der Weg sei frei. Das Landesgericht habe das gesagt, erklärte die Bundespolizei."
    assert actors("de", text) == [("Polizei", "body", 1), ("Bundespolizei", "body", 1)]


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        ("ru", "Как сообщили в полиции, задержаны двое.", "полиция"),
        ("ru", "В пресс-службе мэрии сообщили, что мост стоит.", "пресс-служба мэрии"),
        ("pl", "W komunikacie urząd podał, że most stoi.", "urząd"),
        ("pl", "Lekarka Iga Płaza przyznała, że brakuje łóżek.", "Iga Płaza"),
        ("cs", "Lékařka Ida Plachá přiznala, že chybějí lůžka.", "Ida Plachá"),
        ("de", "Nach Ansicht des Bürgermeisters Jan Wolf muss die Klinik schließen.", "Jan Wolf"),
        ("de", "Die Ärztin Ida Platt räumte ein, es fehlten Betten.", "Ida Platt"),
        ("pl", "Rzeczniczka Holt, Julia Tran, napisała, że to koniec. Dana Holt milczy.", "Julia Tran"),
        ("ru", "Мост безопасен, сообщила инженер Ольга Рыбина.", "Ольга Рыбина"),
        ("ru", "По словам Петровой, мост стоит. Клара Петрова руководит службой.", "Клара Петрова"),
        ("cs", "Podle Veselé je pozdě. Jana Veselá to ví.", "Jana Veselá"),
        ("pl", "Według rzecznika policji, Pawła Koca, nikt nie zginął.", "Pawła Koca"),
        ("it", "Il ponte è sicuro, ha detto l'ingegnera Sara Conti.", "Sara Conti"),
    ],
)
def test_an_office_speaks_where_nobody_else_does(code: str, text: str, speaker: str) -> None:
    assert [name for _, name in told(code, text)] == [speaker]


@pytest.mark.parametrize(
    ("code", "text", "names"),
    [
        ("pl", "Powiedział Nowak, że jest późno. Wedle Nowaka jest późno.", ["Nowak"]),
        ("pl", "Zdaniem Anny Bąk plan jest zły. Rozmawiano z Janem Bilą.", []),
        ("cs", "Podle Veselé je pozdě. Jana Veselá to ví.", ["Jana Veselá"]),
        ("ru", "Как сообщили в полиции, задержаны двое.", ["полиция"]),
        ("ru", "Позже об Анне Орловой написали все.", []),
    ],
)
def test_an_actor_is_named_in_the_nominative_or_left_out(code: str, text: str, names: list[str]) -> None:
    assert [name for name, _, _ in actors(code, text)] == names


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        ("ru", "Если Орлов сказал, что поздно, значит поздно.", "поздно"),
        ("es", "Si Vidal dijo que es tarde, es tarde.", "es tarde"),
        ("fr", "Si Moreau a dit qu'il est tard, il est tard.", "il est tard"),
        ("en", "If Brandt said that it was late, it was late.", "it was late"),
    ],
)
def test_a_condition_s_consequence_is_not_reported(code: str, text: str, quote: str) -> None:
    assert [words for words, _ in told(code, text)] == [quote]


@pytest.mark.parametrize(
    ("code", "text", "mode"),
    [
        ("ru", "Об этом он рассказал «Альтведской газете».", "term"),
        ("ru", "Об этом он рассказал: «Мы уходим».", "direct"),
        ("fr", "Le maire a dénoncé « une décision absurde ».", "mixed"),
    ],
)
def test_what_stands_right_after_the_verb_may_be_whom_it_was_told(code: str, text: str, mode: str) -> None:
    assert [one.mode for one in suggestions(text, language(code)).quotes] == [mode]


@pytest.mark.parametrize(
    "text",
    [
        "市长王丽表示，大桥是安全的。“我们不会关闭大桥，”她说。据李明介绍，工程将于五月完成。",
        "市長の山田花子氏は「橋を閉鎖しません」と述べた。田中太郎氏によると、工事は五月に終わるという。",
        "A polgármester, Kovács Anna szerint a híd biztonságos. „Nem zárjuk le a hidat” – mondta kedden.",
        "Belediye başkanı Ayşe Demir, köprünün güvenli olduğunu söyledi. “Bu köprüyü kapatmayacağız” dedi.",
        'ראש העירייה, דנה כהן, אמרה כי הגשר בטוח. "לא נסגור את הגשר", אמרה. לדברי יוסי לוי, העבודות יסתיימו.',
        "Η δήμαρχος Άννα Παππά μίλησε. «Δεν θα κλείσουμε τη γέφυρα», είπε. Κατά τον Νίκο Γεωργίου, τελειώνει.",
        "Мер Олена Шевченко сказала, що міст безпечний. «Ми не закриємо міст», — додала вона.",
        "شهردار سارا احمدی گفت که پل امن است. «ما پل را نمی‌بندیم» او افزود. به گفته رضا کریمی، کار تمام می‌شود.",
    ],
)
def test_a_language_without_rules_has_marked_words_and_no_name(text: str) -> None:
    known = language_of(text)
    found = suggestions(text, known)
    assert not known.has_speakers
    assert (len(found.quotes), found.actors, found.others) == (1, [], [])
    assert {(one.speaker, one.why) for one in found.quotes} <= {
        (None, "no speakers in this language"),
        (None, "a label, a title or words held at arm’s length"),
    }
    assert {one.mode for one in found.quotes} <= {"direct", "term"}


def test_a_comma_inside_the_marks_ends_no_statement() -> None:
    arabic = "قالت ليلى حداد إن «المرفأ فُتح اليوم، لكن الخوف لم يُغلق بعد»، وأضافت: «كتبنا ثلاث رسائل».\n"
    assert [name for _, name in told("ar", arabic)] == ["ليلى حداد", "ليلى حداد"]
    english = "Ada Brandt said “we go, but not today” and added that Omar Hall would stay.\n"
    assert told("en", english)[0] == ("“we go, but not today”", "Ada Brandt")
