"""Makes the layers of the samples, through the same gestures and the same saving that a person uses.

``python -m tests.sample_layers`` writes ``resources/samples/*.sample.annotations.json``
anew, to be committed. About the first two thirds of the short samples and the
first part of the long one are annotated; the rest is left for the reader.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from analyst_app import resources
from analyst_app.core import edits
from analyst_app.core.codebook import Codebook
from analyst_app.core.span import Span
from analyst_app.gestures import linking, tagging
from analyst_app.gestures.tagging import Outcome, Scene
from analyst_app.language.edge_rules import apply_edge_rule
from analyst_app.language.languages import language
from analyst_app.language.quotations import all_quotations
from analyst_app.language.reporting.speakers import propose_for
from analyst_app.language.zones import zones
from analyst_app.session.session import Session
from tests.saves import save_now

SAMPLES = Path(__file__).parent.parent / "resources" / "samples"
LAYER = "sample"
UP_TO = {"depot.txt": 1_700, "harbour.txt": 1_500, "reservoir.txt": 5_800}
"""Code points from which on each sample is left to the reader."""
CLAIMS = {
    "depot.txt": ("the sale would cost", "no route would", "the city spends", "a buyer had been"),
    "harbour.txt": ("divers had found", "half the cranes", "Workers had", "nine days after"),
    "reservoir.txt": ("there was no difference", "no law was broken", "That water was not", "nobody in Senn Ferry"),
}
"""Words in the sentences whose claims are tagged."""
NO_SPEAKER = ("“The lake is 11 cm", "“subject to a drift")
"""Quotes whose speaker is no person of the article: a note in a window, a company's web page."""


class Reader:
    """Reads one sample as a person would: each act is one Change of the session."""

    def __init__(self, path: Path, state: Path) -> None:
        codebook = Codebook.from_data(resources.built_in_codebook())
        document = Session.read_article(path)
        self.session = Session.load(path, document, layer_id=LAYER, codebook=codebook, state=state)
        self.scene = Scene(document.text, self.session.store, codebook, language("en"))
        self.end = UP_TO[path.name]

    def read(self, claims: tuple[str, ...]) -> None:
        """Tag skip lines, quotes with their speakers, and some claims; then save."""
        for zone in zones(self.scene.text, self.scene.language):
            if zone.span.start < self.end:
                self.tag("skip", zone.span, kind=zone.kind)
        for quotation in all_quotations(self.scene.text, self.scene.language):
            if quotation.depth == 0 and quotation.span.start < self.end:
                self.quote(quotation.span)
        for words in claims:
            outcome = tagging.tag_here(
                self.scene, self.tag_of("claim"), selection=None, caret=self.scene.text.index(words)
            )
            self.do(outcome)
        save_now(self.session)

    def quote(self, span: Span) -> None:
        """Tag a quotation and link it to whom the assistant proposes, unless it stands in a skip line."""
        if any(a.tag == "skip" for a in self.session.store.touching(*span)):
            return
        is_arabic = any("\u0600" <= letter <= "\u06ff" for letter in span.of(self.scene.text))
        scene = self.scene._replace(language=language("ar")) if is_arabic else self.scene  # a passage that she reads so
        spans = apply_edge_rule("quotation", scene.text, span, scene.language).spans
        outcome = tagging.tag_spans(scene, self.tag_of("quote"), spans)
        self.do(outcome)
        quote = self.session.store.annotation(outcome.current or "")
        role = self.tag_of("quote").role("speaker")
        if quote is None or role is None or quote.attribute("mode") == "term":
            return
        if self.scene.text.startswith(NO_SPEAKER, quote.start):
            return
        who = propose_for(
            scene.text,
            quote,
            self.session.store,
            scene.language,
            actor_tags={"actor"},
            quote_tags={"quote"},
        )
        if who:
            target = self.session.store.annotation(who[0].annotation_id or "") or who[0].span
            if target is not None:
                self.do(linking.accept(scene, quote, role, target, cue=who[0].cue))

    def tag(self, tag: str, span: Span, **values: str) -> None:
        """Tag a span and set values."""
        outcome = tagging.tag_spans(self.scene, self.tag_of(tag), [span])
        self.do(outcome)
        for name, value in values.items():
            annotation = self.session.store.annotation(outcome.current or "")
            if annotation is not None:
                self.session.do(name, edits.set_attribute(annotation, name, value))

    def tag_of(self, tag: str) -> tagging.Tag:
        """A tag of the codebook, which must be there."""
        found = self.scene.codebook.tag(tag)
        assert found is not None
        return found

    def do(self, outcome: Outcome) -> None:
        """Make an outcome's change."""
        if outcome.change:
            self.session.do(outcome.label, outcome.change)


def write(folder: Path) -> None:
    """Make the layers of the samples in a folder anew."""
    for name, claims in CLAIMS.items():
        (folder / f"{name}.{LAYER}.annotations.json").unlink(missing_ok=True)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as state:
            Reader(folder / name, Path(state)).read(claims)


if __name__ == "__main__":
    write(SAMPLES)
