"""Tests of agreement.live_agreement and agreement.live_links: figures that follow each change are those made anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyst_app.agreement.agreement import Agreement, Scope
from analyst_app.agreement.agreement_data import agreement_data
from analyst_app.agreement.live_agreement import LiveAgreement
from analyst_app.agreement.tally import tally
from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.codebook import Codebook
from analyst_app.resources import built_in_codebook
from tests.review.made_layers import two_layers
from tests.review.readings import TAGS, linked, spans

SCOPE = Scope.of(Codebook.from_data(built_in_codebook()))


def anew(own, gold, length):
    agreement = Agreement((own.layer, gold.layer), SCOPE)
    agreement.add(tally([own, gold], length))
    return agreement_data(agreement)


EDITS = st.lists(
    st.tuples(st.integers(0, 59), st.sampled_from((*TAGS, "skip")), st.integers(0, 900), st.integers(1, 300)),
    max_size=8,
)


@given(EDITS)
def test_after_any_edits_the_figures_are_those_of_a_count_made_anew(edits):
    own, other, length = two_layers(60)
    gold = {one.id: one for one in other.annotations}
    links = list(other.links)
    live = LiveAgreement(own, Reading("gold", list(gold.values()), links), length=length, scope=SCOPE)
    for number, tag, start, size in edits:
        old = gold.pop(f"b{number}", None)
        lost = [link for link in links if f"b{number}" in (link.from_id, link.to_id)]
        new = Annotation(f"b{number}", tag, start, min(length, start + size))
        gold[new.id] = new
        links = [link for link in links if link not in lost]
        live.update([old] if old else [], [new], removed_links=lost)
    assert agreement_data(live.agreement) == anew(own, Reading("gold", list(gold.values()), links), length)


def test_links_that_come_are_counted():
    own, other, length = two_layers(20)
    live = LiveAgreement(own, Reading("gold", other.annotations), length=length, scope=SCOPE)
    live.update([], [], added_links=other.links)
    assert agreement_data(live.agreement)["links"] == anew(own, other._replace(layer="gold"), length)["links"]


def test_a_link_that_stays_at_an_end_is_followed_after_another_there_has_gone():
    between = [("cue", 10 * n, 10 * n + 5) for n in range(1, 15)]  # so many that the actors lie in another part
    items = (("quote", 0, 9), ("actor", 200, 205), ("actor", 210, 215), *between)
    own = linked(spans("a", *items), ("speaker", 0, 1), ("about", 0, 2))
    gold = linked(spans("g", *items), ("speaker", 0, 1), ("about", 0, 2))
    live = LiveAgreement(own, gold, length=300, scope=SCOPE)
    live.update([], [], removed_links=gold.links[1:])
    assert live.agreement.links() == {"speaker": ((1.0, ""), 1, 2), "about": ((0.0, ""), 0, 1)}
    live.update(gold.annotations[:1], [])  # the quote has gone: gold's link leads from nowhere
    assert live.agreement.links() == {"speaker": ((0.0, ""), 0, 1), "about": ((0.0, ""), 0, 1)}


def test_gold_that_is_empty_and_fills_up_is_counted_too():
    own, _, length = two_layers(40)
    live = LiveAgreement(own, Reading("gold", []), length=length, scope=SCOPE)
    assert live.agreement.overall().figures["f1_exact"].value == 0
    copies = [one._replace(id=f"g{one.id}") for one in own.annotations]
    live.update([], copies, added_links=[Link("l", "speaker", "ga1", "ga2")])
    assert live.agreement.overall().figures["f1_exact"].value == 1
    live.update(copies[:20], [], removed_links=[Link("l", "speaker", "ga1", "ga2")])
    rest = Reading("gold", copies[20:])
    assert agreement_data(live.agreement) == anew(own, rest, length)


@given(st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15), st.integers(0, 15), st.booleans()), max_size=12))
def test_links_that_come_go_and_lead_elsewhere_are_counted_as_anew(edits):
    own, other, length = two_layers(16)
    links = {link.id: link for link in other.links}
    live = LiveAgreement(own, other._replace(layer="gold"), length=length, scope=SCOPE)
    for number, tail, head, stays in edits:
        old = links.pop(f"lb{number}", None)
        new = Link(f"lb{number}", "speaker", f"b{tail}", f"b{head}")
        links |= {new.id: new} if stays else {}
        live.update([], [], removed_links=[old] if old else [], added_links=[new] if stays else [])
    gold = Reading("gold", other.annotations, list(links.values()))
    assert agreement_data(live.agreement)["links"] == anew(own, gold, length)["links"]


@given(st.lists(st.tuples(st.integers(0, 59), st.booleans()), max_size=20), st.sets(st.integers(0, 59)))
def test_what_is_set_aside_counts_as_if_the_layer_had_it_not(turns, at_first):
    own, other, length = two_layers(60)
    gold = Reading("gold", other.annotations, other.links)
    aside = {f"a{number}" for number in at_first}
    live = LiveAgreement(own, gold, length=length, scope=SCOPE, aside=aside)
    by_id = {one.id: one for one in own.annotations}
    for number, is_aside in turns:
        live.set_aside([by_id[f"a{number}"]] if f"a{number}" in by_id else [], is_aside=is_aside)
        (aside.add if is_aside else aside.discard)(f"a{number}")
    left = [one for one in own.annotations if one.id not in aside]
    assert agreement_data(live.agreement) == anew(own._replace(annotations=left), gold, length)
