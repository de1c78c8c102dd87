"""Says what is in a bundle: ``sbom.cdx.json`` (CycloneDX 1.6) and ``LICENSES.txt``, all licences of what is shipped.

    .venv-bundle/bin/python .ci/packaging/inventory.py BUNDLE

Packages of Python are the program's requirements, with all that those require.
Shared libraries that the bundle took from this system are named with the Debian
package that they are of, whose ``copyright`` file is its licence.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

EXTRAS = ("html", "pdf", "docx", "odt", "epub", "markdown", "tables", "encodings", "verify", "xlsx")
_NAME = re.compile(r"^([A-Za-z0-9._-]+)(?:\[([^\]]*)\])?")
_LICENCE_FILE = re.compile(r"(?:^|/)(?:licen[cs]e|copying|notice|authors)[^/]*$|/licenses?/", re.IGNORECASE)


def packages() -> list[metadata.Distribution]:
    """The program and every package that it needs to run, by name."""
    found: dict[str, metadata.Distribution] = {}
    waiting = [("analyst-app", EXTRAS)]
    while waiting:
        name, extras = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found and not extras:
            continue
        try:
            one = found.setdefault(key, metadata.distribution(name))
        except metadata.PackageNotFoundError:
            continue  # of another system or Python, or an extra that nobody asked for
        for line in one.requires or ():
            requirement, _, marker = line.partition(";")
            if "extra" in marker and not any(re.search(rf"extra == ['\"]{extra}['\"]", marker) for extra in extras):
                continue
            if wanted := _NAME.match(requirement.strip()):
                waiting.append((wanted[1], tuple(filter(None, re.split(r"[\s,]+", wanted[2] or "")))))
    return [found[key] for key in sorted(found)]


def system_packages(bundle: Path) -> dict[str, str]:
    """Version by name of the Debian packages that shared libraries of the bundle are of; empty on another system."""
    if sys.platform != "linux" or not Path("/usr/bin/dpkg-query").exists():
        return {}
    found: dict[str, str] = {}
    for library in sorted((bundle / "_internal").glob("lib*.so*")):
        if library.is_symlink():
            continue
        asked = subprocess.run(  # noqa: S603
            ["/usr/bin/dpkg-query", "-S", f"*/{library.name}"], capture_output=True, text=True, check=False
        )
        name = asked.stdout.split(":")[0].strip() if asked.returncode == 0 else ""
        if name and "," not in name:
            shown = ["/usr/bin/dpkg-query", "-W", "-f", "${Version}", name]
            told = subprocess.run(shown, capture_output=True, text=True, check=False)  # noqa: S603
            found[name] = told.stdout.split("\n")[0]
    return found


def licence_of(one: metadata.Distribution) -> str:
    """A package's licence in a word or an SPDX expression, as its metadata says it."""
    facts = one.metadata
    said = facts.get("License-Expression") or ""
    named = [line.rpartition(" :: ")[2] for line in facts.get_all("Classifier") or () if line.startswith("License ::")]
    short = (facts.get("License") or "").strip().split("\n")[0]
    return said or ", ".join(named) or short or "see its files"


def licence_texts(one: metadata.Distribution) -> Iterator[tuple[str, str]]:
    """Names and texts of a package's licence files."""
    for path in one.files or ():
        if _LICENCE_FILE.search(str(path)) and not str(path).endswith((".py", ".pyc")):
            file = Path(str(one.locate_file(path)))
            if file.is_file():
                yield path.name, file.read_text("utf-8", errors="replace")


def bill(shipped: list[metadata.Distribution], system: dict[str, str]) -> dict[str, Any]:
    """The bill of materials: https://cyclonedx.org/docs/1.6/json/."""
    own = next(one for one in shipped if one.metadata["Name"] == "analyst-app")
    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{one.metadata['Name'].lower()}@{one.version}",
            "name": one.metadata["Name"],
            "version": one.version,
            "licenses": [{"license": {"name": licence_of(one)}}],
            "purl": f"pkg:pypi/{one.metadata['Name'].lower()}@{one.version}",
        }
        for one in shipped
        if one is not own
    ]
    components += [
        {
            "type": "library",
            "bom-ref": f"pkg:deb/debian/{name}@{version}",
            "name": name,
            "version": version,
            "purl": f"pkg:deb/debian/{name}@{version}",
        }
        for name, version in sorted(system.items())
    ]
    components.append({"type": "platform", "bom-ref": "python", "name": "Python", "version": platform.python_version()})
    name = f"pkg:pypi/analyst-app@{own.version}"
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": name,
                "name": "analyst-app",
                "version": own.version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
                "purl": name,
            }
        },
        "components": components,
    }


def licences(shipped: list[metadata.Distribution], system: dict[str, str]) -> str:
    """All licences in one text, each text once."""
    parts = ["Analyst App and what comes with it: the licences of all that is shipped.\n"]
    seen: dict[str, str] = {}
    for one in shipped:
        name = f"{one.metadata['Name']} {one.version}"
        parts.append(f"{'=' * 78}\n{name}: {licence_of(one)}\n")
        for file, text in licence_texts(one):
            digest = hashlib.sha256(text.encode()).hexdigest()
            parts.append(
                f"({file}: as that of {seen[digest]})\n" if digest in seen else f"--- {file}\n{text.strip()}\n"
            )
            seen.setdefault(digest, name)
    python = Path(sysconfig.get_paths()["stdlib"]) / "LICENSE.txt"
    if python.exists():
        parts.append(f"{'=' * 78}\nPython {platform.python_version()}\n{python.read_text('utf-8').strip()}\n")
    for name, version in sorted(system.items()):
        copyright_file = Path("/usr/share/doc") / name / "copyright"
        text = (
            copyright_file.read_text("utf-8", errors="replace") if copyright_file.exists() else "see Debian's package"
        )
        parts.append(f"{'=' * 78}\n{name} {version} (Debian)\n{text.strip()}\n")
    return "\n".join(parts)


def main() -> None:
    """Write both files into the bundle."""
    bundle = Path(sys.argv[1])
    inside = bundle / "_internal" if (bundle / "_internal").is_dir() else bundle
    shipped, system = packages(), system_packages(bundle)
    (inside / "sbom.cdx.json").write_text(json.dumps(bill(shipped, system), indent=1) + "\n", "utf-8")
    (inside / "LICENSES.txt").write_text(licences(shipped, system), "utf-8")
    print(f"{len(shipped)} packages, {len(system)} libraries of the system: {os.fspath(inside / 'sbom.cdx.json')}")


if __name__ == "__main__":
    main()
