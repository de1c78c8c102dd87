"""The differences of a review on the screen: their list, and the card of one."""
