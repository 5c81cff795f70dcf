"""What a message takes back of itself: 有执照,哎不对没有; 我退伍的,哦不是,我儿子退伍的."""

from __future__ import annotations

import re

from actions.reading.clause import TOLD, Clause
from actions.reading.party import APPLICANT, OTHER, Parties
from actions.reading.patterns import compiled
from actions.reading.polarity import NO, YES, answer_value, bare
from actions.reading.rules import matches
from actions.reading.slate import Slate
from actions.reading.tagged import GROUPS

_SOUND = "[哦噢啊呃哎唉诶欸嗨呸哟嗯咦呀]"
_MARK = compiled(
    f"^(?:{_SOUND}|不好意思|对不起|抱歉|看我|瞧我|我|俺|刚才?|这嘴|嘴|一时|又|是)*"
    "(?:不对(?!口|外|劲|着|付)|不是不是|不不+|错了|(?:说|记|打|写|弄|搞|算|讲|想)(?:错|反|差|岔|串)了?|口误|嘴瓢)"
    f"(?:了|啊|呀|哦|的|{_SOUND}|不对|错了)*"
    f"|^{_SOUND}+不是(?:的|啊|呀)*(?![没不])"
)
_BEFORE = compiled("^(?:哦|噢|啊|呃)?(?:不对|不是不是|不不|不|错了|说错)")
_NOT_SO = compiled("^不是(?:的|啊|呀)*$")
_ONLY_SOUNDS = compiled(f"^{_SOUND}+$")
# 没交, 其实没办, 有来着: yes or no said of what stood before
_DENIED = compiled(
    "^(?:其实|实际上?|根本|压根|一直|从来|到目前|目前|还|我|俺|咱|是|并|也|都)*没(?:有)?"
    "(?P<verb>交|缴|报|办|领|拿|开|做|干)?(?:过|成|着|上|下来|了|呢|哩|来|的|啊|呀|这回事|这事)*$"
)
_OF_VERB = {
    **dict.fromkeys("交缴报", ("taxes_paid",)),
    **dict.fromkeys("办领拿", ("business_license",)),
    **dict.fromkeys("开做干", ("business", "stable_job")),
}
_PLACES = {"residence_area", "residence_community", "job_area", "business_area"}


def takes_back(clauses: list[Clause], parties: Parties, number: int) -> bool:
    """Whether a clause says that what stood before it was wrong.

    不是 alone does so where somebody else is then named (我退伍的,不是,我儿子退伍的). Said last, 嘴瓢了
    only excuses what the message has put right already.
    """
    clause = clauses[number]
    if clause.correction and _BEFORE.match(clause.text):
        return True
    mark = _MARK.match(clause.text)
    if mark:
        return mark.end() < len(clause.text) or number + 1 < len(clauses)
    others = OTHER in parties.of_clause[number + 1 : number + 2]
    return others and bool(_NOT_SO.match(clause.text)) and _tell_again(clauses, number)


def _tell_again(clauses: list[Clause], number: int) -> bool:
    """Whether the clauses before and after ``number`` tell of one fact."""
    before, after = (
        {match.fact for match in matches(clauses[at].text)} for at in (number - 1, number + 1)
    )
    return bool(before & after)


def undone(slate: Slate, clauses: list[Clause], parties: Parties, number: int) -> list[str]:
    """Undoes what stood before clause ``number``; the facts told as true that are gone."""
    before = [fact for fact, value in slate.facts.items() if value is True]
    undo(slate, clauses, parties, number)
    return [fact for fact in before if fact not in slate.facts]


