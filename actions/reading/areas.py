"""Where the dwelling, the work and the business are: the places of a clause by their topic."""

from __future__ import annotations

import re

from actions.reading import topics
from actions.reading.annotation import Annotation
from actions.reading.clause import TOLD, Clause
from actions.reading.moved_firms import moved_firm
from actions.reading.patterns import compiled
from actions.reading.place_mentions import PlaceMention
from actions.reading.slate import Setting, Slate
from actions.reading.tagged import GROUPS, SIGNS

AREA_OF_TOPIC = {"home": "residence_area", "job": "job_area", "business": "business_area"}
# 在某某社区 我租的单间: a place on its own belongs to what comes next.
LONE_PLACE = compiled(
    f"^(?:就|是|人|目前|我|俺|(?:跟|和|与){GROUPS['kin']}|都|俩)*(?:在)?{GROUPS['place']}(?:那边|这边|里|的)?$"
)
_MINE = compiled("[我俺咱]|忘(?:记)?了?(?:说|讲|提)|房子?(?:是|就|在)")
_SECOND_HOME = compiled("(?:还|另|另外|也)(?:有|留着)[^,]{0,4}(?:套|处|个|座|间|房|楼|院|宅)")
# 城里一家火锅店上班: the shop is the employer's.
_HIRED = compiled(
    "给(?:人|老板|单位)?(?:开车|做饭|炒菜|看门|看大门|打更|送货|记账|扫地|搬货)|上班|打工|打零工|干[^,]{0,8}活|工作|端盘子|看店|收银|值班|任职|就职"
    "|当(?:个)?(?:师傅|大师傅|学徒|服务员|店员|店长|厨师|大厨|帮厨|保安|保洁)|任[^,]{0,4}[员师理工]$|掌勺|掌灶|跑堂"
)
_OWN = compiled(
    "开(?!车|货车|大车|出租)|经营|生意|买卖|门面|铺面|自己(?:的|有|家)|[我俺咱](?:的|有|那)|老板"
)
_ODD_JOBS = compiled("零工|临时|散活|散工|小时工|兼职|日结")
_AWAY_FROM = compiled(
    "(?:不|没|非|不是|没有|离|距|靠近|不算|挨着|不属于|(?<!坐)落|落户)(?:在|住|住在|到|是|算|属于|[买租][在到])?$"
)

_OUT_OF = compiled("(?<![一拨敲吹])[打从由自]$")
_CAME = compiled("(?:那边|那儿|那里|那)?(?:过|搬|迁)?来(?!回)")
"""打外地来做小买卖: where one came from."""

# 不在本市, said to where it is
_NOT_HERE = compiled(
    f"^(?:我|俺|咱|人|目前|就|也|都|家|住)*(?:不是|没有|不|没)(?:在|住|开在|住在)*{SIGNS['place:local']}(?:市|这边|这|境内|内|里)*(?:住|的|上班|干)*(?:$|啊|呢|呀)"
)
# 住村里,城里没房
_NOTHING_THERE = compiled(
    "(?:那边|这边|里)?(?:也|又|还|倒|可|都|是)*没(?:有)?(?:买|租|盖|置|自己的?)?(?:房|楼|住处|地方住|落脚)"
)
# 我某某社区的
_OF_THE_PLACE = compiled(
    f"^(?:你好|您好|喂|那个)*(?:我|俺|咱)(?:{GROUPS['place']})?(?:是|就是)?{GROUPS['place']}的(?:人|住户|居民)?$"
)
_I_AM_IN = compiled(
    f"^(?:我|俺|咱)(?:人|就|是|目前|也|们)*在{GROUPS['place']}(?:里|这边|这|那边)?(?:的|呢|啊)*$"
)
_LIVES_IN = compiled(f"^(?:就|目前|一直|都)*(?:住(?:在|着)?|家(?:就)?[在是]){GROUPS['place']}")
# 我姐的房子在镇上, with nobody living there
_THEIR_HOME = compiled(
    f"(?:[{SIGNS['kin:parent']}{SIGNS['kin:other']}{SIGNS['kin:child']}]|{SIGNS['person']})"
    "(?:们)?(?:家)?的?(?:那套|老|新)*(?:房子?|楼房?|屋子?|院子)(?:就|也|都)*(?:坐落|位于)?(?:在|于)?$"
)
# 住镇上跟儿住,儿子房子在城里: lives in the place named first
_LIVES_ELSEWHERE = compiled(f"住(?:在|着)?{GROUPS['place']}")
_EMPLOYED_AT = compiled(
    "^的?[^,住租]{0,5}(?:厂|公司|单位|超市|酒店|医院|学校|工地)"
    "(?:里|那边)?(?:[烧焊看开管修装搬扫带理跑守](?!除|会|学)[^,住租不没]{1,4})?$"
)
_OTHER_COMMUNITY = compiled(
    "(?:^(?:就|是|在|住|叫|归|属于)*|住(?:在|着)?|归|属于)(?P<name>(?![我俺咱你这那哪什啥一本老新所原同附别其某农个几叫说])"
    "[\u4e00-\u9fff]{2,4}?社区)(?:居委会)?(?:的|那边|管|里)?(?:$|租|住|那)"
)


