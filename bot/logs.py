"""Logging without contents: what a person wrote never reaches a log."""

from __future__ import annotations

import logging
import os

import structlog

_NOISY = (
    "rasa",
    "rasa_sdk",
    "matplotlib",
    "jieba",
    "urllib3",
    "asyncio",
    "apscheduler",
    "sqlalchemy",
)


def configure(level: str = "INFO") -> None:
    """Call before Rasa is imported; it prints messages at debug level otherwise."""
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("TQDM_DISABLE", "1")
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
    numeric = getattr(logging, level, logging.INFO)
    # Libraries reset the warnings' filters when they are imported; a logger's level stays.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    logging.basicConfig(level=numeric, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(max(numeric, logging.WARNING)),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
