"""The lines of a hashed requirements file that hold on 64-bit Windows: pip reads markers for the system it runs on.

python for_windows.py REQUIREMENTS.txt 3.12
"""

import re
import sys
from pathlib import Path

from pip._vendor.packaging.markers import Marker

LEFT_OUT = {"pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "pefile", "macholib"}
"""Of the tool that makes bundles, which this way does without."""


def main() -> None:
    """Print them, each with its hashes and without its marker."""
    version = sys.argv[2]
    windows = {
        "sys_platform": "win32",
        "platform_system": "Windows",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "python_version": version,
        "python_full_version": f"{version}.0",
    }
    whole = re.sub(r"\\\n\s*", " ", Path(sys.argv[1]).read_text("utf-8"))
    for line in whole.splitlines():
        if not re.match(r"[A-Za-z0-9]", line):
            continue
        requirement, _, hashes = line.partition(" --hash")
        name, _, marker = requirement.partition(";")
        if name.split("==")[0].strip() in LEFT_OUT or (marker and not Marker(marker.strip()).evaluate(windows)):
            continue
        print(f"{name.strip()} --hash{hashes}")


if __name__ == "__main__":
    main()
