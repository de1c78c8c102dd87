"""Copies of articles: a third of the smaller one's shingles is shared, in any order; briefs and Chinese too."""

from __future__ import annotations

import random
from array import array
from itertools import accumulate
from unicodedata import normalize

import pytest

from analyst_app.export.dividing.near_duplicates import Clusters, clusters, sketch
from analyst_app.export.dividing.splits import Shares, assign

Words = list[str]


def some(*numbers: int) -> array[int]:
    return array("I", numbers)


def odd(first: int, end: int) -> list[int]:
    """Odd numbers, as hashes of a text of which all are kept."""
    return list(range(2 * first + 1, 2 * end, 2))


def test_about_a_third_of_the_smaller_sketch_is_enough_and_less_is_not() -> None:
    assert clusters([some(*odd(0, 100)), some(*odd(65, 165))]) == [0, 0]
    assert clusters([some(*odd(0, 100)), some(*odd(66, 166))]) == [0, 1]
    assert clusters([some(*odd(0, 100)), some(*odd(97, 103))]) == [0, 0], "half of six"
    assert clusters([some(*odd(98, 104)), some(*odd(0, 100))]) == [0, 1], "two alone say nothing"


def test_a_sketch_of_a_part_is_compared_with_the_part_of_the_other_that_was_chosen_alike() -> None:
    # Of the longer text every fourth hash was kept, of the shorter all: seven of the 28 are such, and all are shared.
    assert clusters([some(*range(4, 800, 4)), some(*range(3, 31))]) == [0, 0]
    assert clusters([some(*range(4, 800, 4)), some(*range(3, 11), *range(801, 821))]) == [0, 1]


def test_a_cluster_has_the_number_of_its_first_article() -> None:
    one, other = odd(0, 10), odd(20, 30)
    assert clusters([some(*odd(40, 50)), some(*one), some(*other), some(*one, *other), some(*odd(40, 50))]) == [
        0,
        1,
        1,
        1,
        0,
    ]


def test_very_short_texts_are_copies_only_if_their_words_are_the_same() -> None:
    short = "Rain fell, she said."
    assert sketch(short) == sketch(short.upper().replace(",", " –"))
    assert len(sketch(short)) == 1
    assert clusters([sketch(short), sketch("Rain fell, he said."), sketch("rain fell – she said")]) == [0, 1, 0]


# Unicode, annex 15: text is the same text in each of its four normal forms. A sentence of each kind of letter that
# has several forms: with marks of one sound and two, of syllables, of half and full width, drawn together.
SAME_TEXTS = {
    "German": "Die Bürgermeisterin sagte, die Brücke über die Mündung müsse für größere Fähren höher gebaut werden.",
    "Vietnamese": "Thành phố nói rằng cây cầu cũ đã được sửa chữa nhưng vẫn chưa mở cửa cho xe buýt và thuyền lớn.",
    "Greek": "Ο δήμαρχος είπε ότι η γέφυρα θα κλείσει για δύο μήνες, επειδή λείπουν τα χρήματα.",
    "Korean": "시장은 다리를 두 달 동안 닫아야 한다고 말했고 의회는 돈이 모자란다고 대답했다",
    "Bengali": "মেয়র বলেছেন পুরোনো সেতু দুই মাস বন্ধ থাকবে কারণ পৌরসভার কাছে মেরামতের কোনো টাকা নেই বলে জানানো হলো",
    "Japanese": "ガイドブックによればバスはグラウンドの前でデモのために止まった",
    "wide": "Ｔｈｅ　ｍａｙｏｒ　ｃｌｏｓｅｄ　ｔｈｅ　ｂｒｉｄｇｅ　ｏｎ　ｔｈｅ　５ｔｈ　ｏｆ　Ｍａｙ",
    "drawn together": "The oﬃcial oﬀered ﬁve ﬂats to ﬁsh traders who had suﬀered at ﬁrst light.",
}


@pytest.mark.parametrize("name", SAME_TEXTS)
def test_a_text_in_another_normal_form_is_a_copy(name: str) -> None:
    forms = [normalize(form, SAME_TEXTS[name]) for form in ("NFC", "NFD", "NFKC", "NFKD")]
    assert len(set(forms)) > 1
    assert clusters([*map(sketch, forms), sketch("Something else was said of the harbour and its ships.")]) == [
        *(0, 0, 0, 0),
        4,
    ]
    short = SAME_TEXTS[name][:12]
    assert {tuple(sketch(normalize(form, short))) for form in ("NFC", "NFD", "NFKC", "NFKD")} == {tuple(sketch(short))}


def test_a_heap_of_marks_is_no_work_for_hours() -> None:
    assert len(sketch("a" + "\u0301\u0316" * 100_000)) == 1


