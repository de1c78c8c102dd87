"""Articles that were annotated and then changed, renamed or re-saved by other programs."""

from __future__ import annotations

from pathlib import Path

from analyst_app.core import edits
from analyst_app.core.codebook import Codebook
from analyst_app.core.span import Span
from analyst_app.resources import built_in_codebook
from analyst_app.session.session import Session
from tests.saves import save_now

HARBOUR = (
    "Harbour budget is cut\n\n"
    "The mayor, Lena Ortiz, said “the harbour is safe” on Monday. Critics called the plan “reckless.”\n"
    "Ortiz said “the harbour is safe” again on Tuesday; the union denies it.\n\n"
    "The union's chair, Ada Brandt, told reporters that the ferry will be late.\n"
)
HARBOUR_TAGS = (
    ("actor", "Lena Ortiz", 0),
    ("quote", "“the harbour is safe”", 0),
    ("quote", "“the harbour is safe”", 1),
    ("actor", "Ada Brandt", 0),
    ("claim", "the ferry will be late", 0),
)
"""Tag, words, and the occurrence that is meant."""
MAIRE = "Le maire, José Müller, a dit « le port est sûr » à l’Élysée.\nHélène Dûpré répète « le port est sûr ».\n"
MAIRE_TAGS = (
    ("actor", "José Müller", 0),
    ("quote", "« le port est sûr »", 0),
    ("actor", "Hélène Dûpré", 0),
    ("quote", "« le port est sûr »", 1),
)
SEOUL = "서울 시장 오세훈은 “항구는 안전하다”고 말했다.\n시민 단체는 그 말을 믿지 않는다.\n"
SEOUL_TAGS = (("actor", "오세훈", 0), ("quote", "“항구는 안전하다”", 0))


def annotate(
    article: Path, *tags: tuple[str, str, int], layer: str = "alice", encoding: str | None = None, state: Path
) -> Path:
    """Tag words of an article in a layer, save it, and give the sidecar."""
    document = Session.read_article(article, encoding)
    codebook = Codebook.from_data(built_in_codebook())
    session = Session.load(article, document, layer_id=layer, codebook=codebook, state=state)
    made = []
    for tag, words, occurrence in tags:
        start = -1
        for _ in range(occurrence + 1):
            start = document.text.index(words, start + 1)
        made.append(edits.new_annotation(tag, Span(start, start + len(words)), {}))
    session.do("Tag", edits.add(*made))
    save_now(session)
    return session.sidecar
