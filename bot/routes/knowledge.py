"""The documents: every clause, one whole, and search."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from bot.deps import DialogueDep
from bot.errors import ApiError
from bot.privacy import printable
from policy_kb.library import Library
from policy_kb.models import BackgroundRef

router = APIRouter(prefix="/api", tags=["knowledge"])


@router.get("/clauses")
def clauses(dialogue: DialogueDep) -> list[dict[str, Any]]:
    """Every clause of every document, the local one first."""
    library = dialogue.library
    found = [_local(library, clause, whole=False) for clause in library.local.clauses]
    return found + [_background(library, ref, whole=False) for ref, _ in library.background_refs()]


@router.get("/clauses/{document}/{clause}")
def clause(document: str, clause: str, dialogue: DialogueDep) -> dict[str, Any]:
    """One clause with its exact text, where the source lies in the repository."""
    library = dialogue.library
    if document == library.local.info.number and clause in library.local.clauses:
        return _local(library, clause, whole=True)
    ref = BackgroundRef(document=document, clause=clause)
    if library.background_fact(ref) is None:
        raise ApiError(404, "unknown_clause", "没有这份文件或者这一条")
    return _background(library, ref, whole=True)


@router.get("/search")
def search(
    dialogue: DialogueDep,
    q: Annotated[str, Query(min_length=1, max_length=500)],
    limit: Annotated[int, Query(ge=1, le=50)] = 5,
) -> list[dict[str, Any]]:
    """The best clauses for a question, best first."""
    if not q.strip():
        raise ApiError(422, "invalid_request", "q：还没有写字")
    library = dialogue.library
    found = []
    for document, clause_id, score in dialogue.searcher.search(printable(q), limit):
        ref = BackgroundRef(document=document, clause=clause_id)
        local = document == library.local.info.number
        citation = library.citation(clause_id) if local else library.background_citation(ref)
        if citation is not None:
            found.append({**citation.dict(), "score": score})
    return found


def _local(library: Library, clause_id: str, whole: bool) -> dict[str, Any]:
    clause_ = library.local.clauses[clause_id]
    info = library.local.info
    data: dict[str, Any] = {
        **library.citation(clause_id).dict(),
        "kind": info.kind,
        "audience": clause_.audience,
        "year": info.year,
    }
    if whole:
        data |= {
            "text": library.local.text_of(clause_id),
            "document_title": info.title,
            "issuer": info.issuer,
            "dated": info.dated,
            "related": list(clause_.related),
            "points": [
                {"id": p.id, "ask": p.ask[0], "excerpt": p.excerpt, "answer": p.answer}
                for p in clause_.points
            ],
        }
    return data


def _background(library: Library, ref: BackgroundRef, whole: bool) -> dict[str, Any]:
    citation, info = library.background_citation(ref), library.info_of(ref.document)
    fact = library.background_fact(ref)
    if citation is None or info is None or fact is None:
        raise ApiError(404, "unknown_clause", "没有这份文件或者这一条")
    data: dict[str, Any] = {**citation.dict(), "kind": info.kind, "year": info.year}
    if whole:
        data |= {
            "text": None,
            "document_title": info.title,
            "issuer": info.issuer,
            "dated": info.dated,
            "in_force": info.in_force,
            "related": list(fact.supports),
        }
    return data
