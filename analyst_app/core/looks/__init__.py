"""How annotations look, wherever they are shown: colours, lines and lanes. Pure; no Qt."""
