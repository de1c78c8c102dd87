"""``python -m analyst_app``."""

import sys

from analyst_app.cli import main

sys.exit(main())
