"""Gold as it is made: its lane in the text, its signs in the list, its words on the card."""
