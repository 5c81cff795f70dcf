"""Which clauses name those who come along, where nobody asked for them.

Unprompted, relatives count only where the talk is of coming along or of living together; such a
clause may also speak of people whom earlier clauses named (老婆,儿子,都跟我一起落).
"""

from __future__ import annotations

import itertools
from typing import Sequence

from actions.reading.clause import Clause, ends_sentence
from actions.reading.family_attributes import marriage
from actions.reading.family_members import KIN, family_words
from actions.reading.patterns import compiled
from actions.reading.tagged import GROUPS


def talk_of_coming(clauses: Sequence[Clause], awaiting: str | None) -> bool:
    """Whether anything at all is said of coming along."""
    pattern = family_words()["coming" if awaiting is None else "coming_plainly"]
    numbers = range(len(clauses))
    stays = any(family_words()["left_out"].search(KIN.sub("", c.text)) for c in clauses)
    if awaiting is None and stays and any(_just_us(c) for c in clauses):
        return True
    return any(pattern.search(c.text) for c in clauses) or any(_added(clauses, n) for n in numbers)


def naming_clauses(clauses: Sequence[Clause]) -> list[bool]:
    """For each clause whether the relatives it names are to come along."""
    data = family_words()
    counts = [_counts(clauses, n) or _just_us(clauses[n]) for n in range(len(clauses))]
    for number, clause in enumerate(clauses):
        if number and _WITH_US_TOO.search(clause.text) and _I_AND.match(clauses[number - 1].text):
            counts[number - 1] = True
        ends_row = _ALL_OF_A_ROW.match(clause.text) or (number and clauses[number - 1].gap == "、")
        if counts[number] and KIN.search(clause.text) and ends_row:
            for at in _bare_names_before(clauses, number):
                counts[at] = True
        if KIN.search(clause.text) or not data["coming"].search(clause.text):
            continue
        if _settled(clause):
            continue
        named = any(counts[at] and KIN.search(clauses[at].text) for at in range(number))
        if data["all_of_them"].match(clause.text):
            whole = not named or bool(counts[number - 1])
            for at in _run_before(clauses, number) if whole else ():
                counts[at] = True
        elif data["meant"].search(clause.text) and not named:
            for at in _run_before(clauses, number)[:1]:
                counts[at] = True
    return counts


# 俺娘 俺哥 俺弟都跟着他: a row of names, the last with what is told of all
_ALL_OF_A_ROW = compiled(
    f"^(?:还有|和|跟)?(?:{GROUPS['kin']}[和跟与、]?)+(?:们|俩)?(?:都|全|一起|一块|均)"
)
_BARE_NAME = compiled(f"^(?:有|还有|和|跟)?(?:{GROUPS['kin']}[和跟与、]?)+(?:们|俩)?$")


def _bare_names_before(clauses: Sequence[Clause], number: int) -> list[int]:
    names = itertools.takewhile(
        lambda at: bool(_BARE_NAME.match(clauses[at].text)) and not ends_sentence(clauses[at].gap),
        range(number - 1, -1, -1),
    )
    return list(names)


# 我和老公孩子三岁,公公婆婆也跟我们住: 我们 are those of the clause before
_I_AND = compiled(f"^[我俺咱]们?(?:和|跟|与)(?:{GROUPS['kin']}[和跟与、]?)+")
_WITH_US_TOO = compiled(f"{GROUPS['kin']}们?也(?:都|一直|一起|是)*(?:跟|和|与|随)着?[我俺咱]们")


def _settled(clause: Clause) -> bool:
    """表哥一家都落上了; but 想给老伴落上 is still to come."""
    found = family_words()["settled_already"].search(clause.text)
    return bool(found) and not (clause.wish or _TO_COME.search(clause.text))


_TO_COME = compiled("想|要|得|能|打算|准备|把|给")


def _just_us(clause: Clause) -> bool:
    """儿子不迁,就我跟老伴."""
    return bool(family_words()["just_us"].search(clause.text))


def _run_before(clauses: Sequence[Clause], number: int) -> list[int]:
    """The clauses that name somebody, back from ``number`` up to where the talk was of another
    thing: 闺女早出嫁了,儿子还上高一,想都带上."""
    found: list[int] = []
    for at in range(number - 1, -1, -1):
        text = clauses[at].text
        if KIN.search(text):
            found.append(at)
        elif found and not tells_of_them(clauses[at]):
            break
    return found


# 我和老婆孩子想落户,在外地上班: the speaker is named as well, and it may be he who works there
_I_TOO = compiled("^(?:这次|这回|就|想|那)*[我俺咱]们?(?:和|跟|与|同|、|带|领)")
_OWN_MATTER = compiled("社保|保险|五险|公积金|执照|门面|生意|开[^,]{0,2}店|^店")
_I_ALONE = compiled(
    "^[我俺咱](?:自己|本人|目前|一直|就|也|现)*(?:[在住交缴开做租买干上]|有[房店工单])"
)
_OF_SOMEBODY = compiled(
    f"{GROUPS['kin']}|[他她都均]|一[起块]|[跟随][我俺]|同住|分|两地|异地|孩|大的|小的|不在|一个|俩|仨|们"
)


def tells_of_the_speaker(clauses: Sequence[Clause], number: int, *, asked: bool) -> bool:
    """社保在泰安交, 店在外地: where the speaker pays or works, and not how his family lives."""
    clause = clauses[number]
    if _OF_SOMEBODY.search(clause.text) or marriage(clause) is not None:
        return False
    if _I_ALONE.match(clause.text) or _OWN_MATTER.search(clause.text):
        return True
    named = [one for one in clauses[:number] if KIN.search(one.text)]
    return not asked and bool(named) and bool(_I_TOO.match(named[-1].text))


def tells_of_them(clause: Clause) -> bool:
    """Whether a clause says how somebody lives or whether a child is married."""
    data = family_words()
    living = data["living_yes"].search(clause.text) or data["living_no"].search(clause.text)
    return bool(living) or marriage(clause) is not None


def _added(clauses: Sequence[Clause], number: int) -> bool:
    """想落个户,还有俺娘: somebody named and no more, right after the wish to settle."""
    data = family_words()
    alone = number > 0 and data["beside_me"].match(clauses[number].text)
    return bool(alone) and bool(data["wants_to_settle"].search(clauses[number - 1].text))


def _counts(clauses: Sequence[Clause], number: int) -> bool:
    data = family_words()
    text = clauses[number].text
    if data["at_that_time"].search(text) or _settled(clauses[number]):
        return False  # 搬来那年娃刚会走; 表哥一家都落上了
    if data["coming"].search(text):
        return True
    if not KIN.search(text):
        return False
    if _added(clauses, number):
        return True
    for later in clauses[number + 1 : number + 4]:
        if KIN.search(later.text):
            break
        if data["living_yes"].search(later.text) and data["coming"].search(later.text):
            return True  # 家里还有个母亲,七十六,跟我们住一起
    for near in (number - 1, number + 1):
        if 0 <= near < len(clauses) and data["coming"].search(clauses[near].text):
            other = clauses[near].text
            if near < number or (not KIN.search(other) and data["goes_on"].match(other)):
                return True
    return False
