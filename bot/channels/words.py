"""What the channels say that is not about the policy: how to use them, what went wrong."""

from __future__ import annotations

from typing import Any

from actions.dialogue import steering
from actions.dialogue.words import Words
from policy_kb.library import LocalDocument

TEXT_ONLY = "我现在只看得懂文字。想问什么，打一句话发给我就行。"
NOT_HEARD = "这段语音我没听清。请打字发给我，一句话就行。"
LATE = "这一句要多看一会儿。请过几秒钟发“再说一遍”，我就把答案给您。"
BROKEN = "对不住，刚才出了点毛病。请把刚才那句话再发一遍。"
BACK = "您好，又见面了。接着问就行。"
LAST_SAID = "上回说到："
CLICK_ERASE = "luohu:erase"
CLICK_GREET = "luohu:greet"
ERASE = "删除对话"
ERASE_ASK = f"要把咱们说过的话全部删掉，请回复“{ERASE}”四个字。删了就找不回来了。"
ERASED = "好，说过的话都删掉了，什么也没留。以后想问，随时再来。"
NOTHING_TO_ERASE = "这里没有存您的话，不用删。"


def greeting(document: LocalDocument) -> dict[str, Any]:
    """The document's greeting with its starters, shaped like a response."""
    reply = steering.greeting(Words(document, None), "greet")
    return {"replies": [reply.as_json()], "awaiting": None}


def say(document: LocalDocument, key: str) -> str:
    """One of the document's sentences."""
    return Words(document, None).say(key)
