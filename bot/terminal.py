"""A turn as plain text, for terminals and text-only channels."""

from __future__ import annotations

from typing import Any, Mapping


def sources(reply: Mapping[str, Any]) -> str:
    """The clauses the reply names, in one line, each document once; or the empty string."""
    clauses: dict[str, dict[str, None]] = {}
    for citation in [*reply["citations"], *reply.get("basis", ())]:  # stored turns may be older
        clauses.setdefault(citation["document"], {})[citation["clause"]] = None
    names = [f"{document} {'、'.join(found)}" for document, found in clauses.items()]
    return "依据：" + "；".join(names) if names else ""


def render(response: Mapping[str, Any]) -> str:
    """All replies with their citations and numbered choices."""
    lines = []
    number = 0
    for reply in response["replies"]:
        lines.append(reply["text"])
        if line := sources(reply):
            lines.append(line)
        for button in reply["buttons"]:
            number += 1
            lines.append(f"  {number}. {button['title']}")
    return "\n".join(lines) + "\n"
