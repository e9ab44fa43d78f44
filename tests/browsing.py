"""Drives a real Chromium over its pipe for developers, with nothing but the standard library.

Each message is one JSON document that ends with a zero byte; the browser reads them from descriptor 3 and writes to 4.
"""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# In seconds; five thousand directives are some four hundred sheets to print.
_PATIENCE = 600
_WIRE = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
)
_SWITCHES = (
    "--headless",
    "--no-sandbox",  # CI runs as root; the pages are our own.
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--no-first-run",
    "--remote-debugging-pipe",
)


class Page:
    """One tab; what it says on its console, and each breach of its content security policy, is kept in `said`."""

    def __init__(self, read: int, write: int) -> None:
        self.said: list[str] = []
        self._read, self._write = read, write
        self._rest = b""
        self._sent = 0
        self._events: list[str] = []
        self._session: str | None = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: object) -> dict:
        """Ask the browser for one thing and return its answer."""
        self._sent += 1
        message = {"id": self._sent, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._write, data) :]
        while True:
            answer = self._next()
            if answer.get("id") == self._sent:
                assert "error" not in answer, answer["error"]
                return answer["result"]

    def open(self, path: Path, *, scripts: bool = True) -> None:
        """Show a file, and wait until all of it is there."""
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self._events.clear()
        self.call("Page.navigate", url=path.as_uri())
        while "Page.loadEventFired" not in self._events:
            self._next()

    def screen(self, width: int, height: int = 900, *, dark: bool = False) -> None:
        """Look through a window of that size, light or dark."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])

    def run(self, script: str) -> object:
        """Run *script* in the page, which its content security policy does not hinder, and return its value."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, key: str, code: int, text: str = "") -> None:
        """Press and release one key."""
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, text=text)

    def type(self, text: str) -> None:
        """Write *text* where the cursor stands."""
        self.call("Input.insertText", text=text)

    def picture(self, *, whole: bool = False) -> bytes:
        """Return what is seen as PNG, or the *whole* page."""
        answer = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        return base64.b64decode(answer["data"])

    def pdf(self) -> bytes:
        """Print the page on the paper that its style asks for."""
        answer = self.call("Page.printToPDF", preferCSSPageSize=True, transferMode="ReturnAsStream")
        chunks = []
        while True:
            chunk = self.call("IO.read", handle=answer["stream"])
            chunks.append(base64.b64decode(chunk["data"]) if chunk.get("base64Encoded") else chunk["data"].encode())
            if chunk["eof"]:
                return b"".join(chunks)

    def _next(self) -> dict:
        patience = time.monotonic() + _PATIENCE
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._read], [], [], max(patience - time.monotonic(), 0))
            assert ready, "the browser says nothing any more"
            data = os.read(self._read, 1 << 20)
            assert data, "the browser has gone"
            self._rest += data
        line, _, self._rest = self._rest.partition(b"\0")
        message = json.loads(line)
        self._note(message)
        return message

    def _note(self, message: dict) -> None:
        method, parameters = message.get("method"), message.get("params", {})
        if method:
            self._events.append(method)
        if method == "Log.entryAdded":
            self.said.append(parameters["entry"]["text"])
        elif method == "Runtime.exceptionThrown":
            self.said.append(parameters["exceptionDetails"]["text"])
        elif method == "Runtime.consoleAPICalled":
            self.said.append(str(parameters["args"]))


@contextmanager
def browsing() -> Iterator[Page]:
    """Start a browser with one empty page, and end it."""
    assert CHROMIUM, "install Chromium: apt-get install chromium"
    to_browser, from_browser = os.pipe(), os.pipe()
    # Out of the way of 3 and 4, which they become.
    theirs = [fcntl.fcntl(fd, fcntl.F_DUPFD, 10) for fd in (to_browser[0], from_browser[1])]
    os.close(to_browser[0])
    os.close(from_browser[1])
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [sys.executable, "-c", _WIRE, *map(str, theirs), CHROMIUM, *_SWITCHES, f"--user-data-dir={profile}"]
        process = subprocess.Popen(
            command, pass_fds=theirs, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for fd in theirs:
            os.close(fd)
        try:
            yield Page(from_browser[0], to_browser[1])
        finally:
            os.close(to_browser[1])
            os.close(from_browser[0])
            process.terminate()
            process.wait(timeout=_PATIENCE)
