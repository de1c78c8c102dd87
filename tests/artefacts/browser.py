"""A headless Chromium, asked over its pipe (DevTools protocol 1.3): no library, no port, no network."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

PATIENCE = 60.0
"""Seconds: longer than any page of ours takes on a loaded machine."""


class Browser:
    """One page of a headless Chromium with a profile of its own.

    Args:
        profile: an empty folder.
    """

    def __init__(self, profile: Path) -> None:
        asked, self._ask = os.pipe()
        self._answers, answered = os.pipe()

        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in (asked, answered)]  # no 3 nor 4 among them
        self._process = subprocess.Popen(
            [
                *("bash", "-c", f'exec "$@" 3<&{ends[0]} 4>&{ends[1]}', "bash"),
                *("chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
                *("--remote-debugging-pipe", f"--user-data-dir={profile}", "--disable-dev-shm-usage"),
                *("--no-first-run", "--disable-background-networking", "--force-color-profile=srgb", "about:blank"),
            ],
            pass_fds=ends,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for end in (asked, answered, *ends):
            os.close(end)
        self._number = 0
        self._rest = b""
        self._session = ""
        self.events: list[dict[str, Any]] = []
        """All that the browser told by itself since the last page was opened."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The answer to one command.

        Args:
            method: domain and name.
            parameters: of the command.
        """
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._ask, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            said = self._next()
            if said.get("id") == self._number:
                assert "error" not in said, said["error"]
                answer: dict[str, Any] = said["result"]
                return answer
            self.events.append(said)
        raise TimeoutError(method)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = os.read(self._answers, 1 << 20)
            assert more, "the browser has ended"
            self._rest += more
        line, self._rest = self._rest.split(b"\0", 1)
        said: dict[str, Any] = json.loads(line)
        return said

    def open(self, page: Path, *, width: int = 1400, height: int = 900, dark: bool = False, anchor: str = "") -> float:
        """Open a file and wait until it is painted; seconds from the request to the second frame after loading.

        Args:
            page: the file.
            width: of the window, CSS pixels.
            height: of the window, CSS pixels.
            dark: the person prefers dark colours.
            anchor: id of the element to go to.
        """
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", media="screen", features=[scheme])
        self._go("about:blank")
        start = time.monotonic()
        self._go(page.as_uri() + (f"#{anchor}" if anchor else ""))
        self.value("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return time.monotonic() - start

    def _go(self, address: str) -> None:
        """Open an address and wait until it is loaded."""
        self.events.clear()
        self.ask("Page.navigate", url=address)
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._next())

    def value(self, script: str) -> Any:
        """The value of a line of JavaScript, run by the test and not by the page.

        Args:
            script: an expression; a promise is waited for.
        """
        said = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in said, said
        return said["result"].get("value")

    def picture(self, path: Path, *, whole: bool = False) -> Path:
        """The page as a PNG file.

        Args:
            path: the file.
            whole: all of the page, not what the window shows.
        """
        said = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(said["data"]))
        return path

    def printed(self, path: Path) -> Path:
        """The page as the browser prints it, as a PDF file on A4.

        Args:
            path: the file.
        """
        self.ask("Emulation.setEmulatedMedia", media="", features=[])
        paper = {"paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": True, "printBackground": True}
        said = self.ask("Page.printToPDF", **paper)
        path.write_bytes(base64.b64decode(said["data"]))
        return path

    def requests(self) -> list[str]:
        """The addresses that the page asked for since it was opened, itself included."""
        return [
            event["params"]["request"]["url"]
            for event in self.events
            if event.get("method") == "Network.requestWillBeSent"
        ]

    def complaints(self) -> list[str]:
        """The errors that the page or the browser told since it was opened."""
        return [
            str(event["params"])
            for event in self.events
            if event.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded")
        ]

    def close(self) -> None:
        """End the browser."""
        os.close(self._ask)
        os.close(self._answers)
        self._process.terminate()
        self._process.wait(PATIENCE)
