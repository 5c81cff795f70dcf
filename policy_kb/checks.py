"""What must hold between the files of a document: no orphan, no false quotation, no gap."""

from __future__ import annotations

from typing import AbstractSet, Sequence

from policy_kb.errors import Problem
from policy_kb.facts import FACTS, RELATIONS
from policy_kb.library import BackgroundDocument, LocalDocument
from policy_kb.models import Test
from policy_kb.wording import REQUIRED_WORDING, placeholders
from policy_kb.yaml_data import line_of

OUTSIDE = "outside"
"""The target of phrasings that no clause and no open point covers."""


def check_local(
    document: LocalDocument, background: Sequence[BackgroundDocument], problems: list[Problem]
) -> None:
    """Adds every inconsistency within the local document and towards those behind it."""
    check = _Check(document, problems)
    check.duty()
    check.clauses()
    check.open_points(background)
    check.claims()
    check.choices()
    check.questions()
    check.rules()
    check.phrasings()
    check.wording()


def check_background(
    document: BackgroundDocument, local: LocalDocument, problems: list[Problem]
) -> None:
    """Adds facts that claim to support a clause the local document does not have."""
    path = document.folder / "facts.yml"
    for fact in document.facts.values():
        for clause in fact.supports:
            if clause not in local.clauses:
                problems.append(
                    Problem(
                        path,
                        fact.id,
                        f"supports 里的 {clause} 不是本地文件的条款",
                        "改成 clauses.yml 里有的编号",
                        line_of(path, fact.id),
                    )
                )


