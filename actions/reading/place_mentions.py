"""Places named in a text: which part of the fact table's map they lie in.

The names come from the document's ``places.yml`` and from ``data/cities.yml`` (other cities).
A mention without an area (the city's name alone, a town's bare name, 老家) is kept: it answers
where insurance is paid, and it stops the words around it from being read as something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from actions.reading.data_files import load
from actions.reading.patterns import compiled
from policy_kb.places import Places, bare_community, bare_town

_SEAT = (
    "(?:的?(?:镇|街道|街|乡)?(?:政府)?(?:驻地|所在地)(?:上(?!班|学)|里|那边)?|"
    "的?(?:镇|街道|街|乡)(?:上|里|街上|街里|街|中心|政府|口)(?!班|学|的?社保|户口)(?:里头|那边|这边|旁边|附近|门口|边上)?|"
    "的?(?:镇|乡|街道)?(?:政府|街道办事处|街道办|办事处)(?:的)?(?:旁边|附近|门口|对面|对过|边上|跟前|后头|后面|前头|隔壁|斜对面|大院|那条街)|"
    "[, ](?:就|是|在|那)*(?:大街|街|镇)(?:上|里)(?!班|学|的|有|说)|"
    "的?(?:大街|街)(?:上|里|面|头|边|口)?(?!道)|(?:镇|街道)的?(?:街上|大街|集上)|的?(?:集上|集镇|集市|街头)|"
    "上(?!班|学|了|着|过|的?社保|户口|五险|保险|大学|小学|初中|高中|幼儿园|个|有))"
)
_VILLAGE_NAME = "[\u4e00-\u9fff]"
# 村里说、村里分: the village as a body that acts, not as a place.
_ACTS = (
    "(?!里?(?:说|分|把|让|要|强|收|征|干部|集体|主任|书记|合作社|土地|组织|发|给|不给|不让|开会|统一|通知|规定|该|搬|拆|强行|"
    "整个|能不能|有没有|非|一律|承包|的地|的人|改|搞|出|管|批|推|不批|不同意|同意|调|答应|有人|土|人|民|户))"
)
_RURAL_WORD = (
    "(?:农村(?!合作|新型|户口|医保|养老|社区|人|土地|户籍|信用社)|乡下|乡里|山里|山沟里?|村"
    + _ACTS
    + "(?:里|上(?!班|学)|子|头|部|口|东头|西头|中|儿|委会|委|小学|卫生室|办)?(?:里头|里|头上|那边)?|"
    "庄(?:里|上|头|子里)|屯里|乡间|大队上?)"
)
_AROUND = "(?:里头|里面|里边|那边|那里|那儿|那块|那片|那|这边|这里|这儿|这块|一带|附近|周边|里)?"
_OTHER_TAIL = "(?:省|市区|市里|市|县城|县里|县|城里|区|农村|老家|乡下|那边|那儿|那里|这边|这儿|这里|本地|当地|镇上|村里)*"
_HERE = "(?:本地|当地|本市|我市|咱市(?!里|区)|本县|咱县|咱们?这(?:儿|里|边)?|这边|这里|这儿|这地方|俺这儿|咱本地|这座?城)"
_AWAY = "(?:外地|外省|外市|外县|外头城里|省外|市外|县外|别的城市|别的地方|别处|别地儿|其他城市|国外|大城市|省城|南方|北方|外[面边头]的?城市|外[面边头](?=[交缴]))"
_URBAN_HEAD = "(?<![老新镇])"


@dataclass(frozen=True)
class PlaceMention:
    """``area`` as in the fact table, or None. ``kind``: community, town, village, urban, seat,
    home (the document's city alone or 本地), city (another city), away (外地), hometown (老家)."""

    start: int
    end: int
    kind: str
    area: str | None
    name: str | None = None
    full: bool = True

    @property
    def local(self) -> bool | None:
        """Whether the place lies in the document's city; None when the words do not say."""
        if self.kind in ("city", "away"):
            return False
        return None if self.kind in ("hometown", "village") else True


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True)) or "(?!)"


