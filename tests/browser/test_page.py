"""The page of statistics in a browser: it plots, it plays, and nothing of a program runs."""

from __future__ import annotations

import contextlib
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from chromium import emulate, fetched, open_chromium, resize, restart

import lintseq
from conftest import PROGRAM
from lintseq.cli import ExitCode, execute
from lintseq.cli.terminal import visible

pytest.importorskip("selenium", reason="selenium is absent: make browser installs it")

from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

    MakePage = Callable[..., Path]

GO = "package main\n\nfunc add(a int, b int) int {\n\tc := a + b\n\treturn c\n}\n"
RUN = "window.ran = (window.ran || 0) + 1"
HOSTILE = f"""\
a = '</script><script>{RUN}</script>'
b = '<!-- <script>'
c = '<img src=x onerror="{RUN}">'
d = '\u2028\u2029\u202e\x1b[31m\x07'
e = '{{{{script}}}}{{{{data}}}}'

f = "javascript:{RUN}"
"""


def hostile_row() -> dict[str, Any]:
    markup = f"</option></title></script><script>{RUN}</script><svg onload='{RUN}'>"
    return {"program": HOSTILE, "instruction": f"{markup} <!--", "id": markup}


def rows() -> list[dict[str, Any]]:
    programs = [PROGRAM + f"x_{n} = {n}\n" for n in range(20)]
    found = [{"program": program, "id": f"p{n}"} for n, program in enumerate(programs)]
    found += [{"program": GO, "language": "go", "instruction": "Add.", "id": "g"}]
    return [*found, hostile_row(), {"program": "def (:\n"}, {"program": "a = (\r\n"}]


def numbers() -> dict[str, Any]:
    with contextlib.redirect_stdout(io.StringIO()) as stream:
        execute(["stats", "run/", "--json"])
    found = json.loads(stream.getvalue())
    assert isinstance(found, dict)
    return found


