"""Chromium without a screen, which records all that a page says and fetches."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

WIDTH, HEIGHT = 1280, 900
_PHONE = 500


@contextmanager
def open_chromium() -> Iterator[Chrome]:
    """Start it; the tests that need it are skipped where it is absent."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if browser is None or driver is None:
        pytest.skip("Chromium is absent: apt-get install chromium chromium-driver")
    webdriver = pytest.importorskip("selenium.webdriver", reason="make browser installs selenium")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    with webdriver.Chrome(options, webdriver.ChromeService(driver)) as chrome:
        yield chrome


def restart(chrome: Chrome) -> None:
    """Bring it to a usual state, and forget what it recorded."""
    resize(chrome, WIDTH, HEIGHT)
    emulate(chrome, "light")
    chrome.get("about:blank")
    for log in ("browser", "performance"):
        chrome.get_log(log)


def resize(chrome: Chrome, width: int, height: int) -> None:
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < _PHONE}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def emulate(chrome: Chrome, scheme: str) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def fetched(chrome: Chrome) -> list[str]:
    """Give the addresses that were asked for, and not refused, since this was last called."""
    messages = [json.loads(entry["message"])["message"] for entry in chrome.get_log("performance")]
    refused = {
        message["params"]["requestId"]
        for message in messages
        if message["method"] == "Network.loadingFailed" and "blockedReason" in message["params"]
    }
    return [
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
        and message["params"]["requestId"] not in refused
    ]
