"""Trains the Rasa model and builds the clause index, only when their inputs changed."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import Callable, Optional

from bot.settings import Settings
from policy_kb.loading import documents_folder

PROJECT = Path(__file__).resolve().parent.parent
_KEPT_MODELS = 2

Say = Callable[[str], None]


def model_inputs() -> list[Path]:
    """Every file on which the model depends."""
    documents = documents_folder()
    files = [PROJECT / "config.yml", PROJECT / "domain.yml", PROJECT / "requirements.lock"]
    files += sorted((PROJECT / "data").rglob("*.yml"))
    files += sorted(documents.rglob("*.yml"))
    for package in ("bot/nlu", "policy_kb/search"):
        files += sorted((PROJECT / package).glob("*.py"))
    files += sorted((PROJECT / "policy_kb").glob("text*"))
    return [file for file in files if file.is_file()]


def model_fingerprint() -> str:
    """A hash over the model's inputs; it names the model's file."""
    digest = hashlib.sha256()
    for file in model_inputs():
        digest.update(str(file.name).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def current_model(settings: Settings) -> Optional[Path]:
    """The model trained on the inputs as they are now, or None."""
    path = settings.models / f"luohu-{model_fingerprint()}.tar.gz"
    return path if path.is_file() else None


def train(settings: Settings, say: Say, force: bool = False) -> Path:
    """The model for the current inputs, training it where it is missing.

    Raises PolicyDataError when the documents do not load and RuntimeError when Rasa fails.
    """
    started = time.monotonic()
    say("（1/3）检查文件数据…")
    from actions.runtime import dialogue

    say("（2/3）准备条款索引…")
    dialogue()
    existing = current_model(settings)
    if existing is not None and not force:
        say("（3/3）模型已是最新，不用再训练。")
        return existing
    say("（3/3）训练理解模型，大约要一两分钟…")
    from rasa.model_training import train as rasa_train

    settings.models.mkdir(parents=True, exist_ok=True)
    name = f"luohu-{model_fingerprint()}"
    result = rasa_train(
        domain=str(PROJECT / "domain.yml"),
        config=str(PROJECT / "config.yml"),
        training_files=[str(PROJECT / "data")],
        output=str(settings.models),
        fixed_model_name=name,
        force_training=force,
    )
    model = settings.models / f"{name}.tar.gz"
    if not model.is_file():
        raise RuntimeError(f"训练没有成功（{result.code}），上面有 Rasa 给出的原因")
    _remove_old(settings.models, keep=model)
    say(f"训练完成，用了 {time.monotonic() - started:.0f} 秒：{model}")
    return model


def _remove_old(folder: Path, keep: Path) -> None:
    """Leaves the newest models only, so that retraining does not fill the disk."""
    models = sorted(folder.glob("luohu-*.tar.gz"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in models[_KEPT_MODELS:]:
        if old != keep:
            old.unlink()
