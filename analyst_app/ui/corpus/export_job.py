"""An export as the dialog does it, in a worker: with what the card says of agreement, as the command has it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from analyst_app.agreement.card_figures import CardFigure, card_figures
from analyst_app.corpus.articles import codebook_for
from analyst_app.errors import UsageError
from analyst_app.export.card import AgreementBasis, AgreementFacts
from analyst_app.export.engine import Onlooker
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.job import Exported
from analyst_app.export.selection import layer_counts
from analyst_app.session.faults import reason
from analyst_app.ui.review.agreement_reading import measured
from analyst_app.ui.widgets.long_work import LongWork


def export_with_agreement(request: ExportRequest, state: Path, work: LongWork) -> Exported:
    """Measure the agreement of the corpus if the card tells it, then export it. Blocking.

    Args:
        request: what is asked for.
        state: the local state folder.
        work: is told how far it is, and says when to stop.

    Raises:
        AnalystError: see ``exporting.export``.
        Cancelled: it was stopped, and nothing is left of it.
    """
    corpus = request.corpus
    folder = corpus if corpus.is_dir() else corpus.parent
    figures: list[CardFigure] = []
    basis = None
    try:
        if request.tells_agreement(layer_counts(corpus, request.seal)):
            found = measured(corpus, None, codebook_for(folder / "any", folder, state).codebook, work, request.seal)
            if found.made is not None:
                agreement = found.made.agreement
                figures = card_figures(agreement)
                basis = AgreementBasis(
                    agreement.layers, agreement.articles, found.rule.words, are_named=not request.with_pseudonyms
                )
    except UsageError:
        pass  # exporting says what is wrong
    except Exception as error:
        reason(error, corpus, state=state)  # logs it; the card goes without figures
    request = replace(request, agreement=tuple(AgreementFacts(*figure) for figure in figures), agreement_basis=basis)
    return export(request, Onlooker(work.reach, lambda: work.is_stopped), state=state)