def shown(text: str) -> list[str]:
    """Give the lines of a program as the page should show them."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    return [re.sub("[\u0085\u2028\u2029]", "\u2424", visible(line)) for line in lines]


class Page:
    """The page, as its reader sees and uses it."""

    def __init__(self, chrome: Chrome, path: Path) -> None:
        self.chrome = chrome
        chrome.get(path.as_uri())
        content = self.one("#data").get_attribute("textContent")
        self.players: list[dict[str, Any]] = json.loads(content or "")["players"]

    def one(self, selector: str) -> WebElement:
        return self.chrome.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.chrome.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        script = "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)"
        found: list[str] = self.chrome.execute_script(script, selector)
        return found

    @property
    def program(self) -> list[str]:
        return self.texts(".code .text")

    @property
    def inserted(self) -> list[str]:
        return self.texts(".code .new .text")

    @property
    def status(self) -> str:
        return self.one(".status").text

    @property
    def chooser(self) -> Select:
        return Select(self.one(".choice select"))

    def press(self, action: str) -> None:
        self.one(f".buttons [data-action='{action}']").click()

    def keys(self, *keys: str) -> None:
        ActionChains(self.chrome).send_keys(*keys).perform()


@pytest.fixture(scope="session")
def browser() -> Iterator[Chrome]:
    with open_chromium() as chrome:
        yield chrome


@pytest.fixture
def chrome(browser: Chrome) -> Iterator[Chrome]:
    """Give the browser, and see afterwards that its console is empty and nothing was fetched."""
    restart(browser)
    yield browser
    assert browser.get_log("browser") == []
    assert {url.partition(":")[0] for url in fetched(browser)} <= {"file", "about"}


@pytest.fixture
def make_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakePage:
    """Make the page of a run over rows, by the command line."""
    monkeypatch.chdir(tmp_path)

    def make(*rows: dict[str, Any]) -> Path:
        lines = [json.dumps(row) + "\n" for row in rows]
        (tmp_path / "input.jsonl").write_text("".join(lines))
        options = ["--language", "python", "--samples", "2", "--quiet"]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            execute(["generate", "input.jsonl", "-o", "run/", *options])
            assert execute(["stats", "run/", "--html", "page.html"]) == ExitCode.DONE
        return tmp_path / "page.html"

    return make


@pytest.fixture
def page(chrome: Chrome, make_page: MakePage) -> Page:
    return Page(chrome, make_page(*rows()))


def test_nothing_is_fetched(chrome: Chrome, make_page: MakePage) -> None:
    path = make_page(*rows())
    Page(chrome, path)
    assert fetched(chrome) == [path.as_uri()]


def test_plots_hold_the_numbers(page: Page) -> None:
    found = numbers()["distributions"]
    titles = page.texts("figure h3")
    assert titles[:2] == ["Edits per sequence", "Lines per edit"]
    assert len(titles) == len(page.all("figure .canvas svg")) == 6
    figure = page.all("figure")[0]
    table = page.texts("figure:first-child tbody tr")
    histogram = found["edits_per_sequence"]["histogram"]
    whole = found["edits_per_sequence"]["count"]
    counts = dict(map(tuple, histogram))
    assert table == [
        f"{value}{counts.get(value, 0)}{100 * counts.get(value, 0) / whole:.1f} %"
        for value in range(histogram[0][0], histogram[-1][0] + 1)
    ]
    svg = figure.find_element(By.CSS_SELECTOR, "svg")
    assert "Edits per sequence: mean" in (svg.get_attribute("aria-label") or "")
    bars = figure.find_elements(By.CSS_SELECTOR, ".bar")
    heights = [float(bar.get_attribute("height") or "") for bar in bars]
    value, count = max(histogram, key=lambda entry: entry[1])
    highest = value - histogram[0][0]
    assert heights[highest] == max(heights) > 50
    axis = [text.text for text in figure.find_elements(By.CSS_SELECTOR, ".axis-title")]
    assert axis == ["edits", "sequences"]
    ActionChains(page.chrome).move_to_element(bars[highest]).perform()
    assert page.one("#tip").text.splitlines()[:2] == [
        f"{value} edits",
        f"{count} sequences",
    ]


def test_tables_hold_the_numbers(page: Page) -> None:
    found = numbers()
    tiles = dict(zip(page.texts(".tile-title"), page.texts(".tile-number"), strict=True))
    assert (tiles["Rows"], tiles["Rejected"]) == ("24", "2")
    assert tiles["Sequences"] == str(found["sequences"])
    languages = page.texts("section .wide tbody th, section .reasons tbody th")
    assert languages == ["python", "go", "syntax-error"]
    assert any("input.jsonl, line 23" in text for text in page.texts(".examples"))
    assert page.texts(".badge") == ["done"]


def test_every_sequence_plays_to_its_program(page: Page) -> None:
    assert {player["language"] for player in page.players} == {"go", "python"}
    assert HOSTILE in {"".join(player["lines"]) for player in page.players}
    for index, player in enumerate(page.players):
        page.chooser.select_by_value(str(index))
        page.press("first")
        assert page.program == []
        for step in range(1, len(player["edits"]) + 1):
            page.press("forward")
            assert page.program == shown(lintseq.apply(player["edits"][:step]))
            steps = zip(player["lines"], player["steps"], strict=True)
            inserted = "".join(line for line, at in steps if at == step - 1)
            assert page.inserted == shown(inserted)
            assert page.status.startswith(f"Edit {step} of {len(player['edits'])}: + ")
            assert [line.rstrip("\n") for line in page.texts(".edit span")] == shown(
                player["edits"][step - 1]
            )
        assert page.program == shown(lintseq.apply(player["edits"]))
        assert page.texts(".code .number") == [str(n + 1) for n in range(len(player["lines"]))]
        page.press("forward")
        assert page.status.endswith("the program is finished")
        page.press("back")
        assert page.program == shown(lintseq.apply(player["edits"][:-1]))


def longest(page: Page) -> int:
    """Go to the sequence with the most edits, and give their number."""
    index = max(range(len(page.players)), key=lambda index: len(page.players[index]["edits"]))
    page.chooser.select_by_value(str(index))
    edits = len(page.players[index]["edits"])
    assert edits > 3
    return edits


def test_keys_step(page: Page) -> None:
    edits = longest(page)
    page.one("h1").click()  # arrows work wherever they mean nothing else
    page.keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    assert page.status.startswith(f"Edit 3 of {edits}")
    page.keys(Keys.ARROW_LEFT)
    assert page.status.startswith(f"Edit 2 of {edits}")
    page.one(".code").click()
    page.keys(Keys.END)
    assert page.status.endswith("the program is finished")
    page.keys(Keys.ARROW_RIGHT)
    assert page.status.startswith(f"Edit {edits} of {edits}")
    page.keys(Keys.HOME, Keys.ARROW_LEFT)
    assert page.status == f"Start: {edits} edits to come"
    page.one(".track input").send_keys(Keys.ARROW_RIGHT)
    assert page.status.startswith(f"Edit 1 of {edits}")


def test_it_plays(page: Page) -> None:
    edits = longest(page)
    Select(page.one(".speed")).select_by_value("4")
    page.one(".code").click()
    page.keys(" ")
    play = page.one(".buttons [data-action='play']")
    assert play.get_attribute("aria-label") == "Pause"
    WebDriverWait(page.chrome, 30).until(lambda _: page.status.endswith("is finished"))
    assert play.get_attribute("aria-label") == "Play"
    Select(page.one(".speed")).select_by_value("0.5")
    page.press("play")  # from the start again
    assert page.status == f"Start: {edits} edits to come"
    WebDriverWait(page.chrome, 30).until(lambda _: page.status.startswith("Edit "))
    page.press("play")
    assert play.get_attribute("aria-label") == "Play"


def test_an_address_leads_to_an_edit(page: Page) -> None:
    edits = longest(page)
    page.press("last")
    address = page.chrome.current_url
    place = address.partition("#")[2]
    assert place.endswith(f"&edit={edits}")
    page.chrome.get("about:blank")
    page.chrome.get(address)
    assert page.status.startswith(f"Edit {edits} of {edits}")
    page.chrome.execute_script("location.hash = '#sequence=1&edit=0'")
    WebDriverWait(page.chrome, 10).until(lambda _: page.status.startswith("Start: "))
    for broken in ("#sequence=0", "#sequence=x&edit=-1", "#%", "#sequence=1&edit=1e9"):
        page.chrome.execute_script(f"location.hash = '{broken}'")
    assert page.program


def test_programs_stay_text(page: Page) -> None:
    """The programs are shown, and neither they nor a script of anybody else can run."""
    index = next(n for n, player in enumerate(page.players) if "script>" in player["name"])
    page.chooser.select_by_value(str(index))
    page.press("last")
    assert f"a = '</script><script>{RUN}</script>'" in page.program
    assert page.one(".instruction").text.startswith("</option></title></script><script>")
    assert page.chrome.execute_script("return window.ran") is None
    assert len(page.all("script")) == 2
    assert page.all("img, main svg [onload], title + script") == []
    page.chrome.execute_script(
        "const script = document.createElement('script');"
        f"script.textContent = '{RUN}'; document.body.append(script);"
        "const image = document.createElement('img'); image.src = 'https://lintseq.invalid/x';"
        f"image.setAttribute('onerror', '{RUN}'); document.body.append(image);"
    )
    refused = page.chrome.get_log("browser")
    assert len(refused) >= 2
    assert all("Content Security Policy" in entry["message"] for entry in refused)
    assert page.chrome.execute_script("return window.ran") is None
    assert not any("lintseq.invalid" in url for url in fetched(page.chrome))


@pytest.mark.parametrize("width", [390, 760, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_the_screen(page: Page, width: int, scheme: str) -> None:
    resize(page.chrome, width, 844)
    emulate(page.chrome, scheme)
    root = "document.documentElement"
    script = f"return {root}.scrollWidth - {root}.clientWidth"
    assert page.chrome.execute_script(script) == 0
    charts = page.all("figure .canvas svg")
    WebDriverWait(page.chrome, 10).until(
        lambda _: all(chart.size["width"] <= width - 60 for chart in page.all(".canvas svg"))
    )
    assert len(charts) == 6
    script = "return getComputedStyle(document.body).backgroundColor"
    background = page.chrome.execute_script(script)
    brightness = sum(map(int, re.findall(r"\d+", background)[:3])) / 3
    assert (brightness > 128) == (scheme == "light")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], "There are no rows."),
        ([{"program": "def (:\n"}], "There are no sequences: all 1 rows were rejected."),
    ],
)
def test_a_page_without_sequences(
    chrome: Chrome, make_page: MakePage, rows: list[dict[str, Any]], told: str
) -> None:
    page = Page(chrome, make_page(*rows))
    assert page.texts(".notice:not(noscript *)") == [told]
    assert page.all("figure, .player") == []
    assert page.texts(".tile-number")[0] == str(len(rows))


def test_half_a_surrogate_pair_is_no_character(
    chrome: Chrome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    row = {"edit_path": ["@@ -0,0 +1 @@\n+a"], "edit_steps": [0], "instruction": "a\ud800b"}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\n")
    with contextlib.redirect_stdout(io.StringIO()):
        assert execute(["stats", "rows.jsonl", "--html", "page.html"]) == ExitCode.DONE
    page = Page(chrome, tmp_path / "page.html")
    assert page.texts(".instruction") == ["a\ufffdb"]
    assert page.program == ["a"]


def test_tables_can_stand_in_for_plots(page: Page) -> None:
    summary = page.all(".as-table summary")[0]
    table = page.all(".as-table table")[0]
    assert not table.is_displayed()
    summary.send_keys(Keys.ENTER)
    assert table.is_displayed()
    assert len(page.all(".as-table table")) == 6
