"""The envelope of WeChat's requests: its signature, its encryption, and the XML within."""

from __future__ import annotations

import hmac
import logging
import struct
import time
from typing import Any, Mapping
from xml.parsers.expat import ExpatError

import xmltodict  # type: ignore[import-untyped]
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException
from wechatpy.replies import TextReply
from wechatpy.utils import WeChatSigner

from bot.settings import WeChatSettings

log = logging.getLogger("luohu")


class Forged(ValueError):
    """The request does not come from WeChat, or not for this account."""


class Malformed(ValueError):
    """WeChat's signature is right, but this is no message."""


def kind_of(message: Any) -> str:
    """What a wechatpy message is: text, voice, …, an event's name, or "event" for one unknown."""
    if message.type == "event":
        return str(message.event)
    return "event" if message._data.get("MsgType") == "event" else str(message.type)


class Envelope:
    """Opens requests and seals responses for one official account.

    Where a key for encryption is configured, a message that is not encrypted is refused: in plain
    mode WeChat's signature does not cover the message itself.
    """

    def __init__(self, settings: WeChatSettings) -> None:
        self._token = settings.token
        self._crypto: Any = None
        if settings.aes_key is not None:
            self._crypto = WeChatCrypto(settings.token, settings.aes_key, settings.appid)

    def verify(self, query: Mapping[str, str]) -> None:
        """Checks the signature of the address. Forged where it is wrong or missing."""
        self._check(query.get("signature"), query.get("timestamp"), query.get("nonce"))

    def open(self, query: Mapping[str, str], body: bytes) -> Any:
        """The message (a wechatpy object). Forged or Malformed where it is none."""
        xml = self._decrypted(query, body) if self._crypto else self._plain(query, body)
        try:
            message = parse_message(xml)
            names = (message.source, message.target)
            int(message.id or 0), int(message.time or 0)
        except (ExpatError, KeyError, TypeError, AttributeError, ValueError) as error:
            raise Malformed(type(error).__name__) from None
        if not all(isinstance(name, str) and name for name in names):
            raise Malformed("nobody")
        return message

    def seal(self, query: Mapping[str, str], message: Any, text: str) -> str:
        """The response that makes WeChat show ``text``."""
        content = text.replace("]]>", "]]＞")  # would end the CDATA section
        xml: str = TextReply(message=message, content=content, time=int(time.time())).render()
        if self._crypto is None:
            return xml
        sealed: str = self._crypto.encrypt_message(xml, query["nonce"], query["timestamp"])
        return sealed

    def _plain(self, query: Mapping[str, str], body: bytes) -> bytes:
        self.verify(query)
        if query.get("encrypt_type", "raw") != "raw":
            log.warning("微信消息是加密的，请设置 LUOHU_WECHAT_AES_KEY，或在公众平台改为明文模式")
            raise Forged("encrypted")
        return body

    def _decrypted(self, query: Mapping[str, str], body: bytes) -> bytes:
        if query.get("encrypt_type") != "aes":
            log.warning("微信消息没有加密，请在公众平台改为安全模式，或不设 LUOHU_WECHAT_AES_KEY")
            raise Forged("not encrypted")
        try:
            outer = xmltodict.parse(body)["xml"]
            encrypted = str(outer["Encrypt"])
        except (ExpatError, KeyError, TypeError, ValueError) as error:
            raise Forged(type(error).__name__) from None
        parts = (query.get("timestamp"), query.get("nonce"), encrypted)
        self._check(query.get("msg_signature"), *parts)
        try:
            xml: str = self._crypto.decrypt_message(outer, query["msg_signature"], *parts[:2])
        except InvalidAppIdException:
            raise Forged("another account") from None
        except (ValueError, IndexError, struct.error, OverflowError):
            log.warning("微信消息解不开，请核对 LUOHU_WECHAT_AES_KEY")
            raise Forged("another key") from None
        return xml.encode()

    def _check(self, signature: Any, *parts: Any) -> None:
        """Compares in constant time. Forged where anything is missing or the signature differs."""
        if not signature or not all(parts):
            raise Forged("unsigned")
        signer = WeChatSigner()
        signer.add_data(self._token, *parts)
        if not hmac.compare_digest(signer.signature.encode(), signature.encode()):
            raise Forged("wrong signature")
