"""Pages that stand alone: no script, nothing loaded, every word of others escaped. All our pages are made here.

Colours are those of the window, light and dark as the reader's system asks;
printed, paper is white. Headings, landmarks and languages are marked up for
screen readers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape

from analyst_app import __version__, resources
from analyst_app.wording import visible

PAGE_LANGUAGE = "en"
"""Language of our own words."""
_HEAD = (
    f'<!DOCTYPE html>\n<html lang="{PAGE_LANGUAGE}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="generator" content="Analyst App '
)
GENERATOR = f"Analyst App {__version__}"
"""The name that files of ours give of what made them."""
_EARLIER_HEAD = (
    '<!DOCTYPE html>\n<html><head><meta charset="utf-8">'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    "<title>"
)
"""The beginning of pages of versions before 0.3, by which an earlier report is still known."""
HEADS = (_HEAD.encode(), _EARLIER_HEAD.encode())
"""The beginnings of our pages, by which an earlier one is known."""
NOT_IN_HTML = "\x00"
"""The one character that no page can hold; U+FFFD stands for it."""
_ROLES = ("surface", "paper", "raised", "hairline", "control", "text", "muted", "accent", "row", "danger")
_LEFTWARD = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001eeff]")
_WEB = re.compile(r"https?://[^\s\"'<>\\^`{|}]+", re.IGNORECASE)
BASE_STYLE = """
*{box-sizing:border-box}
html{background:var(--surface);color:var(--text);color-scheme:light dark;-webkit-text-size-adjust:100%}
body{margin:0;font:15px/1.5 system-ui,"Segoe UI",Inter,sans-serif}
h1,h2,h3,h4{font-weight:600;line-height:1.25;text-wrap:balance;break-after:avoid}
a{color:var(--accent)}
a:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.scroll{overflow-x:auto}
nav{padding:12px 16px 0}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:4px 12px 4px 0;text-align:start;vertical-align:top;border-bottom:1px solid var(--hairline)}
.number{text-align:end}
.muted{color:var(--muted)}
.acts{font:12px/1 ui-monospace,monospace;color:var(--danger);border:1px solid;border-radius:3px;padding:0 2px}
@media print{
 @page{margin:16mm 15mm 18mm}
 html,body{background:#fff}
 body{font-size:10pt}
 .skip,.screen{display:none}
 a{color:inherit;text-decoration:none}
 li,tr{break-inside:avoid-page}
}
"""


def escaped(words: str) -> str:
    """Words as HTML text: markup escaped, and what turns the direction of writing shown instead of obeyed."""
    return escape(visible(words), quote=True)


def held(words: str) -> str:
    """Words as the value of an attribute that a program reads: every character as it is.

    A parser makes a line feed of a bare carriage return; U+0000, which no page
    can hold, becomes U+FFFD.
    """
    return escape(words.replace(NOT_IN_HTML, "\ufffd"), quote=True).replace("\r", "&#13;")


def direction(words: str) -> str:
    """The attribute by which words find their direction; none where all of them run with the page."""
    return "" if words.isascii() or _LEFTWARD.search(words) is None else ' dir="auto"'


def apart(words: str) -> str:
    """Words of others among ours, as HTML: those written from right to left keep their order to themselves."""
    return f"<bdi>{escaped(words)}</bdi>" if direction(words) else escaped(words)


def web_link(address: str) -> str:
    """An address as a link if it is one of the web, else as words: no other scheme is ever followed."""
    if _WEB.fullmatch(address) is None:
        return apart(address)
    return f'<a href="{escaped(address)}" rel="noopener noreferrer nofollow">{escaped(address)}</a>'


def page(title: str, body: Sequence[str], *, style: str = "", scripts: Sequence[str] = ()) -> bytes:
    """A whole page.

    Args:
        title: of the page, plain words.
        body: its content as HTML, joined by line ends.
        style: rules beside those that every page has.
        scripts: what the policy allows to run, each as ``'sha256-…'`` of an inline script; nothing is ever loaded.
    """
    allowed = f" script-src {' '.join(scripts)};" if scripts else ""
    policy = f"default-src 'none'; style-src 'unsafe-inline';{allowed} base-uri 'none'; form-action 'none'"
    head = [
        f'{_HEAD}{__version__}">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escaped(title)}</title>",
        f"<style>{colour_rules()}{BASE_STYLE}{style}</style>",
        "</head>",
        "<body>",
    ]
    return "\n".join([*head, *body, "</body>", "</html>", ""]).encode("utf-8", "backslashreplace")


@cache
def colour_rules() -> str:
    """The colours by role as variables: light, dark where the system asks for it, and on white paper."""
    light, dark = variables(resources.theme("light")), variables(resources.theme("dark"))
    return (
        f":root{{{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        "@media print{:root{--paper:#fff;--surface:#fff;color-scheme:light}}"
    )


def variables(codes: Mapping[str, str]) -> str:
    """Colours by role as CSS variables."""
    return "".join(f"--{role}:{codes[role]};" for role in _ROLES)