class _Check:
    def __init__(self, document: LocalDocument, problems: list[Problem]) -> None:
        self.document = document
        self.problems = problems

    def report(self, file: str, place: str, message: str, fix: str, needle: str = "") -> None:
        path = self.document.folder / file
        line = line_of(path, needle or place) if path.is_file() else None
        self.problems.append(Problem(path, place, message, fix, line))

    def clause_exists(self, file: str, place: str, clause: str) -> None:
        if clause not in self.document.clauses:
            self.report(file, place, f"没有条款 {clause}", "改成 clauses.yml 里有的编号")

    def quoted(self, file: str, place: str, clause: str, excerpt: str) -> None:
        """A quotation must stand word for word in the clause it is said to come from."""
        if clause not in self.document.spans:
            return  # reported as a missing clause
        if excerpt not in self.document.text_of(clause):
            self.report(
                file,
                place,
                f"引文不在 {clause} 的原文里：{excerpt[:30]}",
                "从 source.txt 照抄，一个字、一个标点都不要改",
                excerpt[:20],
            )

    def duty(self) -> None:
        clause = self.document.info.duty_clause
        if clause and clause not in self.document.clauses:
            self.report(
                "document.yml",
                "duty_clause",
                f"{clause} 不是这份文件的条款",
                "改成 clauses.yml 里有的编号，没有这样的条款就删掉这一行",
            )

    def clauses(self) -> None:
        numbered = set(self.document.spans)
        for missing in [id_ for id_ in self.document.spans if id_ not in self.document.clauses]:
            self.report("clauses.yml", missing, "原文有这一条，这里没有", "补上这一条的解释")
        for clause in self.document.clauses.values():
            if clause.id not in numbered:
                self.report("clauses.yml", clause.id, "原文里没有这个编号", "按原文的编号写")
            self.quoted("clauses.yml", clause.id, clause.id, clause.excerpt)
            for point in clause.points:
                self.quoted("clauses.yml", f"{clause.id}#{point.id}", clause.id, point.excerpt)
            for related in clause.related:
                self.clause_exists("clauses.yml", clause.id, related)
        for reading in self.document.readings.values():
            self.clause_exists("readings.yml", reading.id, reading.clause)

    def open_points(self, background: Sequence[BackgroundDocument]) -> None:
        known = {(d.info.number, fact) for d in background for fact in d.facts}
        told: set[str] = set()
        for point in self.document.open_points.values():
            if point.tells and (len(point.nearest) != 1 or point.nearest[0] in told):
                self.report(
                    "open_points.yml",
                    point.id,
                    "tells 的未定事项要正好靠一条，一条只能有一个",
                    "nearest 只写一条，或者去掉 tells",
                )
            told.update(point.nearest if point.tells else ())
            for clause in (*point.nearest, *filter(None, [point.otherwise])):
                self.clause_exists("open_points.yml", point.id, clause)
            for ref in point.background:
                if (ref.document, ref.clause) not in known:
                    self.report(
                        "open_points.yml",
                        point.id,
                        f"背景事实 {ref.document} {ref.clause} 不存在",
                        "改成那份文件 facts.yml 里有的编号，或者删掉",
                    )

    def claims(self) -> None:
        """What is told of a belief must be there to be told."""
        claims = self.document.claims.claims if self.document.claims else ()
        for claim in claims:
            for clause in filter(None, [claim.clause, *claim.also]):
                self.clause_exists("claims.yml", claim.id, clause)
            known = self.document.clauses.get(claim.clause or "")
            points = {point.id for point in known.points} if known else set()
            if known and claim.point is not None and claim.point not in points:
                self.report(
                    "claims.yml",
                    claim.id,
                    f"{claim.clause} 没有 {claim.point} 这一点",
                    "改成 clauses.yml 里那一条有的 points",
                )
            if claim.open is not None and claim.open not in self.document.open_points:
                self.report(
                    "claims.yml",
                    claim.id,
                    f"没有未定事项 {claim.open}",
                    "改成 open_points.yml 里有的编号",
                )

    def choices(self) -> None:
        """What a bare word asks within a case names the route that the case takes."""
        routes = {route.id for route in self.document.rules.routes}
        for choice in self.document.choices:
            for route_id in choice.within:
                if route_id not in routes:
                    fix = "改成 routes.yml 里的 id"
                    self.report("choices.yml", choice.id, f"没有路径 {route_id}", fix)

    def questions(self) -> None:
        askable = set(FACTS) | {combined.id for combined in self.document.rules.combined}
        for missing in sorted(askable - set(self.document.questions)):
            self.report("questions.yml", missing, "这个问题没有写问法", "补上 question、why 等各项")
        for question in self.document.questions.values():
            if question.fact not in askable:
                self.report("questions.yml", question.fact, "没有这一项事实", "改名或者删掉")
            self.clause_exists("questions.yml", question.fact, question.why_clause)
            kind = FACTS.get(question.fact)
            for value in kind.values if kind is not None else ():
                if value not in question.values:
                    self.report(
                        "questions.yml", question.fact, f"{value} 没有说法", "在 values 里补上"
                    )

    def rules(self) -> None:
        rules = self.document.rules
        for route in rules.routes:
            self.clause_exists("routes.yml", route.id, route.clause)
            if route.gate not in {condition.id for condition in route.conditions}:
                self.report(
                    "routes.yml", route.id, f"gate {route.gate} 不是它的条件", "改成条件的 id"
                )
            for condition in route.conditions:
                self.clause_exists("routes.yml", condition.id, condition.clause)
                self.quoted("routes.yml", condition.id, condition.clause, condition.excerpt)
                self.test(condition.id, condition.test)
                if condition.shortfall is not None:
                    self.braces("routes.yml", condition.id, condition.shortfall, {"months"})
                if condition.id not in rules.likelihood:
                    self.report(
                        "routes.yml", condition.id, "likelihood 里没有它", "补一个 0–1 的数"
                    )
                note = condition.interpretation
                if note is not None and note.reading not in self.document.readings:
                    self.report(
                        "routes.yml", condition.id, f"没有 {note.reading}", "在 readings.yml 里补上"
                    )
                if note is not None and note.unless is not None:
                    self.test(condition.id, note.unless)
            for destination in route.settle_at:
                if destination.when is not None:
                    self.test(route.id, destination.when)
        for extra in sorted(set(rules.likelihood) - set(self.document.conditions)):
            self.report("routes.yml", extra, "likelihood 里的它不是条件", "删掉，或者改名")
        for combined in rules.combined:
            for fact in combined.facts:
                if fact not in FACTS:
                    self.report("routes.yml", combined.id, f"没有事实 {fact}", "改成事实表里的名字")
        area = self.document.places.urban_area
        self.clause_exists("places.yml", "urban_area", area.clause)
        family = rules.family
        listed: list[str] = [relation.relation for relation in family.relations]
        for relation in RELATIONS:
            if listed.count(relation) != 1:
                self.report(
                    "routes.yml", "family", f"relations 里 {relation} 要有且只有一次", "补上或删掉"
                )
        self.clause_exists("routes.yml", "family", family.clause)
        self.quoted("routes.yml", "family", family.clause, family.excerpt)
        for route_id in family.routes:
            if route_id not in {route.id for route in rules.routes}:
                self.report("routes.yml", "family", f"没有路径 {route_id}", "改成 routes 里的 id")

    def test(self, place: str, test: Test) -> None:
        for leaf in test.leaves():
            kind = FACTS.get(leaf.fact or "")
            forms = [leaf.is_ is not None, leaf.in_ is not None, leaf.at_least is not None]
            if kind is None:
                self.report("routes.yml", place, f"没有事实 {leaf.fact}", "改成事实表里的名字")
            elif sum(forms) != 1:
                self.report(
                    "routes.yml", place, f"{leaf.fact} 的测试写法不对", "is、in、at_least 选一个"
                )
            elif kind.kind == "choice":
                for value in (leaf.is_,) if leaf.is_ is not None else leaf.in_ or ():
                    if value not in kind.values:
                        self.report(
                            "routes.yml", place, f"{kind.key} 没有值 {value}", "改成表里的值"
                        )
            elif kind.kind == "months" and leaf.at_least is None:
                self.report("routes.yml", place, f"{kind.key} 要用 at_least", "写成 at_least: 月数")
            elif kind.kind == "bool" and not isinstance(leaf.is_, bool):
                self.report("routes.yml", place, f"{kind.key} 要用 is: true 或 false", "改写")

    def phrasings(self) -> None:
        targets = set(self.document.clauses) | set(self.document.open_points) | {OUTSIDE}
        seen: dict[str, str] = {}
        for target, voices in self.document.phrasings.items():
            if target not in targets:
                self.phrasing(target, target, "问法指向的条款或未定事项不存在", "改成有的编号")
            for texts in voices.values():
                for text in texts:
                    other = seen.setdefault(text, target)
                    if other != target:
                        self.phrasing(text, target, f"「{text[:30]}」同时在 {other} 下", "只留一处")
        for clause in self.document.clauses.values():
            asked = self.document.phrasings.get(clause.id) or [p for p in clause.points if p.ask]
            if not asked:
                self.report("clauses.yml", clause.id, "没有一种问法", "在 phrasings 里补上几种")

    def phrasing(self, needle: str, target: str, message: str, fix: str) -> None:
        """Reports the last of the bank's lines that holds ``needle``."""
        for path in sorted((self.document.folder / "phrasings").glob("*.yml"), reverse=True):
            lines = path.read_text("utf-8").splitlines()
            found = [n for n, line in enumerate(lines, start=1) if needle in line]
            if found:
                self.problems.append(Problem(path, target, message, fix, found[-1]))
                return
        self.problems.append(Problem(self.document.folder / "phrasings", target, message, fix))

    def wording(self) -> None:
        for key, needed in REQUIRED_WORDING.items():
            sentence = self.document.wording.get(key)
            if sentence is None:
                self.report("wording.yml", key, "缺这句话", "补上")
            else:
                self.braces("wording.yml", key, sentence, needed)
        for key in sorted(set(self.document.wording) - set(REQUIRED_WORDING)):
            self.report("wording.yml", key, "用不到这句话", "检查名字有没有写错，或者删掉")

    def braces(self, file: str, place: str, sentence: str, allowed: AbstractSet[str]) -> None:
        """What stands in braces must be something that will be filled in."""
        try:
            names = placeholders(sentence)
        except ValueError:
            self.report(file, place, "花括号不成对", "每个 { 后面都要有 }")
            return
        for name in sorted(names - allowed):
            able = "、".join(f"{{{n}}}" for n in sorted(allowed)) or "这里不能用花括号"
            self.report(file, place, f"用了没有的 {{{name}}}", f"能用的有 {able}")
