"""What the assistant finds of the named people and bodies of labelled articles, and how much of it is one.

An actor is found if one of its names is proposed, or is the end of a proposed
name or the other way round ("U.S. Senate"). Words for a role ("officials") are
no names and are not counted.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyst_app.assist.suggestions import suggestions
from analyst_app.language.languages import language
from analyst_app.language.people import is_same_person
from tests.assist.figures import Share
from tests.assist.labelled_articles import LabelledArticle


def actor_figures(articles: Iterable[LabelledArticle]) -> dict[str, Share]:
    """The shares of the articles that list their actors, by a name that says of what.

    Args:
        articles: of one language or several.
    """
    found: list[bool] = []
    right: list[bool] = []
    kinds: list[bool] = []
    for article in articles:
        if not article.actors:
            continue
        proposed = [
            one for one in suggestions(article.text, language(article.language)).actors if one.naming == "named"
        ]
        wanted = [actor for actor in article.actors if actor.kind != "state"]
        pairs = [
            (actor, one)
            for actor in wanted
            for one in proposed
            if any(is_same_person(one.name, n) for n in actor.names)
        ]
        found += [any(actor is known for actor, _ in pairs) for known in wanted]
        right += [any(one is known for _, one in pairs) for known in proposed]
        kinds += [one.kind == actor.kind for actor, one in pairs if one.kind]
    shares = {"actors: R": found, "actors: P": right, "actors: kind right where told": kinds}
    return {name: Share(sum(judged), len(judged)) for name, judged in shares.items() if judged}
