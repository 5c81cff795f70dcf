"""A server to measure: a process of its own over throw-away data."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Iterator

from bot.settings import load_settings
from bot.training import current_model

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 180.0


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Its address; the model and the index are those of ./var."""
    built = load_settings().data.resolve()
    model = current_model(load_settings())
    if model is None:
        sys.exit("还没有训练好的模型，或者数据改过了：先运行 make train web")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    with tempfile.TemporaryDirectory() as folder:
        for name in ("models", "knowledge"):
            if (built / name).is_dir():
                (Path(folder) / name).symlink_to(built / name, target_is_directory=True)
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "serve", "--model", str(model)],
            cwd=ROOT,
            env={
                **os.environ,
                "LUOHU_DATA": folder,
                "HOST": "127.0.0.1",
                "PORT": port,
                "LUOHU_RATE_LIMIT": "off",
                "LUOHU_LOG_LEVEL": "WARNING",
            },
            stdout=subprocess.DEVNULL,
        )
        site = f"http://127.0.0.1:{port}"
        try:
            _wait_for(site, process)
            yield site
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(site: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError):
            urllib.request.urlopen(site + "/readyz", timeout=5).close()
            return
        time.sleep(0.2)
    sys.exit("服务没有起来")
