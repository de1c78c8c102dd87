"""Tags that stand under others, and attributes with several values, required ones, and those asked for at times."""

from __future__ import annotations

from typing import Any

import pytest

from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import LINE_STYLES, Codebook
from analyst_app.core.edits import set_attribute, toggle_digit
from analyst_app.core.looks import tag_look
from analyst_app.core.roles import value_name
from analyst_app.core.tag import Attribute, Tag
from analyst_app.ui.widgets import theme


def book(*tags: dict[str, Any]) -> Codebook:
    return Codebook.from_data({"format": "media-codebook", "id": "t", "name": "T", "version": 1, "tags": list(tags)})


def under(**above: str) -> Codebook:
    return book(*({"id": one, "name": one.title(), **({"under": over} if over else {})} for one, over in above.items()))


def scope(**more: Any) -> tuple[Tag, Attribute]:
    values = [{"id": "local", "name": "Local", "digit": 1}, {"id": "global", "name": "Global", "digit": 2}]
    kind = {"id": "kind", "type": "choice", "values": [{"id": "other"}]}
    tag = book({"id": "frame", "attributes": [{"id": "scope", "type": "choice", "values": values, **more}, kind]}).tags[
        0
    ]
    return tag, tag.attributes[0]


def annotation(**values: Any) -> Annotation:
    return Annotation("a1", "frame", 0, 4, tuple(values.items()))


def test_a_tag_stands_under_another_at_any_depth() -> None:
    codebook = under(moral="frame", actor="", frame="", blame="moral")
    assert codebook.path_of("blame") == ("Frame", "Moral", "Blame")
    assert codebook.path_of("actor") == ("Actor",)
    assert codebook.path_of("nobody") == ("nobody",)
    assert [tag.id for tag in codebook.children("")] == ["actor", "frame"]
    assert [tag.id for tag in codebook.children("frame")] == ["moral"]
    assert codebook.group("frame") == ("frame", "moral", "blame")
    assert [tag.id for tag in codebook.in_groups] == ["actor", "frame", "moral", "blame"]
    assert codebook.has_groups


def test_a_ring_and_a_tag_that_is_not_there_are_said_and_lose_no_tag() -> None:
    codebook = under(a="b", b="a", c="a", d="nobody", e="e")
    assert sorted(tag.id for tag in codebook.in_groups) == ["a", "b", "c", "d", "e"]
    assert codebook.path_of("c") == ("A", "C")
    assert codebook.path_of("a") == ("A",)
    assert [words.split(";")[0] for words in codebook.problems] == [
        'tag d is "under" nobody, which is no tag here',
        'tag e is "under" itself',
        'tag a is "under" itself by way of others (a, b)',
    ]


def test_two_thousand_tags_in_one_line_of_groups_are_gone_through() -> None:
    codebook = under(**{f"t{n}": f"t{n - 1}" if n else "" for n in range(2000)})
    assert len(codebook.path_of("t1999")) == len(codebook.in_groups) == 2000


def test_several_values_are_a_list_in_the_order_of_the_codebook() -> None:
    tag, attribute = scope(several=True)
    assert attribute.takes(["local", "global"])
    assert attribute.takes("local")
    for wrong in ([], ["local", "local"], ["lunar"], [1], True):
        assert not attribute.takes(wrong)
    change = toggle_digit(annotation(), tag, 2)
    assert change.added[0].attributes == (("scope", ["global"]),)  # type: ignore[union-attr]
    both = toggle_digit(annotation(scope=["global"]), tag, 1)
    assert both.added[0].attributes == (("scope", ["local", "global"]),)  # type: ignore[union-attr]
    gone = toggle_digit(annotation(scope=["global"]), tag, 2)
    assert gone.added[0].attributes == ()  # type: ignore[union-attr]
    assert value_name(attribute, ["local", "global"]) == "Local, Global"
    assert not set_attribute(annotation(scope=["local"]), "scope", ["local"])


def test_one_value_alone_is_no_list() -> None:
    _, attribute = scope()
    assert attribute.takes("local")
    assert not attribute.takes(["local"])
    assert attribute.toggled("local", "global") == "global"
    assert attribute.toggled("global", "global") is None


def test_what_is_required_is_missing_only_while_it_is_asked_for() -> None:
    tag, attribute = scope(required=True, when={"kind": ["other"]})
    assert not attribute.applies({})
    assert attribute.applies({"kind": "other"})
    assert attribute.applies({"kind": ["other"]})
    assert tag.missing({}) == ()
    assert tag.missing({"kind": "other"}) == (attribute,)
    assert tag.missing({"kind": "other", "scope": "local"}) == ()


@pytest.mark.parametrize("more", [{"several": "yes"}, {"required": 1}, {"when": ["kind"]}, {"when": {"kind": "other"}}])
def test_an_odd_rule_of_an_attribute_is_kept_told_and_does_nothing(more: dict[str, Any]) -> None:
    values = [{"id": "local"}]
    raw = {"id": "scope", "type": "choice", "values": values, **more}
    codebook = book({"id": "frame", "attributes": [raw]})
    [attribute] = codebook.tags[0].attributes
    assert (attribute.several, attribute.required, attribute.when) == (False, False, ())
    assert next(iter(more)) in codebook.problems[0]
    assert codebook.raw["tags"][0]["attributes"][0] == raw


def test_an_example_may_say_where_it_stands_and_a_tag_which_line_it_has() -> None:
    example = {"text": "It is [not a strike].", "article": "a.txt", "start": 6, "end": 18}
    tag = book({"id": "frame", "examples": [example, "[So] be it."], "line": "dotted"}).tags[0]
    assert tag.examples == ("It is [not a strike].", "[So] be it.")
    assert tag.line == "dotted"
    assert tag_look.LINE_STYLES == LINE_STYLES
    assert (
        theme.theme("light").tag_looks(book({"id": "q", "colour": "#1d4ed8", "line": "dotted"}))["q"].line == "dotted"
    )
    odd = book({"id": "frame", "line": "wavy"})
    assert odd.tags[0].line == ""
    assert '"line"' in odd.problems[0]
