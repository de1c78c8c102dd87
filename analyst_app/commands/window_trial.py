"""The child process of ``doctor`` that tries whether a window can open; it runs by ``python -m`` and in a bundle.

Qt may end the process that tries it, so that it is not the one that tells.
"""

from analyst_app.commands.open_command import window_problem


def main() -> None:
    """Print the reason why no window can open; an empty line if one can."""
    print(window_problem())


if __name__ == "__main__":
    main()
