"""Loads and checks every document folder; all problems of all files are reported together."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from policy_kb.checks import check_background, check_local
from policy_kb.errors import PolicyDataError, Problem
from policy_kb.everyday import Choice, Claims
from policy_kb.library import BackgroundDocument, Library, LocalDocument
from policy_kb.models import (
    Aspect,
    BackgroundFact,
    Clause,
    DocumentInfo,
    OpenPoint,
    Question,
    ReadingNote,
    Rules,
)
from policy_kb.places import Places, load_places
from policy_kb.source import clause_spans
from policy_kb.yaml_data import read_yaml

DOCUMENTS = Path(__file__).parent / "documents"


def documents_folder() -> Path:
    """The documents in use: ``LUOHU_DOCUMENTS``, by default those of the repository."""
    return Path(os.environ.get("LUOHU_DOCUMENTS") or DOCUMENTS)


def load_library(root: Path = DOCUMENTS) -> Library:
    """All folders under ``root``. Raises PolicyDataError with everything that is wrong."""
    problems: list[Problem] = []
    locals_: list[LocalDocument] = []
    background: list[BackgroundDocument] = []
    folders = sorted(path for path in root.iterdir() if path.is_dir()) if root.is_dir() else []
    for folder in folders:
        info = read_yaml(folder / "document.yml", DocumentInfo, problems)
        if info is None:
            continue
        if info.kind == "local":
            local = _load_local(folder, info, problems)
            if local is not None:
                locals_.append(local)
        else:
            facts = read_yaml(folder / "facts.yml", list[BackgroundFact], problems)
            if facts is not None:
                by_id = {fact.id: fact for fact in facts}
                background.append(BackgroundDocument(folder, info, by_id))
                _unique(folder / "facts.yml", [fact.id for fact in facts], problems)
    numbers = [d.info.number for d in locals_] + [d.info.number for d in background]
    _unique(root, numbers, problems)
    if len(locals_) == 1:
        check_local(locals_[0], background, problems)
        for document in background:
            check_background(document, locals_[0], problems)
    elif len(locals_) > 1 or not problems:
        problems.append(
            Problem(
                root,
                "kind",
                f"要有且只有一份本地文件（kind: local），现在有 {len(locals_)} 份",
                "检查各文件夹的 document.yml",
            )
        )
    if problems:
        raise PolicyDataError(problems)
    return Library(locals_[0], tuple(background), fingerprint(root))


def load_places_of(root: Path = DOCUMENTS) -> Places:
    """The places of the local document alone, for readers that need no clauses."""
    for folder in sorted(root.iterdir()):
        if (folder / "places.yml").is_file():
            return load_places(folder / "places.yml")
    missing = Problem(root, "places.yml", "没有哪份文件有地名表", "补上 places.yml")
    raise PolicyDataError([missing])


def fingerprint(root: Path = DOCUMENTS) -> str:
    """A hash over every file below ``root``; built indexes are keyed by it."""
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file()):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _load_local(folder: Path, info: DocumentInfo, problems: list[Problem]) -> LocalDocument | None:
    before = len(problems)
    source_file = folder / "source.txt"
    source = ""
    if source_file.is_file():
        source = source_file.read_text(encoding="utf-8")
    else:
        problems.append(Problem(source_file, "文件", "找不到文件原文", "把原文一字不改地放进来"))
    clauses = read_yaml(folder / "clauses.yml", list[Clause], problems)
    open_points = read_yaml(folder / "open_points.yml", list[OpenPoint], problems)
    questions = read_yaml(folder / "questions.yml", list[Question], problems)
    readings = read_yaml(folder / "readings.yml", list[ReadingNote], problems)
    wording = read_yaml(folder / "wording.yml", dict[str, str], problems)
    rules = read_yaml(folder / "routes.yml", Rules, problems)
    places = read_yaml(folder / "places.yml", Places, problems)
    aspects: list[Aspect] | None = []
    if (folder / "aspects.yml").is_file():
        aspects = read_yaml(folder / "aspects.yml", list[Aspect], problems)
    claims: Claims | None = None
    if (folder / "claims.yml").is_file():
        claims = read_yaml(folder / "claims.yml", Claims, problems)
    choices: list[Choice] | None = []
    if (folder / "choices.yml").is_file():
        choices = read_yaml(folder / "choices.yml", list[Choice], problems)
    phrasings: dict[str, dict[str, list[str]]] = {}
    for path in sorted((folder / "phrasings").glob("*.yml")):
        bank = read_yaml(path, dict[str, dict[str, list[str]]], problems)
        for target, voices in (bank or {}).items():
            if target in phrasings:
                problems.append(
                    Problem(path, target, "这个条款的问法在别的文件里已经有了", "合到一个文件里")
                )
            phrasings[target] = voices
    if (
        len(problems) > before
        or clauses is None
        or open_points is None
        or questions is None
        or readings is None
        or wording is None
        or rules is None
        or places is None
    ):
        return None
    _unique(folder / "clauses.yml", [clause.id for clause in clauses], problems)
    _unique(folder / "open_points.yml", [point.id for point in open_points], problems)
    _unique(folder / "aspects.yml", [aspect.id for aspect in aspects or ()], problems)
    _unique(
        folder / "claims.yml", [claim.id for claim in claims.claims] if claims else [], problems
    )
    _unique(folder / "choices.yml", [choice.id for choice in choices or ()], problems)
    _unique(folder / "questions.yml", [question.fact for question in questions], problems)
    _unique(folder / "routes.yml", [route.id for route in rules.routes], problems)
    conditions = [c.id for route in rules.routes for c in route.conditions]
    _unique(folder / "routes.yml", conditions, problems)
    return LocalDocument(
        folder=folder,
        info=info,
        source=source,
        spans=clause_spans(source),
        clauses={clause.id: clause for clause in clauses},
        open_points={point.id: point for point in open_points},
        questions={question.fact: question for question in questions},
        readings={reading.id: reading for reading in readings},
        wording=wording,
        rules=rules,
        places=places,
        phrasings=phrasings,
        aspects=tuple(aspects or ()),
        claims=claims,
        choices=tuple(choices or ()),
    )


def _unique(path: Path, ids: list[str], problems: list[Problem]) -> None:
    for twice in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        problems.append(Problem(path, twice, "同一个编号出现了两次", "改掉其中一个"))
