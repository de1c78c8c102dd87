"""The facts that a page states: linked data first, then the words in its head, then what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from analyst_app.importers.pages.linked_data import LinkedArticle, articles_in
from analyst_app.importers.pages.page_blocks import words_of
from analyst_app.importers.pages.page_tree import letters_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = ("og:title", "twitter:title", "citation_title", "dc.title", "parsely-title", "sailthru.title")
_OUTLETS = ("og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher", "publisher")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
            "citation_author", "byl", "og:article:author")  # fmt: skip
_DATES = ("article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
          "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "citation_publication_date", "pubdate",
          "publishdate", "publish-date", "date")  # fmt: skip
_DAY = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")
_SLASHED = re.compile(r"\s*(\d{4})/(\d{2})/(\d{2})(?!\d)")
_SITE = re.compile(r"\s+[|–—·•»«:-]\s+")
_SECOND_LEVEL = re.compile(r"^(?:www\d?|m|edition|amp)\.|(?:\.(?:co|com|org|gov|ac))?\.[a-z]{2,12}(?::\d+)?$")
_LIKE_DOMAIN = re.compile(r"^\S+\.[a-z]{2,4}$", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?!\d)")
_FIRST_YEAR = 1600
"""There were no newspapers before."""
_ALIKE = 0.6
"""Of the words of two titles so many must be shared for them to be one."""


class PageHead(NamedTuple):
    """The facts that a page states where no reader looks."""

    article: LinkedArticle | None
    """The facts in linked data; None if there are none of this article."""
    metas: dict[str, list[str]]
    """The values of the ``meta`` elements by their name in small letters."""
    shown_title: str
    """The content of the ``title`` element."""
    canonical: str

    def first(self, names: Iterable[str]) -> str:
        """The first value that one of some names has; "" if none has."""
        return next((value for name in names for value in self.metas.get(name, ())), "")


def head_of(root: HtmlElement, base: str) -> PageHead:
    """The facts in a page's head.

    Args:
        root: the parsed page.
        base: the address at which it was saved; empty if unknown.
    """
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if value := " ".join(meta.get("content", "").split()):
            metas.setdefault(name.strip().lower(), []).append(value)
    title = next((words_of(one) for one in root.iter("title") if one.getparent().tag != "svg"), "")
    links = [link.get("href", "") for link in root.iter("link") if link.get("rel", "").lower() == "canonical"]
    canonical = _address((*links, *metas.get("og:url", ())), base)
    scripts = [one.text or "" for one in root.iter("script") if "ld+json" in one.get("type", "").lower()]
    titles = [*(metas[name][0] for name in _TITLES if name in metas), title, *_headings(root)]
    article = _own(articles_in(scripts), canonical or base, titles)
    if not canonical and article is not None:
        canonical = _address(article.addresses, base)
    return PageHead(article, metas, title, canonical)


def title_of(head: PageHead, root: HtmlElement, otherwise: str) -> str:
    """The headline, as the page shows it where it does.

    Args:
        head: the page's head.
        root: the page.
        otherwise: what is taken if it states none.
    """
    stated = head.article.headline if head.article is not None else ""
    named = [words for words in (stated, head.first(_TITLES)) if words] or [
        words for words in (head.shown_title, otherwise) if words
    ]
    site = {letters_of(words) for words in (outlet_of(head, ""), head.first(_OUTLETS)) if words}
    for heading in _headings(root):
        if letters_of(heading) not in site and any(_is_one(heading, words) for words in named):
            return heading
    return _without_site(named[0], head) if named else ""


def outlet_of(head: PageHead, otherwise: str) -> str:
    """The outlet's name: of those that are stated, the one that the page's address bears out.

    Args:
        head: the page's head.
        otherwise: what is taken if it states none.
    """
    stated = [value for name in _OUTLETS[:1] for value in head.metas.get(name, ())]
    stated += [head.article.publisher] if head.article is not None and head.article.publisher else []
    stated += [value for name in _OUTLETS[1:] for value in head.metas.get(name, ())]
    names = [words for words in stated if "://" not in words and not words.startswith("@")]
    host = letters_of(_SECOND_LEVEL.sub("", urlsplit(head.canonical).netloc))
    names += [otherwise] if otherwise or not names else []

    def likely(name: str) -> int:
        is_borne_out = bool(host) and (host in letters_of(name) or letters_of(name) in host)
        return is_borne_out + (not name.islower() and not _LIKE_DOMAIN.search(name))

    return max(names, key=likely)


def authors_in_head(head: PageHead) -> list[str]:
    """The authors whom the head names; none if it names none."""
    if head.article is not None and head.article.authors:
        return head.article.authors
    for name in _AUTHORS:
        found = [words for words in head.metas.get(name, ()) if not re.search(r"://|^@|^www\.", words)]
        if found:
            return list(dict.fromkeys(found))
    return []


def date_of(head: PageHead, root: HtmlElement) -> str:
    """The day of publication that the page states, as YYYY-MM-DD; "" if it states none that is a day.

    A time in UTC may fall on the day before or after the one that the page
    shows its readers: then the page's local time or its address tells which.

    Args:
        head: the page's head.
        root: the page.
    """
    stated = [head.article.published] if head.article is not None else []
    stated += [value for name in _DATES for value in head.metas.get(name, ())]
    local = []
    for element in root.iter("time", "meta", "span"):
        moment = element.get("datetime") or element.get("content") or ""
        if element.get("itemprop") == "datePublished" or (element.tag == "time" and element.get("pubdate") is not None):
            stated.append(moment)
        local += [moment] if element.tag == "time" else []
    found = next((words for words in stated if day_of(words)), "")
    moment = _moment(found)
    if moment is None or moment.utcoffset():
        return day_of(found)
    for words in (*stated, *local):
        other = _moment(words)
        if other is not None and other.utcoffset() and abs(other - moment) < timedelta(minutes=1):
            return day_of(words)
    in_address = _IN_ADDRESS.search(head.canonical)
    day = day_of("-".join(in_address.groups())) if in_address else ""
    is_beside = bool(day) and abs(date.fromisoformat(day) - moment.date()) == timedelta(days=1)
    return day if is_beside else day_of(found)


def _moment(words: str) -> datetime | None:
    """A time with its offset from UTC; None if it says no offset."""
    try:
        moment = datetime.fromisoformat(words.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def day_of(words: str) -> str:
    """The day at the beginning of some words, which must be an ISO date; "" if there is none."""
    match = _DAY.match(words) or _SLASHED.match(words)
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        return ""
    return day.isoformat() if day is not None and day.year >= _FIRST_YEAR else ""


def _own(articles: list[LinkedArticle], address: str, titles: list[str]) -> LinkedArticle | None:
    """The article that the page is, of those it states facts of; others may be teasers."""
    wanted = _bare(address)
    by_address = [one for one in articles if wanted and wanted in map(_bare, one.addresses)]
    by_title = [one for one in articles if one.headline and any(_is_one(one.headline, title) for title in titles)]
    nameless = [one for one in articles if not one.headline and not one.addresses]
    found = by_address or by_title or (articles if len(articles) == 1 and (nameless or not any(titles)) else [])
    return max(found, key=lambda one: (len(one.authors) > 0, bool(one.published)), default=None)


def _address(stated: Iterable[str], base: str) -> str:
    """The first address that is one and leads to a page; one that leads to the site's front only if no other is."""
    found = []
    for words in stated:
        try:
            address = urljoin(base, words.strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc:
            found.append((parts.path.strip("/") == "" and not parts.query, address))
    return min(found, key=lambda one: one[0])[1] if found else ""


def _bare(address: str) -> str:
    return re.sub(r"^https?://(?:www\.|m\.)?|[?#].*$", "", address).rstrip("/")


def _headings(root: HtmlElement) -> Iterator[str]:
    for heading in root.iter("h1"):
        if next(heading.iterancestors("aside", "nav", "footer"), None) is None and (words := words_of(heading)):
            yield words


def _is_one(heading: str, title: str) -> bool:
    """True if a heading and a title say the same: one within the other, or most words shared."""
    one, other = letters_of(heading), letters_of(title)
    if not one or not other:
        return False
    if one == other or (len(one) > 8 and (other.startswith(one) or one.startswith(other))):
        return True
    ours, theirs = set(heading.casefold().split()), set(title.casefold().split())
    return len(ours) > 2 and len(ours & theirs) >= _ALIKE * max(len(ours), min(len(theirs), len(ours)))


def _without_site(title: str, head: PageHead) -> str:
    """A title without the outlet's name behind it."""
    parts = _SITE.split(title)
    outlet = letters_of(outlet_of(head, ""))
    if len(parts) > 1 and outlet and letters_of(parts[-1]) == outlet:
        return title[: title.rindex(parts[-1])].rstrip(" |–—·•»«:-")
    return title
