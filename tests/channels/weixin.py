"""WeChat's side of an official account: signs, encrypts, sends and reads as WeChat's servers do.

Written after WeChat's description and not with the library under test.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import itertools
import json
import os
import sqlite3
import struct
import time
from dataclasses import dataclass, field
from typing import Any, Iterator, Optional
from xml.etree import ElementTree

import httpx
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from serving import RunningServer

TOKEN = "pamtest2026"
APPID = "wx0123456789abcdef"
AES_KEY = base64.b64encode(bytes(range(32))).decode().rstrip("=")
PATH = "/webhooks/wechat"
OWN_NAME = "gh_123456789abc"

_numbers = itertools.count(time.time_ns() // 1000)


def signature(*parts: str) -> str:
    """SHA-1 over the sorted parts."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


def encrypt(xml: str, appid: str = APPID, key: str = AES_KEY) -> str:
    """16 random bytes, the length, the XML and the account, padded to 32 bytes, AES-CBC."""
    raw = xml.encode()
    plain = os.urandom(16) + struct.pack(">I", len(raw)) + raw + appid.encode()
    pad = 32 - len(plain) % 32
    encryptor = _cipher(key).encryptor()
    sealed = encryptor.update(plain + bytes([pad]) * pad) + encryptor.finalize()
    return base64.b64encode(sealed).decode()


def decrypt(text: str, key: str = AES_KEY) -> str:
    """The XML in an encrypted response."""
    decryptor = _cipher(key).decryptor()
    plain = decryptor.update(base64.b64decode(text)) + decryptor.finalize()
    content = plain[16 : -plain[-1]]
    (length,) = struct.unpack(">I", content[:4])
    assert content[4 + length :].decode() == APPID
    return content[4 : 4 + length].decode()


def _cipher(key: str) -> Cipher[Any]:
    raw = base64.b64decode(key + "=")
    return Cipher(algorithms.AES(raw), modes.CBC(raw[:16]))


def new_id() -> int:
    """A message number that was not there before."""
    return next(_numbers)


@dataclass
class Follower:
    """A person who follows the account. ``encrypted``: the account is in safe mode; ``client``
    reaches an application of this process instead of a server."""

    server: RunningServer
    encrypted: bool = False
    client: Optional[httpx.Client] = None
    openid: str = field(
        default_factory=lambda: "o" + base64.b64encode(os.urandom(20)).decode()[:27]
    )

    @property
    def session_id(self) -> str:
        """The conversation's id: HMAC-SHA256 of account and person with the server's secret."""
        secret = (self.server.data / "secret").read_bytes().strip()
        name = f"wechat\0{APPID}\0{self.openid}".encode()
        digest = hmac.new(secret, name, hashlib.sha256).digest()
        return "wx-" + base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def conversation(self) -> Any:
        """The conversation as the web page would read it; None where there is none."""
        with self.server.client() as client:
            response = client.get(f"/api/sessions/{self.session_id}")
        return response.json() if response.status_code == 200 else None

    def turns(self) -> list[str]:
        """What the conversation holds of the person's messages."""
        conversation = self.conversation() or {"messages": []}
        return [m["text"] for m in conversation["messages"] if m["role"] == "user"]

    def lengthen_last(self, text: str) -> None:
        """Makes the last answer, as it is stored, a long one."""
        database = sqlite3.connect(self.server.data / "conversations.db", timeout=20)
        with contextlib.closing(database), database:
            turn, stored = database.execute(
                "select id, response from turns where session_id = ? order by id desc limit 1",
                [self.session_id],
            ).fetchone()
            response = json.loads(stored)
            response["replies"][0]["text"] = text
            changed = json.dumps(response, ensure_ascii=False)
            database.execute("update turns set response = ? where id = ?", [changed, turn])

    def text(self, content: str, number: Optional[int] = None, **options: Any) -> httpx.Response:
        """Sends a text message."""
        content = content.replace("]]>", "]]]]><![CDATA[>")
        body = f"<Content><![CDATA[{content}]]></Content><MsgId>{number or new_id()}</MsgId>"
        return self.send("text", body, **options)

    def event(self, event: str, key: Optional[str] = None, **options: Any) -> httpx.Response:
        """Something the person did: subscribed, scanned, tapped the menu."""
        body = f"<Event><![CDATA[{event}]]></Event>"
        if key is not None:
            body += f"<EventKey><![CDATA[{key}]]></EventKey>"
        return self.send("event", body, **options)

    def send(
        self,
        kind: str,
        body: str,
        created: Optional[int] = None,
        timeout: float = 30,
        query: Optional[dict[str, str]] = None,
        encrypted: Optional[bool] = None,
    ) -> httpx.Response:
        """One request of WeChat's; ``query`` overrides parts of its address."""
        xml = (
            f"<xml><ToUserName><![CDATA[{OWN_NAME}]]></ToUserName>"
            f"<FromUserName><![CDATA[{self.openid}]]></FromUserName>"
            f"<CreateTime>{created or int(time.time())}</CreateTime>"
            f"<MsgType><![CDATA[{kind}]]></MsgType>{body}</xml>"
        )
        stamp, nonce = str(int(time.time())), str(new_id())
        params = {
            "signature": signature(TOKEN, stamp, nonce),
            "timestamp": stamp,
            "nonce": nonce,
            "openid": self.openid,
        }
        if self.encrypted if encrypted is None else encrypted:
            sealed = encrypt(xml)
            params["encrypt_type"] = "aes"
            params["msg_signature"] = signature(TOKEN, stamp, nonce, sealed)
            xml = (
                f"<xml><ToUserName><![CDATA[{OWN_NAME}]]></ToUserName>"
                f"<Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
            )
        options: dict[str, Any] = {
            "params": {**params, **(query or {})},
            "content": xml.encode(),
            "headers": {"content-type": "text/xml"},
        }
        if self.client is not None:
            return self.client.post(PATH, **options)
        return httpx.post(self.server.base_url + PATH, timeout=timeout, trust_env=False, **options)

    def read(self, response: httpx.Response) -> str:
        """The text that WeChat would show; the empty string for an empty response."""
        assert response.status_code == 200, response.text
        if not response.text:
            return ""
        xml = ElementTree.fromstring(response.text)
        if self.encrypted:
            sealed = _text(xml, "Encrypt")
            parts = (_text(xml, "TimeStamp"), _text(xml, "Nonce"), sealed)
            assert _text(xml, "MsgSignature") == signature(TOKEN, *parts)
            xml = ElementTree.fromstring(decrypt(sealed))
        assert _text(xml, "ToUserName") == self.openid
        assert _text(xml, "FromUserName") == OWN_NAME
        assert _text(xml, "MsgType") == "text"
        assert abs(int(_text(xml, "CreateTime")) - time.time()) < 60
        content = _text(xml, "Content")
        assert 0 < len(content.encode()) <= 2048
        return content

    def says(self, content: str) -> str:
        """Sends a text and reads the answer."""
        return self.read(self.text(content))


def _text(xml: ElementTree.Element, name: str) -> str:
    return xml.findtext(name) or ""


def choices(answer: str) -> dict[str, int]:
    """The numbered choices of an answer: title → number."""
    return {title: int(number) for number, title in _numbered(answer)}


def _numbered(answer: str) -> Iterator[tuple[str, str]]:
    for line in answer.splitlines():
        number, dot, title = line.partition(". ")
        if dot and number.isdigit():
            yield number, title
