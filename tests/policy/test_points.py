"""Which point of a clause is said: the right one or, where that is not sure, none; never its opposite."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from policy_kb import load_library
from policy_kb.search.points import PointModel

LIBRARY = load_library()
CLAUSES = LIBRARY.local.clauses
CASES: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("points.yml").read_text("utf-8")
)
NONE = "none"
RIGHT = 0.95
WRONG = 0.01
ALL = [(c, p, ask) for c, points in CASES.items() for p, asks in points.items() for ask in asks]
ANSWERED = [case for case in ALL if case[1] != NONE]
UNANSWERED = [case for case in ALL if case[1] == NONE]
OPPOSITES = [
    (
        "二(一)",
        {"spouse", "parents", "children", "who_comes"},
        {"other_relatives", "married_child"},
    ),
    ("二(一)", {"town_seat"}, {"village"}),
    ("二(一)1", {"rent_home", "rent_years"}, {"rent_not_yet"}),
    ("二(一)1", {"tenant_insurance", "insurance_place"}, {"owner_insurance"}),
    ("二(一)1", {"rent_years", "rent_not_yet"}, {"owner_years"}),
    ("二(一)1", {"rent_home", "buy_home"}, {"complete_unit", "home_location"}),
    ("二(一)2", {"by_job"}, {"insurance_elsewhere", "both_needed", "unstable_job", "contract"}),
    ("二(一)3", {"by_business"}, {"licence", "tax_arrears", "premises", "all_needed"}),
    ("二(二)1", {"graduate_with_job", "graduate_no_job"}, {"not_local_origin", "job_elsewhere"}),
    ("二(二)1", {"veteran_placed"}, {"veteran_unplaced"}),
    ("三(一)", {"basis"}, {"not_required"}),
    ("四(三)", {"who_for", "renting"}, {"own_home"}),
]
YES = re.compile("^(?:能|可以|要|有(?!自己)|包括|管)")
NO = re.compile(
    "^(?:不|没有|结了婚的子女不能|现在还不能|有自己的房，不用|自己有房的，不用|做生意落户，不用)"
)


@pytest.fixture(scope="module")
def model() -> PointModel:
    return PointModel.train(LIBRARY)


def said(model: PointModel, clause: str, ask: str) -> str:
    point = model.point(ask, clause)
    return point.id if point else NONE


def answer(clause: str, point: str) -> str:
    return next((p.answer for p in CLAUSES[clause].points if p.id == point), "")


def test_the_questions_are_many_and_not_learnt() -> None:
    learnt = {ask for c in CLAUSES.values() for p in c.points for ask in p.ask}
    learnt |= {ask for c in CLAUSES.values() for ask in c.whole}
    assert len(ANSWERED) >= 250
    assert len(UNANSWERED) >= 60
    assert not learnt & {ask for _, _, ask in ALL}
    known = {(c.id, p.id) for c in CLAUSES.values() for p in c.points}
    assert {(c, p) for c, p, _ in ANSWERED} <= known


def test_most_are_answered_by_their_point(model: PointModel) -> None:
    right = [ask for c, p, ask in ANSWERED if said(model, c, ask) == p]
    wrong = [(ask, p) for c, p, ask in ANSWERED if said(model, c, ask) not in (p, NONE)]
    assert len(right) >= RIGHT * len(ANSWERED)
    assert len(wrong) <= WRONG * len(ANSWERED), wrong


def test_what_no_point_answers_has_the_whole_clause(model: PointModel) -> None:
    wrong = [(ask, said(model, c, ask)) for c, _, ask in UNANSWERED if said(model, c, ask) != NONE]
    assert not wrong


def test_no_answer_opens_with_the_opposite(model: PointModel) -> None:
    """能 is never said where 不能 is right, nor 不能 where 能 is."""
    opposite = []
    for clause, point, ask in ANSWERED:
        wanted, given = answer(clause, point), answer(clause, said(model, clause, ask))
        if (YES.match(wanted) and NO.match(given)) or (NO.match(wanted) and YES.match(given)):
            opposite.append((ask, given))
    assert not opposite


@pytest.mark.parametrize(("clause", "one", "other"), OPPOSITES)
def test_points_that_contradict_each_other_are_not_mixed_up(
    model: PointModel, clause: str, one: set[str], other: set[str]
) -> None:
    for wanted, against in ((one, other), (other, one)):
        for point in wanted & CASES[clause].keys():
            mixed = [a for a in CASES[clause][point] if said(model, clause, a) in against]
            assert not mixed, point


@pytest.mark.parametrize("clause", list(CLAUSES))
def test_every_known_wording_names_what_its_point_is_about(clause: str) -> None:
    missed = [
        (point.id, ask)
        for point in CLAUSES[clause].points
        for ask in point.ask
        if not re.search(point.about, ask)
    ]
    assert not missed
