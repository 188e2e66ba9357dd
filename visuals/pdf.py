"""A page as PDF, printed by the Chromium that is on the machine."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from graph_model.errors import UsageError

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_SECONDS = 120
_FLAGS = (
    *("--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-pdf-header-footer"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions"),
)
NO_CHROMIUM = (
    "写 PDF 要用这台机器上的 Chromium，没有找到；请安装它（Debian：apt-get install chromium），"
    "或写成 .html 再从浏览器打印 · a PDF needs Chromium on this machine, and there is none: install it "
    "(Debian: apt-get install chromium), or write .html and print it from a browser."
)


def find_chromium(environment: Mapping[str, str]) -> str | None:
    """The program named by BANGFU_CHROMIUM, else the first that is installed."""
    if named := environment.get("BANGFU_CHROMIUM"):
        return shutil.which(named)
    return next(filter(None, map(shutil.which, _NAMES)), None)


def write_pdf(page: str, out: IO[bytes]) -> None:
    """Print a page that needs nothing else. Raises UsageError where there is no Chromium, or it fails."""
    if (program := find_chromium(os.environ)) is None:
        raise UsageError(NO_CHROMIUM)
    with TemporaryDirectory(prefix="bangfu-") as folder:
        source, printed = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_text(page, encoding="utf-8")
        # Chromium's own sandbox does not work for root, who is the only user of many containers.
        sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        command = [program, *_FLAGS, *sandbox, f"--user-data-dir={folder}/profile", f"--print-to-pdf={printed}"]
        try:
            subprocess.run([*command, source.as_uri()], check=True, capture_output=True, timeout=_SECONDS)
            out.write(printed.read_bytes())
        except (subprocess.SubprocessError, OSError) as error:
            raise UsageError(
                f"{program} 没有打印出 PDF（{type(error).__name__}），请写成 .html 再从浏览器打印 · "
                f"printed no PDF ({type(error).__name__}): write .html and print it from a browser."
            ) from error
