"""Draw the pictures of the documents: the page of statistics, and a terminal.

``python benches/pictures.py docs`` writes ``docs/statistics.png`` and ``docs/terminal.png``. The
commands run in a real pseudo-terminal on the programs of ``humaneval_x`` or, where LINTSEQ_DATA
does not hold these, of ``humaneval``; what they write there is set by Chromium. It needs Chromium
with its driver, and selenium.
"""

from __future__ import annotations

import argparse
import base64
import fcntl
import html
import json
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selenium import webdriver

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATA = Path(os.environ.get("LINTSEQ_DATA", "../shared/data"))
_COLUMNS, _ROWS = 100, 60
_MOMENT = 0.6
"""The part of the run at which its progress is drawn."""
_WIDTH = 1280
_MARGIN = 16

_CONTROL = re.compile(r"\x1b\[([0-9;]*)([A-Za-z])")
_PERCENT = re.compile(r"\] +(\d+)%")
_CLASSES = {"1": "bold", "2": "faint", "31": "red", "32": "green", "36": "cyan"}
_PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>
body { margin: 0; padding: 16px; background: #ffffff; width: max-content; }
figure { margin: 0 0 14px; border-radius: 9px; overflow: hidden; }
figure { background: #10151c; color: #d7dee7; }
figure:last-child { margin: 0; }
figcaption { padding: 8px 14px; background: #1d2530; display: flex; gap: 7px; }
i { width: 11px; height: 11px; border-radius: 6px; background: #465260; }
pre { margin: 0; padding: 12px 18px 14px; font: 14px/1.28 "DejaVu Sans Mono", monospace; }
.bold { font-weight: 700; color: #ffffff; } .faint { color: #8b98a7; } .red { color: #ff7b72; }
.green { color: #56d364; } .cyan { color: #56b6f0; } .prompt { color: #e3b341; }
</style>"""


@dataclass
class Screen:
    """What a terminal shows of the few control sequences that lintseq writes."""

    lines: list[list[tuple[str, str]]] = field(default_factory=lambda: [[]])
    column: int = 0
    style: str = ""

    def write(self, text: str) -> None:
        """Take in what a program wrote."""
        place = 0
        while place < len(text):
            found = _CONTROL.match(text, place)
            if found:
                self._control(found[1], found[2])
                place = found.end()
                continue
            self._put(text[place])
            place += 1

    def _control(self, parameter: str, kind: str) -> None:
        if kind == "K":
            del self.lines[-1][self.column :]
        elif kind == "m":
            styles = [_CLASSES.get(code, "") for code in parameter.split(";")]
            self.style = " ".join(filter(None, styles))

    def _put(self, character: str) -> None:
        line = self.lines[-1]
        if character == "\n":
            self.lines.append([])
            self.column = 0
        elif character == "\r":
            self.column = 0
        else:
            line += [(" ", "")] * (self.column - len(line))
            line[self.column : self.column + 1] = [(character, self.style)]
            self.column += 1

    def html(self) -> str:
        """Write the lines with their colours."""
        shown = []
        for line in self.lines:
            runs: list[list[str]] = []
            for character, style in line:
                if not runs or runs[-1][1] != style:
                    runs.append(["", style])
                runs[-1][0] += character
            shown.append(
                "".join(f'<span class="{style}">{html.escape(text)}</span>' for text, style in runs)
            )
        return "\n".join(shown).rstrip()


def run(command: list[str], folder: Path) -> list[str]:
    """Run lintseq in a terminal of its own; gives what it wrote, piece by piece."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", _ROWS, _COLUMNS, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    process = subprocess.Popen(
        [sys.executable, "-m", "lintseq", *command[1:]],
        cwd=folder,
        env=environment,
        stdin=follower,
        stdout=follower,
        stderr=follower,
    )
    os.close(follower)
    written = b""
    while True:
        try:
            piece = os.read(leader, 1 << 16)
        except OSError:  # the last one to hold the terminal is gone
            break
        if not piece:
            break
        written += piece
    os.close(leader)
    if process.wait() != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{written.decode()}")
    return re.split(r"(?=\r(?!\n))", written.decode().replace("\r\n", "\n"))


def window(*sessions: tuple[list[str], list[str]]) -> str:
    """Draw a terminal in which commands were typed."""
    parts = []
    for command, pieces in sessions:
        screen = Screen()
        screen.write("".join(pieces))
        prompt = f'<span class="prompt">$</span> <b>{html.escape(" ".join(command))}</b>'
        parts.append(f"{prompt}\n{screen.html()}")
    text = "\n\n".join(parts)
    return f"<figure><figcaption><i></i><i></i><i></i></figcaption><pre>{text}</pre></figure>"


def at_moment(pieces: list[str]) -> list[str]:
    """Give what was written up to the moment to draw."""
    known = [(n, found) for n, piece in enumerate(pieces) if (found := _PERCENT.search(piece))]
    if not known:
        raise SystemExit("the run ended before it showed its progress")
    last = min(reversed(known), key=lambda item: abs(int(item[1][1]) - 100 * _MOMENT))[0]
    return pieces[: last + 1]


@contextmanager
def chromium() -> Iterator[webdriver.Chrome]:
    """Start a browser.

    Raises:
        SystemExit: If there is none.
    """
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if binary is None or driver is None:
        raise SystemExit("Chromium is absent: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars"):
        options.add_argument(argument)
    with webdriver.Chrome(options, webdriver.ChromeService(driver)) as browser:
        yield browser


def photograph(browser: webdriver.Chrome, selector: str, width: int, path: Path) -> None:
    """Write the page from its top to the end of an element as a PNG."""
    script = "return document.querySelector(arguments[0]).getBoundingClientRect().bottom + scrollY"
    height = browser.execute_script(script, selector) + _MARGIN
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    options: dict[str, Any] = {"format": "png", "captureBeyondViewport": True, "clip": clip}
    picture = browser.execute_cdp_cmd("Page.captureScreenshot", options)["data"]
    path.write_bytes(base64.b64decode(picture))
    print(f"{path}: {path.stat().st_size / 1000:.0f} kB")


def show_page(browser: webdriver.Chrome, page: Path) -> None:
    """Open the page of statistics at an edit in the middle of a sequence."""
    content = page.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', content)
    players = json.loads(found[1])["players"] if found else []
    most = max(
        range(len(players)),
        key=lambda n: (players[n]["language"] == "python", len(players[n]["edits"])),
    )
    edit = len(players[most]["edits"]) // 2
    browser.get(f"{page.as_uri()}#sequence={most + 1}&edit={edit}")


def main() -> None:
    """Draw both pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    target = parser.parse_args().folder
    files = [f"{name}.jsonl.gz" for name in ("humaneval_x", "humaneval")]
    rows = next((name for name in files if (_DATA / name).is_file()), None)
    if rows is None:
        raise SystemExit(f"{_DATA}: no data; set LINTSEQ_DATA")
    with tempfile.TemporaryDirectory() as temporary, chromium() as browser:
        folder = Path(temporary)
        (folder / rows).symlink_to((_DATA / rows).resolve())
        generate = ["lintseq", "generate", rows, "-o", "run/", "--samples", "50"]
        stats = ["lintseq", "stats", "run/", "--html", "page.html"]
        made = run(generate, folder)
        told = run(stats, folder)
        windows = window((generate, at_moment(made))) + window((generate, made), (stats, told))
        (folder / "terminal.html").write_text(_PAGE + windows, encoding="utf-8")
        metrics = {"width": _WIDTH, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        browser.get((folder / "terminal.html").as_uri())
        width = browser.execute_script("return document.body.offsetWidth")
        photograph(browser, "figure:last-child", width, target / "terminal.png")
        show_page(browser, folder / "page.html")
        photograph(browser, ".player", _WIDTH, target / "statistics.png")


if __name__ == "__main__":
    main()
