"""The app as a process of its own on a real X screen with a window manager, driven by real key and button events."""
