"""Cuts a tagged text into clauses and says in what mode each stands.

Modes: ``told`` (a statement), ``asked``, ``supposed``. A question that begins with a statement
(我租房两年了能落户吗) is cut before its asking part. ``wish`` and ``past`` give the position from
which (or up to which) a clause tells of plans or of former times.
"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.reading.clause import (
    ASKED,
    SUPPOSED,
    TOLD,
    Clause,
    ends_sentence,
    is_question,
    modes,
)
from actions.reading.patterns import compiled
from actions.reading.pieces import pieces_of
from actions.reading.prospects import (
    adds_to_supposed,
    asks_of_the_future,
    is_perhaps_later,
    is_search,
    is_to_come_first,
    once_was,
    tells_of_now,
)
from actions.reading.tagged import GROUPS, Tagged, expand

_ALSO = compiled("^(?:也|又|并且|同时)(?![没不是有想要得算能可])")
# 你们上次说的租房满两年: somebody else's words
_AS_YOU_SAID = compiled(
    "^(?:你们?|您们?|恁)[^,我俺咱没不]{0,4}(?:说|讲|要求|规定)的[^,我俺咱没不是都]{4,}$"
)
_ONCE = compiled("^(?:我|俺|咱|先|得|想)*等(?!于|级)")
_THEN = compiled("^(?:我|俺|咱)?(?:就|再|才|好|也就)(?!是|这|业)")
_CHANGE = compiled(
    "搬到|搬去|换成|换到|补上|补齐|转到|转回|改成|改到|辞职自己|再(?:住|租|干|交)|(?:场所|地址|门面|店|铺)(?:放|设|选|安|搁)(?:到|在)?[\ue010-\ue014]"
)
_ASKING = compiled("能不能|可不可以|行不行|能否|咋(?!也|都)|怎么(?!也|都)|如何")
_ASKS_ABOUT = compiled("(?:想问|问问|问一下|问下|请问|打听|咨询|想知道|想了解|想搞清)[^我俺咱]*$")
# 自己买的房怎么落户: whoever has bought one
_ONE_WHO = compiled(
    "^(?:那|请问|问下|问一下|这)*自己[^,我俺咱了]{1,6}的(?:房子?|楼房?|人|店|户)?(?:户口)?$"
    "|^(?:那|请问|问下|问一下|这)*自己(?:家)?的(?:公司|厂子?|企业)$"
)
# 租房 落户 年限: the keywords of a search, no statement.
# 租房三年了|社保本市整租|请问能落户吗
_ADDS = compiled(
    expand(
        "^(?:{SI}(?:也|都|是|在|交|的)*<place>|整租|独门独户|成套)(?:交|的|着|整租|独门独户|成套|也|都)*$"
    )
)
_KEYWORDS = compiled("落户|入户|迁户|户口迁|上户口")
_TELLS = compiled("[我俺咱了着过的没不有是在他她想要也都能]|\ue001|\ue002|[\ue020-\ue024]")


_LONE_MARKER = 5  # signs
_LEAST_TOLD = 3  # signs before a wish that may tell a case


_ONLY_THIS = compiled("(?:^|[,。 ])(?:就|只|光|也就|只有)[^,。 ]{1,8}[这那]一?[条样项](?:$|[,。 ])")
"""就辞职这一条: which of several things applies to the speaker, not what a clause says."""
_LIVES_SO = compiled("[住租交干]着(?!的)|都?在[^,。 ]{1,6}(?:[交缴住]|上班|干活)(?!的)")
"""厂里住着宿舍,五险都在这交,没房的人有没有路子: tells of one's own life before it asks."""
_OWN = compiled("[我俺咱偶]|本人|自己|[\ue020-\ue024]")


