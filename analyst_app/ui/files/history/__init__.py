"""The history of a layer: its earlier saves by day, and a preview of what each would bring back."""
