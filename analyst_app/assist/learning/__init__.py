"""Learning from the team's own tags: lessons of finished articles, a tagger a tag, and what it proposes."""
