"""The looks of annotations, wherever they are shown: colours, lines and lanes. Pure; no Qt."""
