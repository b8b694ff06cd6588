"""Starts the system's Chromium or Chrome for browser tests."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str:
    """Path of the first Chromium or Chrome on the PATH; RuntimeError says what to install without one."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise RuntimeError(
        "The browser tests need Chromium or Chrome on the PATH: install the package 'chromium' "
        "(apt-get install chromium, dnf install chromium, or brew install --cask chromium)."
    )


@contextmanager
def launch() -> Iterator[Browser]:
    """A headless browser, closed at the end of the block; open a page with `browser.new_page(...)`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
