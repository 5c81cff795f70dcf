"""What the server takes from its environment; docs/administrator.md lists every variable."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Optional


@dataclass(frozen=True)
class Settings:
    """One process's settings. Durations are in seconds unless the name says otherwise."""

    host: str
    port: int
    data: Path
    database_url: Optional[str]
    redis_url: Optional[str]
    rate_limit: Optional[str]
    max_message: int
    max_body: int
    turn_timeout: float
    retention_days: int
    embed_hosts: tuple[str, ...]
    public_url: Optional[str]
    secret: str
    log_level: str

    @property
    def models(self) -> Path:
        """Where trained models are kept."""
        return self.data / "models"

    @property
    def conversations_url(self) -> str:
        """The SQLAlchemy address of the database that holds conversations."""
        return self.database_url or f"sqlite:///{self.data / 'conversations.db'}"


def load_settings(environment: Optional[Mapping[str, str]] = None) -> Settings:
    """Reads the environment. ValueError with the variable's name for an unusable value."""
    env = os.environ if environment is None else environment
    data = Path(env.get("LUOHU_DATA") or "var")
    rate = env.get("LUOHU_RATE_LIMIT") or "120/minute"
    return Settings(
        host=env.get("HOST") or "127.0.0.1",
        port=_number(env, "PORT", 8000, 1, 65535),
        data=data,
        database_url=env.get("LUOHU_DATABASE_URL") or None,
        redis_url=env.get("LUOHU_REDIS_URL") or None,
        rate_limit=None if rate.lower() == "off" else rate,
        max_message=_number(env, "LUOHU_MAX_MESSAGE", 2000, 20, 20000),
        max_body=_number(env, "LUOHU_MAX_BODY", 65536, 1024, 10_000_000),
        turn_timeout=float(_number(env, "LUOHU_TURN_TIMEOUT", 20, 1, 600)),
        retention_days=_number(env, "LUOHU_RETENTION_DAYS", 30, 1, 3650),
        embed_hosts=tuple(
            h.strip() for h in env.get("LUOHU_EMBED_HOSTS", "").split(",") if h.strip()
        ),
        public_url=(env.get("LUOHU_PUBLIC_URL") or "").rstrip("/") or None,
        secret=env.get("LUOHU_SECRET") or _kept_secret(data),
        log_level=(env.get("LUOHU_LOG_LEVEL") or "INFO").upper(),
    )


def _number(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    raw = env.get(name)
    if not raw:
        return default
    try:
        value = int(raw)
    except ValueError:
        raise ValueError(f"环境变量 {name} 应当是整数，现在是 {raw!r}") from None
    if not low <= value <= high:
        raise ValueError(f"环境变量 {name} 应当在 {low} 到 {high} 之间，现在是 {value}")
    return value


def _kept_secret(data: Path) -> str:
    """The key that signs session ids; made once and kept beside the data, readable by us alone."""
    file = data / "secret"
    try:
        return file.read_text("ascii").strip()
    except FileNotFoundError:
        data.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_urlsafe(32)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(secret)
    return secret