def split(tagged: Tagged) -> list[Clause]:
    """The clauses of a text in order, with their modes."""
    pieces = pieces_of(tagged.text)
    if _is_about_rules(tagged.text):
        return [replace(piece, mode=ASKED) for piece in pieces]
    looked_up = _KEYWORDS.search(tagged.text) and not _TELLS.search(tagged.text)
    if looked_up or is_search(tagged.text):
        return [replace(piece, mode=ASKED) for piece in pieces]
    clauses: list[Clause] = []
    supposing = lone_marker = goes_on = False
    quoted = _quoted(tagged.text)
    for piece in pieces:
        if any(low <= piece.start and piece.end <= high for low, high in quoted):
            clauses.append(replace(piece, mode=ASKED))
            continue
        patterns = modes()
        marker = patterns["marker"].search(piece.text)
        if supposing and not marker and not lone_marker and patterns["reset"].search(piece.text):
            supposing = False
        if goes_on and adds_to_supposed(piece.text):
            clauses.append(_with_scopes(replace(piece, mode=SUPPOSED)))
            continue
        goes_on = False
        # 打个比方,我在城里租了房
        lone_marker = bool(marker) and len(piece.text) <= _LONE_MARKER
        supposing = supposing or bool(marker)
        goes_on = bool(clauses) and not clauses[-1].gap and clauses[-1].mode == TOLD
        parts = [replace(piece, mode=SUPPOSED)] if supposing else _by_question(piece, goes_on)
        if (
            supposing
            and marker
            and marker.start() > 3
            and marker.group() != "的话"
            and not clauses_asked(parts)
        ):
            parts = _split_at(piece, marker.start(), TOLD, SUPPOSED)
        clauses.extend(_with_scopes(part) for part in parts)
        if supposing and (
            ends_sentence(piece.gap) or is_question(piece) or piece.text.endswith("呢")
        ):
            supposing, goes_on = False, piece.text.endswith("呢")
    clauses = [
        _planned(_former_too(clause, before), before)
        for clause, before in zip(clauses, [None, *clauses], strict=False)
    ]
    clauses = _of_former_times(_with_what_comes_first(clauses))
    return [
        replace(clause, mode=SUPPOSED) if _proposes(clause, after) else clause
        for clause, after in zip(clauses, [*clauses[1:], None], strict=False)
    ]


def _former_too(clause: Clause, before: Clause | None) -> Clause:
    """原先在外地租房,也在那上班: what 也 adds to a former time belongs to it."""
    if before is None or before.past is None or before.past[1] < len(before.text):
        return clause
    if clause.past or ends_sentence(before.gap) or not _ALSO.match(clause.text):
        return clause
    return (
        clause
        if modes()["now"].search(clause.text)
        else replace(clause, past=(0, len(clause.text)))
    )


def _of_former_times(clauses: list[Clause]) -> list[Clause]:
    """我是当老师的,以前: the time named afterwards; before what follows (以前,在厂里干过) it is of that."""
    marked = list(clauses)
    for number, clause in enumerate(clauses):
        if number == 0 or not once_was(clause.text):
            continue
        points_back = clause.text[0] in "那这都"
        last = number + 1 == len(clauses) or ends_sentence(clause.gap)
        at = number - 1 if points_back or last else number + 1
        about = clauses[at]
        apart = at < number and ends_sentence(about.gap) and not points_back
        if about.mode == TOLD and not (about.past or apart or tells_of_now(about.text)):
            marked[at] = replace(about, past=(0, len(about.text)))
    return marked


def _planned(clause: Clause, before: Clause | None) -> Clause:
    """等攒够首付,就在城里买一套: what is to come once something else has come."""
    if before is not None and is_perhaps_later(before.text, clause.text):
        return replace(clause, wish=(-1, len(clause.text) + 1))
    if before is None or not _ONCE.search(before.text) or not _THEN.match(clause.text):
        return clause
    if re.search("[了过着]|的$|目前", clause.text):
        return clause
    return replace(clause, wish=(-1, len(clause.text) + 1))


def _quoted(text: str) -> list[tuple[int, int]]:
    """What stands in quotation marks is somebody else's wording, mostly the document's."""
    return [(found.start(), found.end()) for found in re.finditer('"[^"]*"', text)]


def _with_what_comes_first(clauses: list[Clause]) -> list[Clause]:
    """上了户口 以后我租房能落城里不: one question, in which the register is still to come."""
    joined: list[Clause] = []
    for clause in clauses:
        first = joined[-1] if joined and joined[-1].mode == TOLD else None
        asked = clause.mode == ASKED
        if first is None or not asked or not is_to_come_first(first.text, clause.text):
            joined.append(clause)
            continue
        text = first.text + " " * (clause.start - first.end) + clause.text
        joined[-1] = _with_scopes(replace(clause, text=text, start=first.start))
    return joined