_OF_ORIGIN = compiled(f"户口|户籍|考|老家|生源|{SIGNS['place:hometown']}(?:就|也|都)*(?:是|在)")


_ITS_LAND = compiled(
    "^(?:的|那|这|里|上|还有|还|有|分|种|我|俺|家|几|两|三|四|五|六|七|八|九|十|[0-9]|多|点|块|片)*"
    "(?:亩|地(?![方址段点儿区铁下板])|田|果园|菜园|自留地|承包地|大棚)"
)
"""庄里那三亩地 tells where the land lies, not who lives there."""
_OF_OLD = compiled(
    "^(?:那|这|边|里|儿|的)*(?:就|才|都|可|只)*是(?:我|俺|咱)?(?:们)?的?(?:"
    f"{SIGNS['place:hometown']}|娘家|婆家|原籍|前东家|旧址|老(?:单位|公司|厂子?|地址|住处|地方)"
    "|(?:原来?|以前|之前|从前|原先|先前|过去|早先|上一?个)的?(?:单位|公司|厂子?|工作|店|门面|地址|住处|房子|家|地方)"
    "|(?:(?:上学|念书|读书|当兵|打工)时候?)?实习)"
)
"""外地是以前的单位, 村里是老家: a place named beside the present one."""
_EITHER = compiled(f"{GROUPS['place']}[^,]{{0,4}}还是[^,]{{0,4}}{GROUPS['place']}")
"""算镇驻地还是算村里: neither is told."""


def read_other_community(slate: Slate, clause: Clause, setting: Setting) -> None:
    """A community by name that the document does not list: its name, and no area."""
    asked = setting.awaiting in ("residence_community", "residence_area")
    found = _OTHER_COMMUNITY.search(clause.text)
    if found and (asked or "住" in clause.text) and "residence_community" not in slate.facts:
        slate.put("residence_community", found["name"])


def _lives_alone_told(annotation: Annotation, clause: Clause) -> bool:
    """住在某镇上, all that is said to who comes along: where the speaker lives."""
    return len(annotation.clauses) == 1 and bool(_LIVES_IN.match(clause.text))


def read_areas(
    slate: Slate, annotation: Annotation, clause: Clause, setting: Setting, topic: str | None
) -> None:
    expected = topics.TOPIC_OF_FACT.get(setting.awaiting or "")
    others = setting.awaiting == "family" and not _MINE.match(clause.text)
    if others and not _lives_alone_told(annotation, clause):
        return  # 还在外地,没跟我住: said of those who might come along
    if _EITHER.search(clause.text):
        return
    for at in range(len(clause.text)):
        place = annotation.tagged.items.get(clause.start + at)
        asked = setting.awaiting or ""
        here = isinstance(place, PlaceMention) and place.kind == "home"
        if here and asked.endswith("_area") and _NOT_HERE.match(clause.text):
            slate.put(asked, slate.facts.get(asked, "outside"))
        if not isinstance(place, PlaceMention) or place.area is None:
            continue
        if clause.mode == TOLD and clause.in_wish(at):
            continue
        if clause.in_past(at):
            continue
        before = clause.text[:at]
        after = clause.text[at + 1 :]
        if _AWAY_FROM.search(before) or _NOTHING_THERE.match(after):
            continue
        if _OUT_OF.search(before) and _CAME.match(after):
            continue
        if _ITS_LAND.match(clause.text[at + 1 :]) or _OF_OLD.match(clause.text[at + 1 :]):
            continue
        about = topics.topic_of_place(clause.text, at, topic, expected)
        if (
            about == "home"
            and _THEIR_HOME.search(before)
            and (
                not re.search("[住租]", annotation.text)
                or _LIVES_ELSEWHERE.search(annotation.tagged.text[: clause.start])
            )
        ):
            continue
        if about == "business" and _HIRED.search(clause.text) and not _OWN.search(clause.text):
            if _ODD_JOBS.search(clause.text):
                continue  # 在城里饭店打零工
            about = "job"
        if about == "business" and expected != "business" and _employed_only(slate, setting):
            about = "job"  # 食品厂合同工,厂址在镇上
        if about in (None, "family", "graduate") and expected in AREA_OF_TOPIC:
            about = expected
        if (
            about == "origin"
            and setting.awaiting in ("residence_area", "residence_community")
            and re.search("(?:是|住)?$", before)
        ):
            about = "home" if not _OF_ORIGIN.search(clause.text) else about
        settled = (about == "home" and "housing" in slate.facts) or (
            # 没单位,自己开店,在镇上: the shop's place
            expected == "job" and about == "business" and bool(slate.facts.get("business"))
        )
        told_of_job = topic == "job" and slate.clause_of.get("stable_job", -2) == slate.clause - 1
        if expected == "business" and setting.awaiting != "business_area" and told_of_job:
            settled = settled or slate.facts.get("stable_job") is True  # 在电厂上班 镇上
        alone = not settled and not topics.cues(clause.text) and bool(LONE_PLACE.match(clause.text))
        corrected = any(other.correction for other in annotation.clauses) and topic != expected
        of_shop = topic == "business" and setting.awaiting == "housing"
        if alone and expected in AREA_OF_TOPIC and not corrected and not of_shop:
            about = expected  # 我家楼下,某某社区: the place asked for
        moved = moved_firm(slate, annotation, clause, before, setting)
        if moved is not None:
            put_place(slate, moved, place)
            continue
        if about is None and setting.awaiting is None and place.kind == "community":
            about = "home" if _OF_THE_PLACE.match(clause.text) else None
        no_place_asked = setting.awaiting is not None and expected not in AREA_OF_TOPIC
        if place.kind == "community" and no_place_asked and _I_AM_IN.match(clause.text):
            about = "home"  # 俺在某某社区, said to whether one was a soldier
        if about not in AREA_OF_TOPIC:
            continue
        spoken_of = about == "job" and setting.known.get("stable_job") is not None
        known_job = expected == "job" or spoken_of
        if about == "job" and not known_job and not _works(clause.text, at, slate):
            continue
        if (
            place.kind == "community"
            and not place.full
            and about != expected
            and not LONE_PLACE.match(clause.text)
            and not _placed(clause.text, at)
            and not _noted_down(clause, about)
        ):
            continue
        if about == "home" and "residence_area" in slate.facts and _SECOND_HOME.search(clause.text):
            continue  # 住市里,老家还有套房
        for topic_there in _all_there(slate, clause.text, at, str(about)):
            put_place(slate, topic_there, place)


