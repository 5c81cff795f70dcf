"""Starts ``luohu serve`` as operators do: a process of its own, spoken to over HTTP.

The trained model and the clause index are those of the checkout's ``./var``, so that a start takes
seconds. Everything else of ``data_dir`` belongs to the test.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Optional, Sequence

import httpx

from bot.settings import load_settings
from bot.training import current_model

ROOT = Path(__file__).resolve().parent.parent
LUOHU = ROOT / ".venv" / "bin" / "luohu"
BUILT = ROOT / "var"
START_SECONDS = 180.0
STOP_SECONDS = 30.0
_OURS = ("LUOHU_", "HOST", "PORT")


@dataclass
class RunningServer:
    """One server process: where it answers, where it keeps data, where it logs."""

    base_url: str
    data: Path
    log: Path
    process: subprocess.Popen[bytes]

    def client(self) -> httpx.Client:
        """A client whose paths begin at the server's root; the caller closes it."""
        return httpx.Client(base_url=self.base_url, timeout=60, trust_env=False)

    def wait_until_ready(self) -> None:
        """Returns when a conversation can be held; AssertionError with the log otherwise."""
        end = time.monotonic() + START_SECONDS
        with self.client() as client:
            while time.monotonic() < end:
                assert self.process.poll() is None, f"the server ended:\n{self.tail()}"
                answer = _get(client, "/readyz")
                if answer is not None and answer.status_code == 200:
                    return
                assert answer is None or "failed" not in answer.text, answer.text + self.tail()
                time.sleep(0.1)
        raise AssertionError(f"not ready after {START_SECONDS:.0f} s:\n{self.tail()}")

    def wait_until_alive(self) -> None:
        """Returns when the process answers at all, ready or not."""
        end = time.monotonic() + START_SECONDS
        with self.client() as client:
            while _get(client, "/healthz") is None:
                assert self.process.poll() is None, f"the server ended:\n{self.tail()}"
                assert time.monotonic() < end, f"no answer:\n{self.tail()}"
                time.sleep(0.02)

    def stop(self) -> int:
        """Ends the server with SIGTERM and returns its exit code; AssertionError if it hangs."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"SIGTERM did not end the server:\n{self.tail()}") from None

    def kill(self) -> None:
        """Ends the server without warning."""
        self.process.kill()
        self.process.wait(STOP_SECONDS)

    def tail(self, characters: int = 3000) -> str:
        """The end of what the server wrote."""
        return self.log.read_text("utf-8", errors="replace")[-characters:]


def free_port() -> int:
    """A port that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def link_built(data_dir: Path, names: Sequence[str] = ("models", "knowledge")) -> None:
    """Lets ``data_dir`` share the trained models and indexes of the checkout."""
    data_dir.mkdir(parents=True, exist_ok=True)
    for name in names:
        (BUILT / name).mkdir(parents=True, exist_ok=True)
        if not (data_dir / name).exists():
            (data_dir / name).symlink_to(BUILT / name, target_is_directory=True)


def environment(data_dir: Path, **env: str) -> dict[str, str]:
    """This process's environment without our own variables, and ``env`` on top."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(_OURS)}
    return {**kept, "LUOHU_DATA": str(data_dir), "PYTHONUNBUFFERED": "1", **env}


def trained_model() -> Path:
    """The model of the current inputs; the newest one, said aloud, while data are being edited.

    ``make test`` trains first.
    """
    settings = load_settings({"LUOHU_DATA": str(BUILT), "LUOHU_SECRET": "unused"})
    if (current := current_model(settings)) is not None:
        return current
    newest = max(settings.models.glob("*.tar.gz"), key=lambda p: p.stat().st_mtime, default=None)
    assert newest is not None, "no trained model in var/models: run make train"
    print(f"the model is older than its inputs, testing with {newest.name}")
    return newest


def spawn(data_dir: Path, **env: str) -> RunningServer:
    """Starts a server and returns at once; the caller waits for it and ends it.

    With documents of its own it builds an index of its own.
    """
    link_built(data_dir, ["models"] if "LUOHU_DOCUMENTS" in env else ["models", "knowledge"])
    port = env.pop("PORT", None) or str(free_port())
    settings = {"HOST": "127.0.0.1", "PORT": port, "LUOHU_RATE_LIMIT": "off", **env}
    log = data_dir / "server.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [str(LUOHU), "serve", "--model", str(trained_model())],
            cwd=ROOT,
            env=environment(data_dir, **settings),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    return RunningServer(f"http://127.0.0.1:{port}", data_dir, log, process)


@contextmanager
def running_server(data_dir: Path, **env: str) -> Iterator[RunningServer]:
    """A ready server, ended with SIGTERM at the end; a test may have killed it before."""
    server = spawn(data_dir, **env)
    try:
        server.wait_until_ready()
        yield server
    except BaseException:
        if server.process.poll() is None:
            server.kill()
        raise
    if server.process.poll() is None:
        assert server.stop() == 0, f"no clean exit:\n{server.tail()}"


@contextmanager
def start_server(data_dir: Path, **env: str) -> Iterator[str]:
    """The address of a ready server; see ``running_server``."""
    with running_server(data_dir, **env) as server:
        yield server.base_url


def _get(client: httpx.Client, path: str) -> Optional[httpx.Response]:
    try:
        return client.get(path)
    except httpx.TransportError:
        return None