@lru_cache(maxsize=8)
def _grammar(places: Places) -> tuple[re.Pattern[str], dict[str, str]]:
    communities = {bare_community(name): name for name in places.urban_area.communities}
    towns = [bare_town(name) for name in (*places.towns, *places.sub_districts)]
    own = {places.city.name, places.city.full_name, *communities, *towns}
    listed = load("cities")
    cities = [name for group in listed.values() for name in group if name not in own]
    home = _either([places.city.full_name, places.city.name])
    region = _either(list(places.city.region))
    city = f"(?:{_either(cities)})(?!楼记|石|街|路|小区|人寿|料理|烤肉|菜|餐|风味|语|牌|进口|假发|拉面|扒鸡|面馆|大酒店|煤矿|制药)"
    urban = _either(list(places.urban_area.words))
    community = _either(list(communities))
    town = _either(towns)
    own_towns = _either([bare_town(name) for name in places.towns])
    pattern = (
        rf"(?P<prefix>(?:(?:{region})+(?={home}))?)"
        rf"(?:"
        # a firm called after its town and its trade
        rf"(?P<firm_of>{own_towns})(?:{community})(?!社区|居委会|村)"
        rf"|(?P<not_community>(?:{community})(?:小区|花园|家园|新村|保险|路|街|幼儿园|小学|中学|学校|大酒店|医院|大厦|的心态|公司|集团|厂|超市|商场|宾馆|银行|药店))"
        rf"|(?P<community_village>(?:{community})(?:村))"
        rf"|(?:{home})?(?:的)?(?:{urban}|{home})?(?:里|的)?(?P<community>{community})(?P<suffix>社区(?:居委会)?|居委会)?{_AROUND}"
        rf"|(?:{home})?(?:的)?(?P<town>{town})(?:"
        rf"(?P<village>(?:镇|街道|乡)?(?:政府)?(?:的|那边的?|这边的?|管的|所属的|辖区的?)?(?:(?:下面|底下|下边|下头|下属|周边)的?(?:一个|某个|那个|个|[一几]个)?"
        rf"(?:{_VILLAGE_NAME}{{0,4}}?(?:{_RURAL_WORD}|庄|屯))?|(?:一个|某个|那个|个)?{_VILLAGE_NAME}{{0,4}}?{_RURAL_WORD}))"
        rf"|(?P<seat>{_SEAT})|(?:镇|街道办事处|街道办|街道|乡)?{_AROUND})"
        rf"|(?P<city>{city}){_OTHER_TAIL}"
        rf"|(?P<away>{_AWAY}|(?:{home})(?:以外|之外)(?:的地方|的城市)?)(?!人|户口|户籍|孩子|来的|工人|孕妇|媳妇|牌|生源|考|的孩子|的人|职工|户)(?:的|农村|那边|市里|城里)*"
        rf"|(?:{home})(?:的|这边|本地)?(?P<home_seat>镇上|镇里|镇街驻地|镇驻地|乡镇驻地)"
        rf"|(?:{home})(?:的|这边|本地)?(?P<home_rural>{_VILLAGE_NAME}{{0,3}}?(?<!城中)(?<!城)(?:{_RURAL_WORD}))"
        rf"|(?:{home})?(?:的)?{_URBAN_HEAD}(?P<urban>{urban})(?:里头|里面|里边|那边|这边|里)?(?!公交|人|户口|出钱|说|给|管|农村|落户|规定|政策|\d|十)"
        rf"|(?P<home>{home})(?:市|这边|那边|这儿|这里|本地|当地|里头|本市)?"
        rf"|(?P<seat_word>镇街驻地|镇街(?:上|里)?|街道驻地|(?:乡镇|镇|乡|街道)(?:政府)?(?:驻地|所在地)|驻地|"
        rf"(?:乡镇|小镇|集镇|镇子)(?:上|里)|镇(?:上|里|中心)(?!班)(?:里头)?|镇政府(?:旁边|附近|门口|对面|边上)?|镇(?=上班)|街道办(?:旁边|附近|门口|跟前))"
        rf"|(?P<city_village>城中村|村改居|城边村|城郊村)"
        rf"|(?P<rural>(?:(?<=[在住到是回])[^,。;!? 0-9a-z的了着过在到回住于]{{1,4}}(?:村|庄)(?!镇|主|稼)(?:里|上(?!班|学)|头)?|(?:下面|底下|下边|下头|旁边|边上|东边|西边|南边|北边|城外|周边)的?(?:一个|那个|某个|个)?(?:村|庄|屯)(?:里|子)?(?!镇|稼|主|户|村)|(?:某镇|镇|乡|镇街)(?:的)?(?:下面|底下|下边|下头|下属)(?:的?(?:一个)?(?:村|庄)(?:里)?)?|{_RURAL_WORD})"
        rf"(?:的?农村)?)(?!镇银行|官)"
        rf"|(?P<hometown>老家(?:那边|那儿|那里)?|家乡)"
        rf"|(?P<here>{_HERE})"
        rf")"
    )
    return compiled(pattern), communities


