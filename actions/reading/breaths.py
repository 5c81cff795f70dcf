"""Where talk without punctuation is cut into clauses.

Somebody who dictates runs from the home to the shop to the family in one breath
(我开了个店然后执照是有的税也交着我媳妇跟我住). A cut stands where a thing is said out and a new
subject begins; positions are those of a tagged text.
"""

from __future__ import annotations

from actions.reading.patterns import compiled
from actions.reading.tagged import GROUPS, SIGNS, expand

_WORD_BREAK = compiled(
    r"(?<=....)(?=(?:但是|不过|可是|而且|并且|另外|然后|所以|因为|其实|只是|但(?!愿)|哦不|噢不|啊不|不对(?!口)|不不|(?<!到)(?<!至)(?<!从)(?<![我俺们他她])(?:目前)))"
    r"|(?<=^不对)(?=[我俺店房社是在])|(?<=能不能落)(?=[我俺]是)|(?<=一起落)(?=[我俺]在)|(?<=[签交买]起的)(?=社保|合同)"
    r"|(?<=[问询听]一下)(?=(?:就是|那个|这个|是)*[我俺他她])|(?<=[问询听]一下[啊哈哦])(?=(?:就是|那个|这个|是)*[我俺他她])|(?<=[走没]了)(?=[我俺]就)|(?<=咨询一下)(?=[我俺])|(?<=问下)(?=(?:就是)?[我俺](?:目前|是|在|住|租|开|有|买))|(?<=[落迁户起块])(?=(?:我|俺)自己(?:是|在|有|买|租))|(?<=没有)(?=户口(?:是)?有(?:的|呢|啊|$))"
    r"|(?<=有)(?=[他她]的?没有?$)|(?<=......)(?=就是不(?:知道|清楚|晓得|确定))"
)
# Talk without any punctuation: 俺住镇上|房是自己买的|社保在本地交着; 妈妈一起住|弟弟不一起住.
_TOPIC_BREAK = compiled(
    expand(
        "(?:(?<=[买租盖]的)(?!房)|(?<=[了着过住村镇区班签业用己齐弟呢啊嘛吧房楼子同\ue010-\ue014])(?<![买租有交办没开签]了)(?<!营业)(?<![给不没要]签)(?<!的房)(?<!住房))(?=(?:社保|房子?|执照|营业执照|户口|生意|门面|税|合同|厨房|税费)"
        "(?:是|在|也|都|就|没|有|还|俺|我|自己|交|齐|签|<place>|不|早|已|一直|肯定|厂|单位|公司|的话|这块|方面|办|断|呢|嘛))|(?<=[块起岁婚学校])(?=<kin>)|(?<=[起块我俺]住)(?=<kin>(?!的|家|那|们家|名下))"
        # 没有跟我住|他不落|就我妈落
        "|(?<=[住落迁])(?=[他她](?:们)?(?:就)?(?:不(?:落|迁|来|带|跟)|没跟)|就<kin>(?:们|俩)?(?:落|迁|来|一起))"
        "|(?<=[住块起])(?=旁人|别人|其他|没别)"
    )
)

_LONG = 15  # signs; what is shorter has one subject mostly
_SAID_OUT = "了过呢吧啊嘛哈的住块起岁业婚班区镇村房子年事作有保\ue001"
_IN_ONE_BREATH = compiled(
    expand(
        # 租的房子|我老婆也跟我住; 干了十年|我呢在这里租房
        f"(?<=[{_SAID_OUT}])(?=[我俺](?:们)?(?:呢|在|是(?!说)|目前|自己|跟|和|住|租|买|房子|社保|户口|开|还(?!没说)|也|就|当过|退伍|下岗))"
        f"|(?<=[来落{_SAID_OUT}\ue010-\ue014])(?=[我俺](?:寻思|琢磨|打算|想(?!去|来)))"
        "|(?<=[了呢啊嘛来落迁住家])(?=[他她](?:们)?(?:跟|也|都|在|是|有|没))"
        # 没工作|老公在学校教书; 住某某社区|老公孩子都跟我一块住
        "|(?<=[了过呢吧啊嘛哈房子楼舍块岁作班业岗区镇村保\ue010-\ue014])(?=<kin>(?:们)?(?:<kin>)*(?:也|都|跟))"
        "|(?<=[了过呢吧啊嘛哈子块岁作班业岗保交])(?=<kin>(?:们)?(?:在|是|有|没|上|不在了|走了))|(?<=<place>)(?=<kin>上[幼小初高学中])"
        "|(?<=<place>)(?=那<kin>(?:<kin>)*(?:也|都|跟))"
        # 有照|税也没欠过; 没有|住的出租屋
        "|(?<=[照保房面同]有)(?=(?:税|社保|执照|房|合同|门面)(?!没有$|没$))"
        "|(?<=没有)(?=住的|租的|房子)|(?<=那家)(?=社保)|(?<=不知道)(?=没签|没交|没办|住的|租的)|(?<=....)(?=就是(?:税|执照|门面|社保)(?:没|还|不))|(?<=[呢啊嘛班])(?=住|晚上|平时|那个)"
        "|(?<=[过着的])(?=晚上|平时)|(?<=....)(?=[我俺]就?想(?:问|咨询|打听))|(?<=....)(?=[我俺]替[他她])|(?<=交)(?=住的)|(?<=问一下[啊哈])(?=<kin>)|(?<=[问询听]一下)(?=<kin>[他她])"
        "|(?:(?<=早就办了)|(?<=早办了)|(?<=都办了)|(?<=也办了))(?=税|门面|社保|房)"
    )
)
# 我弟有执照|我没有, 俺哥下岗了|俺没有: one has it, the speaker has not
_NOT_I = compiled(
    f"^(?:{GROUPS['kin']}|{SIGNS['person']}|[他她])[^,]{{2,}}?(?=[我俺](?:可|就|倒)?(?:没有?|不是)(?:当过|开过?|做过?|办|交过?)?$)"
)


def breaks(text: str) -> list[int]:
    """The positions within ``text``, a piece between two signs, where a new clause begins."""
    found = [hit.start() for hit in _WORD_BREAK.finditer(text)]
    if len(text) > 7:
        found += [hit.start() for hit in _TOPIC_BREAK.finditer(text)]
    if len(text) >= _LONG:
        found += [hit.start() for hit in _IN_ONE_BREATH.finditer(text)]
    not_i = _NOT_I.search(text)
    if not_i:
        found.append(not_i.end())
    return sorted(set(found))
