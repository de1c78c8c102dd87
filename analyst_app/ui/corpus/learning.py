"""Imports what the commands on the corpus take, in a worker, before somebody waits for them: some 200 modules.

Nothing here is of Qt: its classes are made on the window's thread, when they are asked for.
"""

from __future__ import annotations


def learn_to_export() -> None:
    """In a worker: import what exporting takes."""
    import analyst_app.export.preview
    import analyst_app.ui.corpus.export_job  # noqa: F401


def learn_to_count() -> None:
    """In a worker: import what the corpus's numbers take."""
    import analyst_app.corpus.overview  # noqa: F401


def learn_at_rest() -> None:
    """In a worker, while nobody waits: import what searching, importing and an article's facts take.

    Their windows open at once, for whoever asked for them types on; what a key
    opens must be there before the next key.
    """
    import analyst_app.corpus.answering.answer_intake
    import analyst_app.corpus.concordance
    import analyst_app.corpus.corpus_index
    import analyst_app.corpus.facts
    import analyst_app.corpus.intake.annotated_intake
    import analyst_app.corpus.intake.answer_files
    import analyst_app.corpus.intake.document_intake
    import analyst_app.corpus.intake.facts_intake
    import analyst_app.corpus.intake.files_to_import
    import analyst_app.corpus.intake.import_report
    import analyst_app.corpus.listing
    import analyst_app.corpus.sealing
    import analyst_app.corpus.silent_edits
    import analyst_app.export.placing.import_notes
    import analyst_app.importers.annotations.annotation_kinds
    import analyst_app.importers.files
    import analyst_app.importers.news.news_database
    import analyst_app.language.languages  # noqa: F401