def find_places(text: str, places: Places) -> list[PlaceMention]:
    """Every place mention of a normalised text, left to right, none overlapping."""
    pattern, communities = _grammar(places)
    found: list[PlaceMention] = []
    for match in pattern.finditer(text):
        mention = _mention(match, communities)
        if mention is not None and mention.start < mention.end:
            found.append(mention)
    return _joined(found, text)


def _mention(match: re.Match[str], communities: dict[str, str]) -> PlaceMention | None:
    start, end = match.span()
    said = match.groupdict()
    if said["not_community"] or said["city_village"]:
        return None
    if said["firm_of"]:
        return PlaceMention(start, end, "town", None, said["firm_of"])
    if said["community"]:
        name = communities[said["community"]]
        spot = bool(re.search("那|这|一带|附近|周边", match.group()))
        return PlaceMention(start, end, "community", "urban", name, bool(said["suffix"]) or spot)
    if said["community_village"]:
        return PlaceMention(start, end, "village", "rural")
    if said["town"]:
        if said["village"]:
            return PlaceMention(start, end, "village", "rural", said["town"])
        return PlaceMention(start, end, "town", "town_seat" if said["seat"] else None, said["town"])
    if said["city"]:
        return PlaceMention(start, end, "city", "outside", said["city"])
    if said["away"]:
        return PlaceMention(start, end, "away", "outside")
    if said["home_seat"] or said["seat_word"]:
        return PlaceMention(start, end, "seat", "town_seat")
    if said["home_rural"] or said["rural"]:
        return PlaceMention(start, end, "village", "rural")
    if said["urban"]:
        return PlaceMention(start, end, "urban", "urban")
    if said["hometown"]:
        return PlaceMention(start, end, "hometown", None)
    return PlaceMention(start, end, "home", None)


def _joined(found: list[PlaceMention], text: str) -> list[PlaceMention]:
    """Neighbouring mentions of one spot (某市某镇上, 市区某社区, 村里 某镇下面) as one."""
    joined: list[PlaceMention] = []
    for mention in found:
        last = joined[-1] if joined else None
        between = text[last.end : mention.start] if last else ""
        if last and between in ("", "的") and _same_spot(last, mention):
            joined[-1] = _merge(last, mention)
        else:
            joined.append(mention)
    return joined


def _same_spot(first: PlaceMention, second: PlaceMention) -> bool:
    if first.kind in ("city", "away") or second.kind in ("city", "away"):
        return first.kind == "city" and second.kind in (
            "village",
            "seat",
            "urban",
            "hometown",
            "community",  # the community of that name in the other city
        )
    return True


def _merge(first: PlaceMention, second: PlaceMention) -> PlaceMention:
    if first.kind in ("city", "away"):
        return PlaceMention(first.start, second.end, first.kind, "outside", first.name)
    rank = {"community": 5, "village": 4, "seat": 3, "urban": 2, "town": 1}
    if first.kind == "town" and second.kind == "seat":
        return PlaceMention(first.start, second.end, "town", "town_seat", first.name)
    best = max(
        first, second, key=lambda mention: (rank.get(mention.kind, 0), mention.area is not None)
    )
    return PlaceMention(first.start, second.end, best.kind, best.area, best.name, best.full)
