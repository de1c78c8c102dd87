"""The part of the assistant that learns from the team: what came of it, and the switch."""
