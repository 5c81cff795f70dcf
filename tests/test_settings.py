"""What the environment says, and the secret that is made once."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.settings import load_settings


def test_defaults(tmp_path: Path) -> None:
    settings = load_settings({"LUOHU_DATA": str(tmp_path)})
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.rate_limit == "120/minute"
    assert settings.conversations_url == f"sqlite:///{tmp_path}/conversations.db"
    assert settings.redis_url is None


def test_empty_is_unset(tmp_path: Path) -> None:
    names = ("HOST", "PORT", "LUOHU_DATABASE_URL", "LUOHU_REDIS_URL", "LUOHU_RATE_LIMIT")
    empty = load_settings({"LUOHU_DATA": str(tmp_path), **dict.fromkeys(names, "")})
    assert empty == load_settings({"LUOHU_DATA": str(tmp_path)})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LUOHU_DATABASE_URL", "mysql://localhost/luohu"),
        ("LUOHU_DATABASE_URL", "localhost:5432"),
        ("LUOHU_REDIS_URL", "localhost:6379"),
    ],
)
def test_an_address_of_another_kind_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name):
        load_settings({"LUOHU_DATA": str(tmp_path), name: value})


def test_both_names_of_postgresql_are_taken(tmp_path: Path) -> None:
    env = {"LUOHU_DATA": str(tmp_path), "LUOHU_DATABASE_URL": "postgres://db/luohu"}
    assert load_settings(env).database_url == "postgresql://db/luohu"


@pytest.mark.parametrize("word", ["off", "OFF", "Off"])
def test_the_rate_can_be_lifted(tmp_path: Path, word: str) -> None:
    settings = load_settings({"LUOHU_DATA": str(tmp_path), "LUOHU_RATE_LIMIT": word})
    assert settings.rate_limit is None


def test_the_secret_is_made_once_and_ours_alone(tmp_path: Path) -> None:
    data = tmp_path / "not" / "yet"

    def secret(_: int) -> str:
        return load_settings({"LUOHU_DATA": str(data)}).secret

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(secret, range(16)))
    assert len(found) == 1
    assert len(found.pop()) >= 32
    assert stat.S_IMODE((data / "secret").stat().st_mode) == 0o600
    assert [path.name for path in data.iterdir()] == ["secret"]