def undo(slate: Slate, clauses: list[Clause], parties: Parties, number: int) -> None:
    """我开店的,不对,是给人打工: what stood before goes, if nothing of it comes again.

    Where only yes or no comes after it (有执照,不对,没有), that is the fact.
    """
    last = number - 1
    while last > 0 and _ONLY_SOUNDS.match(clauses[last].text):
        last -= 1
    after = clauses[number:]
    stated = {fact for fact, said_in in slate.clause_of.items() if said_in == last}
    stated &= set(slate.facts)
    again = {
        match.fact
        for clause, party in zip(after, parties.of_clause[number:], strict=False)
        for match in matches(clause.text)
        if party == APPLICANT and not match.rule.awaiting
    }
    if stated & _PLACES and any(re.search(GROUPS["place"], clause.text) for clause in after):
        return  # 我租的某庄,不对,是某某社区的: another place is named, the rest stands
    if "stable_job" in stated and "laid_off" in again:
        slate.facts.pop("stable_job", None)
        return  # 有工作,不对,上个月刚辞了
    if stated & again or any(re.search(GROUPS["when"], clause.text) for clause in after):
        return
    turned = _turned(slate, stated, _what_follows(clauses, parties, number))
    if turned is not None:
        fact, value = turned
        alone = {one for one in stated if slate.spans.get(one) == slate.spans.get(fact)}
        for one in alone:
            slate.facts.pop(one, None)
        slate.put(fact, value)
        return
    for fact in stated:
        slate.facts.pop(fact, None)


# 房子到期退租了, 租的房退了; not 没退租, 想退租, 退了租又租了一套
_GAVE_UP = compiled(
    "(?:退(?:掉|了)?租(?!金|户)|(?:租|赁)的?(?:那套?|的)?房子?(?:也|都|就|已经|早|到期|去年|上个?月|\ue002)*退)(?:了|掉|的|$)"
    "|到期(?:就|也|以后|之后)?(?:没|不|未)(?:再)?(?:续|租)"
)
_STAYS = compiled("[没不未想要让叫催]|打算|准备|可能|也许|以前|之前|又|重新|再租|换")


def gave_up_rent(slate: Slate, clauses: list[Clause], parties: Parties) -> None:
    """房子到期退租了: rented no longer, and where the speaker lives now is open."""
    if slate.facts.get("housing", "rented") != "rented":
        return
    for number, clause in enumerate(clauses):
        if clause.mode != TOLD or parties.of_clause[number] != APPLICANT or clause.wish:
            continue
        found = _GAVE_UP.search(clause.text)
        told_after = slate.clause_of.get("housing", -1) > number and "housing" in slate.facts
        stays = found and _STAYS.search(clause.text[: found.start()] + clause.text[found.end() :])
        if found and not stays and not told_after:
            slate.retract("housing", "rented")
            for fact in ("rental_months", "rental_complete_unit"):
                slate.facts.pop(fact, None)
                slate.retracted.add(fact)


def _what_follows(clauses: list[Clause], parties: Parties, number: int) -> str:
    """What is said after the words that take back, in their clause or in the next."""
    text = clauses[number].text
    mark = _MARK.match(text)
    rest = text[mark.end() :] if mark else ""
    for clause, party in zip(clauses[number + 1 :], parties.of_clause[number + 1 :], strict=False):
        if rest or party != APPLICANT or clause.mode != TOLD:
            break
        if not _MARK.match(clause.text) and not _ONLY_SOUNDS.match(clause.text):
            rest = clause.text
    return rest


def _turned(slate: Slate, stated: set[str], said: str) -> tuple[str, bool] | None:
    """The fact stated last, turned over by a yes or no that fits it."""
    denied = _DENIED.match(said)
    polarity = NO if denied or bare(said) == NO else bare(said)
    fitting = [
        fact
        for fact in stated
        if isinstance(slate.facts[fact], bool)
        and isinstance(answer_value(fact, YES), bool)
        and not (denied and denied["verb"] and fact not in _OF_VERB[denied["verb"]])
    ]
    if polarity is None or not fitting:
        return None
    # 有门面 tells of a business, too: of two told in the same words the narrower one is meant
    fact = max(fitting, key=lambda one: (slate.spans.get(one, (0, 0)), len(one)))
    value = answer_value(fact, polarity)
    return None if value == slate.facts[fact] else (fact, value)
