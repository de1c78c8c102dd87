"""The linter: probable slips in a layer, rule by rule; it finds and changes nothing."""