def test_of_a_short_text_all_shingles_are_kept_and_of_a_long_one_some() -> None:
    brief = sketch(" ".join(f"brief{number}" for number in range(30)))
    assert len(brief) == 29, "of the last word on there are no twelve letters"
    long = sketch(" ".join(f"word{number}" for number in range(10_004)))
    assert list(long) == sorted(set(long))
    assert 128 <= len(long) < 256


def test_what_is_joined_by_a_key_stays_joined_and_an_empty_key_joins_nothing() -> None:
    joined = Clusters(6)
    joined.join(5, 2)
    joined.join_equal(["a", "", "b", "a", "", "c"])
    assert joined.numbers() == [0, 1, 2, 0, 4, 2]
    joined.join(2, 3)
    assert joined.numbers() == [0, 1, 0, 0, 4, 0]


# Made-up words, the first of them common: as in a language, the n-th comes about 1/n as often as the first.
_LETTERS = random.Random(1)
ENGLISH = ["".join(_LETTERS.choices("etaoinshrdlu", k=_LETTERS.randint(2, 9))) for _ in range(5_000)]
CHINESE = ["".join(chr(0x4E00 + _LETTERS.randrange(2_000)) for _ in range(2)) for _ in range(5_000)]
COMMON = list(accumulate(1 / (number + 2.7) for number in range(5_000)))


def story(draw: random.Random, lexicon: Words, length: int) -> Words:
    words = draw.choices(lexicon, cum_weights=COMMON, k=length)
    return [sign for word in words for sign in word] if lexicon is CHINESE else words


def edited(draw: random.Random, told: Words, lexicon: Words) -> Words:
    """A paper's own copy of a story: a word in twenty is another, gone or new, and a line of its own stands above."""
    made = story(draw, lexicon, 3)
    for word in told:
        other = draw.choice(lexicon)[: len(word)] if lexicon is CHINESE else draw.choice(lexicon)
        made += draw.choice(([other], [], [word, other])) if draw.random() < 0.05 else [word]
    return made


KINDS = [(ENGLISH, 30, " "), (ENGLISH, 400, " "), (CHINESE, 30, ""), (CHINESE, 300, "")]
"""Briefs of 30 words (of Chinese, 60 signs) and stories."""
NAMED = pytest.mark.parametrize(("lexicon", "length", "between"), KINDS, ids=["brief", "story", "简讯", "报道"])


@NAMED
@pytest.mark.parametrize("seed", range(5))
def test_of_sixty_copies_of_a_wire_story_none_is_in_another_part(
    lexicon: Words, length: int, between: str, seed: int
) -> None:
    draw = random.Random(seed)
    told = story(draw, lexicon, length)
    copies = [edited(draw, told, lexicon) for _ in range(60)]
    others = [story(draw, lexicon, length) for _ in range(240)]
    texts = [between.join(words) for words in (*copies, *others)]
    order = draw.sample(range(300), 300)
    found = clusters([sketch(texts[place]) for place in order])
    parts = dict(zip(order, assign([{}] * 300, found, Shares.parse("70/15/15"), seed=seed), strict=True))
    assert len({parts[place] for place in range(60)}) == 1
    assert len(set(found)) == 241, "and nothing else is joined"


@NAMED
def test_of_five_hundred_articles_on_different_things_none_are_joined(
    lexicon: Words, length: int, between: str
) -> None:
    draw = random.Random(7)
    texts = [between.join(story(draw, lexicon, length)) for _ in range(500)]
    assert clusters([sketch(text) for text in texts]) == list(range(500))


def test_a_brief_that_a_long_story_holds_is_its_copy() -> None:
    draw = random.Random(3)
    told = [story(draw, ENGLISH, 500) for _ in range(50)]
    found = clusters([sketch(" ".join(words)) for long in told for words in (long, long[:40])])
    assert sum(found[number] == found[number + 1] for number in range(0, 100, 2)) >= 49


@pytest.mark.parametrize(
    "words",
    [
        "Über die Brücke führt künftig kein Weg zurück sagte die Sprecherin",
        "Đường phố Hà Nội ngập nước sau trận mưa lớn kéo dài suốt đêm hôm qua",
        "서울시는 내년부터 버스 요금을 올린다고 밝혔다 시민들은 반대한다고 말했다",
        "The ﬁrst oﬃce of the ﬂeet was closed in the ﬁnal week of the strike",
    ],
)
def test_letters_that_are_drawn_alike_are_alike(words: str) -> None:
    """A copy from a Mac has its accents apart, one out of a PDF its ligatures as one letter."""
    forms = {normalize(form, words) for form in ("NFC", "NFD", "NFKC")}
    assert len(forms) > 1
    assert len({sketch(one).tobytes() for one in forms}) == 1
