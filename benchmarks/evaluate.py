"""Scores the assistant on cases in the form of the shared samples.

    python -m benchmarks.evaluate FOLDER [FOLDER …] [--failures]

Each folder may hold questions.jsonl, citizen_questions.jsonl, personas.jsonl, turns.jsonl and any
number of *extract*.jsonl. Figures go to results/evaluation.json as well.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any, Iterable

from benchmarks.simulation import Talks, simulate

AS_OF = date(2026, 11, 24)
OPEN_WORDS = "文件没有规定"

Case = dict[str, Any]


class Score:
    """Counts of right and all by name, and what went wrong."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.all: Counter[str] = Counter()
        self.failures: dict[str, list[str]] = defaultdict(list)

    def add(self, name: str, right: bool, detail: str = "") -> None:
        self.all[name] += 1
        self.right[name] += right
        if not right:
            self.failures[name].append(detail)

    def figures(self) -> dict[str, dict[str, Any]]:
        return {
            name: {
                "right": self.right[name],
                "of": count,
                "share": round(self.right[name] / count, 4),
            }
            for name, count in self.all.items()
        }


def lines(path: Path) -> Iterable[Case]:
    return (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())


def clauses_of(response: Case, local: str) -> list[str]:
    """The clauses of the local document that a response cites."""
    return [
        c["clause"] for r in response["replies"] for c in r["citations"] if c["document"] == local
    ]


def kinds_of(response: Case) -> list[str]:
    return [reply["kind"] for reply in response["replies"]]


def questions(path: Path, talks: Talks, score: Score) -> None:
    for case in lines(path):
        response = talks.once(case["text"])
        cited, kinds = clauses_of(response, talks.local), kinds_of(response)
        detail = f"{case['text']} → {kinds} {cited} want {case['kind']} {case['accept']}"
        match case["kind"]:
            case "answer":
                right = "answer" in kinds and bool(set(cited) & set(case["accept"]))
                score.add("refused though covered", "out_of_scope" not in kinds, detail)
            case "unstated":
                said = any(OPEN_WORDS in reply["text"] for reply in response["replies"])
                right = said and (not case["accept"] or bool(set(cited) & set(case["accept"])))
                score.add("refused though covered", "out_of_scope" not in kinds, detail)
            case "start_assessment":
                right = response["awaiting"] is not None
            case "out_of_scope":
                right = kinds == ["out_of_scope"] and not cited
            case _:
                right = case["kind"] in kinds and not cited
        score.add(f"questions: {case['kind']}", right, detail)


def citizen_questions(path: Path, talks: Talks, score: Score) -> None:
    for case in lines(path):
        response = talks.once(case["text"])
        cited = clauses_of(response, talks.local)
        detail = f"{case['text'][:80]} → {kinds_of(response)} {cited} want {case['topic']}"
        if case["accept"]:
            right, group = bool(set(cited) & set(case["accept"])), "covered"
        elif case["topic"].startswith("out_of_scope"):
            right, group = not cited, "outside"
        else:
            right = any(OPEN_WORDS in reply["text"] for reply in response["replies"])
            group = "open"
        score.add(f"citizens: {group}", right, detail)
        score.add("citizens: all", right)


def extraction(path: Path, talks: Talks, score: Score) -> None:
    found = said = gold = 0
    for case in lines(path):
        facts = talks.extract(case["text"], case.get("awaiting"))
        detail = f"{case['text']} [{case.get('awaiting')}] → {facts} want {case['facts']}"
        score.add("extraction: exact", facts == case["facts"], detail)
        found += sum(case["facts"].get(key) == value for key, value in facts.items())
        said += len(facts)
        gold += len(case["facts"])
    score.right["extraction: precision"] += found
    score.all["extraction: precision"] += said
    score.right["extraction: recall"] += found
    score.all["extraction: recall"] += gold


def personas(path: Path, talks: Talks, score: Score) -> None:
    for case in lines(path):
        outcome = simulate(talks.begin(), case)
        expect = case["expect"]
        assessment = outcome.assessment or {}
        met = [r["id"] for r in assessment.get("routes", []) if r["status"] == "met"]
        family = [member["status"] for member in assessment.get("family", [])]
        log = " | ".join(outcome.log)
        verdict = assessment.get("verdict")
        score.add(
            "applicants: verdict",
            verdict == expect["verdict"],
            f"{case['id']} {verdict} want {expect}: {log}",
        )
        right = not set(expect["routes_met"]) or bool(set(met) & set(expect["routes_met"]))
        score.add("applicants: a met route", right, f"{case['id']} {met} want {expect}: {log}")
        score.add(
            "applicants: family",
            family == expect["family"],
            f"{case['id']} {family} want {expect['family']}: {log}",
        )
        for right, text in outcome.interruptions:
            score.add("applicants: interruptions", right, f"{case['id']} {text}: {log}")
        score.all["applicants: questions asked"] += 1
        score.right["applicants: questions asked"] += len(outcome.asked)


def turns(path: Path, talks: Talks, score: Score) -> None:
    for case in lines(path):
        talk, before = talks.begin(), None
        for number, (message, want) in enumerate(zip(case["turns"], case["expect"], strict=True)):
            response = talk.say(message)
            problem = turn_problem(response, want, before, talks.local)
            detail = f"{case['id']}#{number} {message} → {problem}"
            score.add("turns", problem is None, detail)
            before = response["awaiting"]


def turn_problem(response: Case, want: Case, before: str | None, local: str) -> str | None:
    """What a turn did other than it should, or None."""
    kinds, cited = kinds_of(response), clauses_of(response, local)
    text = "\n".join(reply["text"] for reply in response["replies"])
    if want.get("kind") and not set(want["kind"].split("|")) & set(kinds):
        return f"kinds {kinds} want {want['kind']}: {text[:90]}"
    cites = want.get("cites")
    if cites and not set(cites) <= set(cited):
        return f"cited {cited} want {cites}: {text[:90]}"
    if cites == [] and cited:
        return f"cited {cited}, want none: {text[:90]}"
    if want.get("awaiting_kept") and response["awaiting"] != before:
        return f"awaiting {response['awaiting']}, before {before}: {text[:90]}"
    for words in want.get("text_has") or []:
        if words not in text:
            return f"text lacks {words}: {text[:120]}"
    for key, value in (want.get("facts") or {}).items():
        if response["facts"].get(key) != value:
            return f"{key} is {response['facts'].get(key)} want {value}"
    return None


def main(arguments: list[str]) -> None:
    folders = [Path(a) for a in arguments if not a.startswith("--")]
    if not folders:
        sys.exit("用法：make eval SAMPLES=文件夹")
    score = Score()
    with Talks(AS_OF) as talks:
        for folder in folders:
            for path in sorted(folder.glob("*.jsonl")):
                for name, run in RUNS.items():
                    if name in path.name:
                        run(path, talks, score)
                        break
    figures = score.figures()
    for name, figure in figures.items():
        print(f"{name:32} {figure['right']:5} / {figure['of']:<5} {figure['share']:.3f}")
    if "--failures" in arguments:
        for name, details in score.failures.items():
            print(f"\n## {name}")
            print("\n".join(details))
    out = Path("results")
    out.mkdir(exist_ok=True)
    (out / "evaluation.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1), "utf-8")


RUNS = {
    "citizen_questions": citizen_questions,
    "questions": questions,
    "personas": personas,
    "turns": turns,
    "extract": extraction,
}

if __name__ == "__main__":
    main(sys.argv[1:])
