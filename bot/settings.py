"""What the server takes from its environment; docs/administrator.md lists every variable."""

from __future__ import annotations

import base64
import os
import secrets
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Mapping, Optional

from limits import parse

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


@dataclass(frozen=True)
class WeChatSettings:
    """One official account. ``aes_key`` is None in plain mode; ``app_secret`` is for the menu."""

    token: str = field(repr=False)
    appid: str
    aes_key: Optional[str] = field(repr=False)
    app_secret: Optional[str] = field(repr=False)


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
    wechat: Optional[WeChatSettings] = None

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
    level = (env.get("LUOHU_LOG_LEVEL") or "INFO").upper()
    if level not in _LEVELS:
        raise ValueError(
            f"环境变量 LUOHU_LOG_LEVEL 应当是 {'、'.join(_LEVELS)} 之一，现在是 {level}"
        )
    return Settings(
        host=env.get("HOST") or "127.0.0.1",
        port=_number(env, "PORT", 8000, 1, 65535),
        data=data,
        database_url=_database(env.get("LUOHU_DATABASE_URL")),
        redis_url=_redis(env.get("LUOHU_REDIS_URL")),
        rate_limit=_rate(env.get("LUOHU_RATE_LIMIT") or "120/minute"),
        max_message=_number(env, "LUOHU_MAX_MESSAGE", 2000, 20, 20000),
        max_body=_number(env, "LUOHU_MAX_BODY", 65536, 1024, 10_000_000),
        turn_timeout=float(_number(env, "LUOHU_TURN_TIMEOUT", 20, 1, 600)),
        retention_days=_number(env, "LUOHU_RETENTION_DAYS", 30, 1, 3650),
        embed_hosts=tuple(
            h.strip() for h in env.get("LUOHU_EMBED_HOSTS", "").split(",") if h.strip()
        ),
        public_url=(env.get("LUOHU_PUBLIC_URL") or "").rstrip("/") or None,
        secret=env.get("LUOHU_SECRET") or _kept_secret(data),
        log_level=level,
        wechat=_wechat(env),
    )


def _database(raw: Optional[str]) -> Optional[str]:
    if not raw:
        return None
    url = raw.replace("postgres://", "postgresql://", 1) if raw.startswith("postgres://") else raw
    if not url.startswith(("postgresql://", "postgresql+psycopg2://", "sqlite:///")):
        raise ValueError(
            "环境变量 LUOHU_DATABASE_URL 应当像 postgresql://用户:密码@主机:5432/库名 这样写"
        )
    return url


def _redis(raw: Optional[str]) -> Optional[str]:
    if raw and not raw.startswith(("redis://", "rediss://")):
        raise ValueError("环境变量 LUOHU_REDIS_URL 应当像 redis://主机:6379/0 这样写")
    return raw or None


def _rate(raw: str) -> Optional[str]:
    if raw.lower() == "off":
        return None
    try:
        parse(raw)
    except ValueError:
        raise ValueError(
            f"环境变量 LUOHU_RATE_LIMIT 应当像 120/minute 这样写，或者写 off，现在是 {raw!r}"
        ) from None
    return raw


def _wechat(env: Mapping[str, str]) -> Optional[WeChatSettings]:
    """The official account, or None where LUOHU_WECHAT_TOKEN is not set."""
    token, appid = env.get("LUOHU_WECHAT_TOKEN"), env.get("LUOHU_WECHAT_APPID")
    if not token:
        return None
    if not appid:
        raise ValueError("设了 LUOHU_WECHAT_TOKEN，也要设 LUOHU_WECHAT_APPID（公众号的开发者 ID）")
    aes_key = env.get("LUOHU_WECHAT_AES_KEY") or None
    if aes_key is not None and not _is_aes_key(aes_key):
        raise ValueError(
            "环境变量 LUOHU_WECHAT_AES_KEY 应当是公众平台上的 EncodingAESKey，43 个字母和数字"
        )
    return WeChatSettings(token, appid, aes_key, env.get("LUOHU_WECHAT_SECRET") or None)


def _is_aes_key(key: str) -> bool:
    try:
        return len(key) == 43 and len(base64.b64decode(key + "=", validate=True)) == 32
    except ValueError:
        return False


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
    descriptor, name = tempfile.mkstemp(prefix=".secret-", dir=data)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(secrets.token_urlsafe(32))
    try:
        os.link(name, file)  # whole, and only if no other process was faster
    except FileExistsError:
        pass
    finally:
        os.unlink(name)
    return file.read_text("ascii").strip()