def _proposes(clause: Clause, after: Clause | None) -> bool:
    """我搬到镇上去住,结果会变吗: a change not yet made, and a question whether it helps."""
    if clause.mode != TOLD or after is None or after.mode != ASKED:
        return False
    return bool(_CHANGE.search(clause.text)) and not re.search("[了过着]|的$", clause.text)


def _is_about_rules(text: str) -> bool:
    """Talk of the document's wording or of a class of people, with nobody's own case in it."""
    patterns = modes()
    if _ONLY_THIS.search(text):
        return False
    if patterns["generic_head"].search(text) and not _OWN.search(text):
        *before, _ = re.split("[,，。 ]", text)
        return not any(_LIVES_SO.search(one) for one in before)
    return bool(patterns["generic"].search(text)) and not _OWN.search(text)


def clauses_asked(parts: list[Clause]) -> bool:
    return any(part.mode == ASKED for part in parts)


def _split_at(piece: Clause, cut: int, first: str, second: str) -> list[Clause]:
    return [
        replace(piece, text=piece.text[:cut], gap="", mode=first),
        replace(piece, text=piece.text[cut:], start=piece.start + cut, mode=second),
    ]


def _by_question(piece: Clause, goes_on: bool) -> list[Clause]:
    """A piece cut before its asking part; ``goes_on`` when it follows a statement in one breath."""
    if _AS_YOU_SAID.match(piece.text):
        return [replace(piece, mode=ASKED)]
    if not is_question(piece):
        return [piece]
    if asks_of_the_future(piece.text):
        return [replace(piece, mode=SUPPOSED)]
    patterns = modes()
    for found in patterns["start"].finditer(piece.text):
        if found.start() < 2:
            continue
        premise = piece.text[: found.start()]
        if re.match("也(?:能|可以|行|中)", found.group()) and premise[:4].count("没"):
            break  # 没工作也能落吗 asks of a rule
        if found.group().endswith("算") and not _OWN.search(premise):
            break  # 社保交外地的不算吗 asks of a rule
        if _ASKING.search(premise) or _ONE_WHO.match(premise):
            break  # the question began before, or 自己买的房怎么落户 asks of a rule
        if _ASKS_ABOUT.search(premise):
            continue  # 就想问问租房的那个两年咋算: nothing told before it
        wish = patterns["wish"].search(premise)
        if wish and wish.start() >= _LEAST_TOLD:
            premise = premise[: wish.start()]  # 当了十二年兵刚退下来想把户口落回来咋弄
        told = patterns["premise"].search(premise) or (goes_on and _ADDS.match(premise))
        if told and not patterns["wish"].search(premise):
            return _split_at(piece, len(premise), TOLD, ASKED)
    return [replace(piece, mode=ASKED)]


# 外地是以前实习的地方: the former time is that of the place named before it
_PLACE_OF_OLD = compiled(
    f"{GROUPS['place']}(?:那|这|边|里|儿|的)*(?:就|才|都|可|只)*是(?:我|俺|咱)?$"
)


def _wish_ends(text: str, start: int) -> int:
    """想交没交上, 想当没去成: what became of the wish is told again."""
    outcome = re.search("没|可惜", text[start:])
    return start + outcome.start() if outcome else len(text) + 1


def _with_scopes(clause: Clause) -> Clause:
    patterns = modes()
    wish = patterns["wish"].search(clause.text)
    past = patterns["past"].search(clause.text)
    former = None
    if past:
        now = patterns["now"].search(clause.text, past.end())
        place = _PLACE_OF_OLD.search(clause.text[: past.start()])
        begin = place.start() if place else past.start()
        former = (begin, now.start() if now else len(clause.text))
    return replace(
        clause,
        wish=(wish.start(), _wish_ends(clause.text, wish.end())) if wish else None,
        past=former,
        correction=bool(patterns["correction"].search(clause.text)),
    )
