"""What a clause without a subject goes on about: the relative, the stranger or the speaker of the
clause before it."""

from __future__ import annotations

import re

from actions.reading import topics
from actions.reading.clause import Clause
from actions.reading.kin_mentions import Person
from actions.reading.party import OTHER, SPEAKER
from actions.reading.patterns import compiled
from actions.reading.subjects import PRONOUN, SELF
from actions.reading.tagged import GROUPS, SIGNS, expand

# 媳妇在卫生院,有编
IN_POST = compiled(
    "^(?:也|都|还)?(?:是)?(?:有(?:正式|事业)?编|有(?:正式|固定|稳定)工作|有(?:个|正式|固定|正经)?(?:的)?单位|在编|事业编|(?:单位|那边)?(?:也|都|说|讲|答应|表示|已经)*(?:能|可以|肯|同意)(?:接收|收)"
    "|(?:矿上|单位|厂里?|公司|学校|医院|局里|所里)(?:也|都|说|答应|已经|人事科?|同意|表示|那边)*"
    "(?:有集体户|设有集体户|可(?:以)?(?:接|落|收|挂)|(?:答应|同意)(?:了|接|收|落|给)|接户口|开了?(?:接收)?(?:证明|函)|(?:能|可以|肯|同意|愿意)(?:给|让)?[我俺]?(?:接收|收|落)))"
    "|^(?:他|她)?(?:们)?单位(?:那边)?(?:也|又|说|倒)*(?:不|没)(?:肯|愿意?|能|给|让|同意|接收|收)"
)
# 媳妇的社保,在外地交
THEIR_INSURANCE = compiled(expand(f"{GROUPS['kin']}的(?:{{SI}})"))
_PAID_THERE = compiled(f"[交缴停断]|^(?:就|是|都|也|还)*在?{GROUPS['place']}(?:那边|的)?$")
# 老公有单位 is said for the applicant's own sake: what follows is the applicant's again.
OF_SPOUSE_UNIT = compiled(f"{SIGNS['kin:spouse']}[^,]{{0,6}}(?:没|有)[^,]{{0,4}}(?:单位|工作)")
SPOUSE_HAS_UNIT = compiled(f"{SIGNS['kin:spouse']}[^,没]{{0,6}}有[^,没]{{0,4}}(?:单位|工作)")

# 我买的房,我妹租的房,都在这个社区: 都 after one other means the speaker, too
BOTH = compiled(f"^(?:都|均)(?:是|住|买|租)?在?{GROUPS['place']}")


_BRINGS_ONLY = compiled("^(?:就|只|光|单)(?:想|要|打算)?(?:带|给)")


def goes_on_about_him(clause: Clause, token: Person | str | None) -> bool:
    """他在镇上买了房,媳妇孩子都落了: a stranger's family, unless the speaker names himself.

    前妻不带,就带儿子 tells whom the speaker brings.
    """
    if token is None and _BRINGS_ONLY.match(clause.text):
        return False
    if isinstance(token, Person):
        return token.owner != "self" and not re.search("[我俺咱]", clause.text)
    return token in (None, PRONOUN)


# 老伴以前有单位,退休了
_RETIRED = compiled("^(?:也|都|早就?|已经|后来|去年|今年|前年|刚)*退休(?:了|啦)*$")


def has_retired(clause: Clause, before: Person | str | None) -> bool:
    """Whether who has retired is the relative of the clause ``before``, in the same sentence."""
    retired = _RETIRED.match(clause.text) is not None
    return retired and isinstance(before, Person) and before.relation is not None


def continues(clause: str, topic: str) -> bool:
    """Whether a clause without a subject goes on about a relative's job, business or insurance."""
    if topic not in ("business", "job", "insurance"):
        return False
    found = {cue.topic for cue in topics.cues(clause)}
    if topic == "insurance":
        return found <= {topic} and bool(found or _PAID_THERE.search(clause))
    alike = {"business"} if topic == "business" else {"job", "insurance"}
    if not found:
        return topic == "business" and bool(re.search("[照税证\ue001\ue002]|手续|齐全?", clause))
    return found <= alike


# 房子是我的,在桃都社区,写的我跟媳妇的名: what else is told of the speaker's home
_HOME_DETAIL = compiled(
    expand(
        "^(?:也|就|都|是|还|目前|位于|坐落)*(?:在)?<place>(?:<place>)?(?:那边|这边|那块|里头?|的|买的)*$"
        "|^(?:也|就|都|还)*(?:{DEED}|名|名字|证|本)?(?:上|上头)?(?:也|就|都|只)*(?:写|登记|落|挂|是)(?:的|着|在|是)*[^,]{0,6}[我俺咱]"
        "|^(?:也|就|都|已经|早就?)*(?:有|没有?|办了|下来了)?{DEED}(?:有|没有?|办了|下来了|齐全?)*$"
        "|^(?:自己|全款|贷款|按揭|<date>|<span>|去年|前年|早些年|前些年)*买(?:的|下的|了<span>)$"
    )
)


def topic_of_speaker(clause: Clause) -> str | None:
    """What the speaker tells of himself alone (房子是我的): home, business, job or insurance.

    我给他交着社保 is told of him as well.
    """
    if re.search(f"[他她]|{GROUPS['kin']}(?!的名)", clause.text):
        return None
    return ANYTHING if _MYSELF.match(clause.text) else topics.last_topic(clause.text)


_MYSELF = compiled("^[我俺咱](?:自己|本人)(?!.*(?:[问替帮]|[他她]))")
ANYTHING = "anything"
"""What 我自己户口在外地,租房在镇上 goes on about: whatever follows without another subject."""


def still_of_speaker(clause: Clause, topic: str) -> bool:
    """Whether a clause without a subject goes on about the speaker's own home, shop or job."""
    if topic == ANYTHING:
        return True
    if topic == "home":
        return _HOME_DETAIL.match(clause.text) is not None
    return continues(clause.text, topic)


def tells_of_home(clause: Clause, topic: str | None) -> bool:
    """Whether a clause of the speaker, who goes on about ``topic``, tells of his home."""
    here = topics.last_topic(clause.text) if topic == ANYTHING else topic
    return here == "home"


def means_the_one_before(antecedent: Person | None, applicant: str | None, clause: Clause) -> bool:
    """Whether 他 or 她, with nobody named in the message, is the relative the talk named last.

    Where somebody is asked for it is he himself, unless he is a man and the word is 她.
    """
    if antecedent is None or antecedent.relation is None or antecedent.count > 1:
        return False
    said = "f" if "她" in clause.text else "m"
    if antecedent.sex not in (said, "u"):
        return False
    return applicant is None or (said == "f" and applicant in _MEN and antecedent.sex == "f")


_MEN = ("father", "son", "sibling_m")


def told_of(
    party: str, token: Person | str | None, last_other: Person | None, stranger: bool
) -> Person | str | None:
    """Whom a clause tells of beside the applicant, as far as it is one known person."""
    if party == SPEAKER:
        return SELF
    if party != OTHER or stranger:
        return None
    person = token if isinstance(token, Person) else last_other
    return person if person is not None and person.relation and person.count == 1 else None
