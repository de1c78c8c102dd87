"""The bundle's entry: the same as ``python -m analyst_app``; called ``analyst-app-gui`` it is the window's."""

import sys
from pathlib import Path

from analyst_app.__main__ import main, main_gui

if __name__ == "__main__":
    sys.exit(main_gui() if Path(sys.argv[0]).stem.endswith("-gui") else main())
