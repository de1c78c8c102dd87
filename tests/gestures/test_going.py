from analyst_app.gestures import going
from tests.core.scenes import put, scene_of, span_of

TEXT = "one two three four five six\n"


def test_n_goes_to_the_next_annotation_in_reading_order() -> None:
    scene = scene_of(TEXT)
    first, second, third = put(scene, "claim", "one two three"), put(scene, "actor", "two"), put(scene, "actor", "five")
    store = scene.store
    assert going.neighbour(store.annotations, current=first, caret=0, forward=True) == second
    assert going.neighbour(store.annotations, current=second, caret=0, forward=True) == third
    assert going.neighbour(store.annotations, current=third, caret=0, forward=True) is None
    assert going.neighbour(store.annotations, current=None, caret=5, forward=True) == third
    assert going.neighbour(store.annotations, current=None, caret=0, forward=True) == first


def test_p_goes_to_the_previous_annotation() -> None:
    scene = scene_of(TEXT)
    first, second = put(scene, "claim", "one two three"), put(scene, "actor", "two")
    store = scene.store
    assert going.neighbour(store.annotations, current=second, caret=0, forward=False) == first
    assert going.neighbour(store.annotations, current=first, caret=0, forward=False) is None
    assert going.neighbour(store.annotations, current=None, caret=20, forward=False) == second


def test_one_goes_on_from_where_the_current_one_would_stand_if_it_is_not_listed() -> None:
    scene = scene_of(TEXT)
    first, second, third = put(scene, "claim", "one two three"), put(scene, "actor", "two"), put(scene, "actor", "five")
    listed = [first, third]
    assert going.neighbour(listed, current=second, caret=0, forward=True) == third
    assert going.neighbour(listed, current=second, caret=0, forward=False) == first


def test_hidden_tags_are_passed_over() -> None:
    scene = scene_of(TEXT)
    put(scene, "claim", "one two three")
    actor = put(scene, "actor", "two")
    found = going.neighbour(scene.store.annotations, current=None, caret=0, forward=True, past={"claim"})
    assert found == actor
    assert going.next_here(scene.store, current=None, caret=5, shown={"quote"}) is None


def test_o_cycles_the_annotations_under_the_caret_from_the_innermost_outwards() -> None:
    scene = scene_of(TEXT)
    outer, middle, inner = (put(scene, "claim", words) for words in ("one two three four", "two three", "three"))
    seen, current = [], None
    for _ in range(4):
        current = going.next_here(scene.store, current=current, caret=10)
        seen.append(current)
    assert seen == [inner, middle, outer, inner]
    assert going.next_here(scene.store, current=None, caret=26) is None


def test_sentences_that_are_not_the_article_are_passed_over() -> None:
    scene = scene_of("One opens.\nPhoto: the mill. By R. Lund.\nTwo follows. Three ends.\n")
    put(scene, "skip", "Photo: the mill. By R. Lund.")
    one, two, three = (span_of(scene, words) for words in ("One opens.", "Two follows.", "Three ends."))
    assert going.neighbour_sentence(scene, selection=None, caret=0, forward=True) == one
    assert going.neighbour_sentence(scene, selection=one, caret=one.end, forward=True) == two
    assert going.neighbour_sentence(scene, selection=two, caret=two.end, forward=True) == three
    assert going.neighbour_sentence(scene, selection=three, caret=three.end, forward=True) is None
    assert going.neighbour_sentence(scene, selection=two, caret=two.end, forward=False) == one
    assert going.neighbour_sentence(scene, selection=one, caret=one.end, forward=False) is None


def test_sentences_of_emoji_or_symbols_only_are_passed_over() -> None:
    symbols = "* * *\n\U0001f600\U0001f44d\U0001f3fd!\n———\n"
    scene = scene_of(f"One opens.\n{symbols}Two follows.\n\u2714\ufe0f\n5.\n\U0001f600\n")
    one, two, number = (span_of(scene, words) for words in ("One opens.", "Two follows.", "5."))
    assert going.neighbour_sentence(scene, selection=one, caret=one.end, forward=True) == two
    assert going.neighbour_sentence(scene, selection=two, caret=two.end, forward=False) == one
    assert going.neighbour_sentence(scene, selection=two, caret=two.end, forward=True) == number
    assert going.neighbour_sentence(scene, selection=number, caret=number.end, forward=True) is None
    stars = scene.text.index("*")
    assert going.neighbour_sentence(scene, selection=None, caret=stars, forward=True) == two
