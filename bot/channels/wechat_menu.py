"""The official account's menu: made from the document's own starters, created only when asked."""

from __future__ import annotations

from typing import Any, Optional

from wechatpy import WeChatClient
from wechatpy.exceptions import WeChatException

from bot.channels.words import CLICK_ERASE, ERASE, say
from policy_kb.library import LocalDocument

_NAME = 16
_SUB_NAME = 60
_KEY = 128
_SUB_BUTTONS = 5

Json = dict[str, Any]


class MenuRefused(RuntimeError):
    """WeChat did not take the menu; the text says why."""


def menu(document: LocalDocument, public_url: Optional[str]) -> Json:
    """WeChat's menu JSON. Buttons to the web page are there where its address is known."""
    starters = say(document, "starters").split("|")[:_SUB_BUTTONS]
    more: list[Json] = []
    if public_url:
        more.append(_view("网页版", public_url))
        more.append(_view("长辈版（字大）", f"{public_url}/?mode=elder"))
    more += [
        _click("从头再来", "重新开始"),
        _click("找人问", "找人工"),
        _click(ERASE, CLICK_ERASE),
    ]
    return {
        "button": [
            _click("查条件", say(document, "start_title"), _NAME),
            {"name": "常见问题", "sub_button": [_click(s, s) for s in starters]},
            {"name": "更多", "sub_button": more},
        ]
    }


def create(appid: str, secret: str, definition: Json) -> None:
    """Makes this the account's menu. MenuRefused with WeChat's reason."""
    try:
        WeChatClient(appid, secret).menu.create(definition)
    except WeChatException as error:
        raise MenuRefused(f"{error.errcode} {error.errmsg}") from None
    except OSError as error:  # requests' errors are OSErrors
        raise MenuRefused(type(error).__name__) from None


def _click(name: str, key: str, limit: int = _SUB_NAME) -> Json:
    return {"type": "click", "name": _fit(name, limit), "key": _fit(key, _KEY)}


def _view(name: str, url: str) -> Json:
    return {"type": "view", "name": _fit(name, _SUB_NAME), "url": url}


def _fit(text: str, limit: int) -> str:
    """The text cut to WeChat's limit in bytes."""
    return text.encode()[:limit].decode(errors="ignore")