_TOLD_BY = {"home": "housing", "business": "business", "job": "stable_job"}
_ALL_AT = compiled(f"^(?:全|也)?都在{GROUPS['place']}(?:那边|这边|里)?$")


def _all_there(slate: Slate, text: str, at: int, about: str) -> list[str]:
    """店和家都在镇上, 都在镇上: everything named before 都在 lies there."""
    if not text[:at].endswith("都在"):
        return [about]
    named = [cue.topic for cue in topics.cues(text) if cue.end <= at and cue.topic in AREA_OF_TOPIC]
    if _ALL_AT.match(text):
        named = [
            topic
            for topic, fact in _TOLD_BY.items()
            if slate.facts.get(fact) and AREA_OF_TOPIC[topic] not in slate.facts
        ]
    return sorted({*named, about})


def _employed_only(slate: Slate, setting: Setting) -> bool:
    trades = slate.facts.get("business", setting.known.get("business"))
    return slate.facts.get("stable_job") is True and not trades


def _works(clause: str, at: int, slate: Slate) -> bool:
    """Whether somebody works at the place; 派出所推村里 only names an office."""
    return (
        slate.facts.get("stable_job") is not None
        or bool(_EMPLOYED_AT.match(clause[at + 1 :]))
        or bool(
            re.search(
                "上班|工作|干|打工|当|教书|做|看(?:大)?门|门岗|保安|保洁|给人|值班|给(?:老板|单位)?(?:开车|做饭|炒菜|打更|送货|记账|扫地|搬货)",
                clause,
            )
        )
        or bool(
            re.search(
                "(?:单位|厂子?|公司|工厂|仓库|车间|工地|这份(?:工作?|活|班)?)(?:就|是|都|也|[^,]{1,4}在)*(?:在)?$",
                clause[:at],
            )
        )
    )


def _placed(clause: str, at: int) -> bool:
    """A community's name without 社区 is an ordinary word unless something says it is a place."""
    return bool(
        re.search("(?:在|住|租|买|到|是|住的|房子|家|店|门面|去|搬)(?:了|的|着)?$", clause[:at])
    ) or bool(re.match("(?:那边|这边|附近|租|赁|住|买|上班|开|为准|(?:来)?算$)", clause[at + 1 :]))


def _noted_down(clause: Clause, about: str | None) -> bool:
    """桃都 自购 社保本地: in keywords, a name that stands alone beside the home is its place."""
    alone = len(clause.text) == 1 and "," not in clause.gap
    return about == "home" and alone and bool(clause.gap)


def put_home(slate: Slate, place: PlaceMention) -> None:
    """The place as that of the dwelling."""
    put_place(slate, "home", place)


def put_place(slate: Slate, topic: str, place: PlaceMention) -> None:
    """The place as that of the home, the job or the business."""
    key = AREA_OF_TOPIC[topic]
    if _lies_within(slate, key, place):
        return
    if key == "residence_area":
        if place.kind == "community":
            slate.put("residence_community", place.name)
        elif place.area != "urban":
            slate.facts.pop("residence_community", None)
    slate.put(key, place.area, (place.start, place.end))


def _lies_within(slate: Slate, key: str, place: PlaceMention) -> bool:
    """他住某区老家,村里的: a village or a town's seat without a name, told right after a place in
    another city, is there."""
    bare = place.kind in ("village", "seat") and place.name is None
    just_before = slate.clause_of.get(key, -2) >= slate.clause - 1
    return bare and just_before and slate.facts.get(key) == "outside"
