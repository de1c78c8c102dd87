"""The form by which a reader without the app answers in a report's page; without scripts it is not there.

It takes a page as it is: an ``article`` with ``data-article`` and
``data-sha256``, its text in ``p.t``, an ``li`` with ``data-annotation``,
``data-layer``, ``data-start`` and ``data-end`` for each annotation, and ``mark``
elements with the numbers of these in ``data-n``.
"""

from __future__ import annotations

from html import escape

from analyst_app.export.report.answer_script import SCRIPT
from analyst_app.wording import tr

FORM_STYLE = """
#answer-form{margin:24px auto 0;padding:12px 16px;max-width:1100px;background:var(--raised,#fff);
 border:1px solid var(--hairline,#e2ded6)}
#answer-form.open{position:sticky;bottom:0;max-height:60vh;overflow:auto;border-top-color:var(--control,#8a857c)}
#answer-form.open .muted{display:none}
#answer-form[hidden],#answer-form [hidden]{display:none!important}
#answer-form h2{font-size:15px;margin:0 0 4px}
#answer-form p{margin:4px 0}
#answer-form textarea,#answer-form input[type=text]{width:100%;font:inherit;color:inherit;padding:6px 8px;
 background:var(--paper,#fff);border:1px solid var(--control,#8a857c);border-radius:7px}
#answer-form input[type=text]{max-width:320px}
#answer-form button{font:inherit;color:inherit;padding:5px 12px;background:var(--paper,#fff);cursor:pointer;
 border:1px solid var(--control,#8a857c);border-radius:7px}
#answer-form button:disabled{opacity:.4;cursor:default}
#answer-form .row{display:flex;flex-wrap:wrap;gap:8px;align-items:center}
#answer-form ol{margin:8px 0;padding-inline-start:20px}
#answer-form :focus-visible,li[data-annotation]:focus-visible{outline:2px solid var(--accent,#0b6473);
 outline-offset:2px}
li[data-annotation],mark[data-n]{cursor:pointer}
@media print{#answer-form{display:none}}
"""
"""Rules for the form, in the colours of the page."""


def answer_form() -> str:
    """The form and its script, to stand at the end of a page's body."""
    words = {
        "select-first": tr("Select words of the article first."),
        "choose-first": tr("Choose an annotation first, or select words."),
        "say-first": tr("Write a few words, or say whether you agree."),
        "name-first": tr("Your name, please: the answers go into a layer of yours."),
        "given": tr("Noted. Save the answers when you have finished."),
        "saved": tr("Saved as a file. Send it to whoever sent you this page."),
        "saved-with": tr(
            "Saved as a file, with the answer that you were writing. Send it to whoever sent you this page."
        ),
        "remove": tr("Remove"),
        "remark-on": tr("Remark on"),
    }
    data = " ".join(f'data-{name}="{escape(said)}"' for name, said in words.items())
    return (
        f'<section id="answer-form" aria-label="{escape(tr("Your answers"))}" hidden {data}>\n'
        f'<h2>{escape(tr("Your answers"))} <span data-part="count"></span></h2>\n'
        f'<p class="muted">{escape(_how())}</p>\n'
        f'<div data-part="editor" hidden><p><b data-part="about" dir="auto"></b></p>\n{_verdicts()}\n'
        f'<p><label>{escape(tr("Your words"))}<textarea data-part="words" rows="3" dir="auto"></textarea></label></p>\n'
        f'<p class="row"><button type="button" data-part="give">{escape(tr("Note the answer"))}</button>'
        f'<button type="button" data-part="drop">{escape(tr("Drop it"))}</button></p></div>\n'
        '<ol data-part="list"></ol>\n'
        f'<p class="row"><button type="button" data-part="remark">{escape(tr("Remark on the selected words"))}</button>'
        f'<label>{escape(tr("Your name"))} <input type="text" data-part="who" autocomplete="name"></label>'
        f'<button type="button" data-part="save" disabled>{escape(tr("Save the answers as a file…"))}</button></p>\n'
        f'<p data-part="told" role="status" aria-live="polite"></p>\n</section>\n<script>{SCRIPT}</script>'
    )


def _how() -> str:
    return tr(
        "Click an annotation to answer it, or select words to remark on them. Nothing is sent: you save a file and "
        "send it yourself."
    )


def _verdicts() -> str:
    rows = (
        ("comment", tr("Say something"), ""),
        ("accept", tr("I agree"), tr("I agree")),
        ("contest", tr("I disagree"), tr("I disagree")),
    )
    inside = "".join(
        f'<label><input type="radio" name="verdict" value="{value}" data-word="{escape(word)}"'
        f"{' checked' if value == 'comment' else ''}> {escape(label)}</label>"
        for value, label, word in rows
    )
    return f'<p class="row" data-part="verdicts" role="radiogroup">{inside}</p>'
