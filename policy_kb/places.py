"""The places a document speaks of: its city, the communities of the urban area, towns.

Read from ``places.yml`` in the document's folder. Areas are those of the fact table:
``urban`` (the listed communities), ``town_seat`` (镇街驻地), ``rural`` (the rest of the city)
and ``outside``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, Extra, ValidationError, validator

from policy_kb.errors import PolicyDataError, Problem

COMMUNITY_SUFFIX = "社区"
TOWN_SUFFIXES = ("街道办事处", "街道", "镇", "乡")


class _Data(BaseModel):
    class Config:
        extra = Extra.forbid
        allow_mutation = False
        frozen = True


class City(_Data):
    """The city whose document this is; ``name`` is the short form people say.

    ``region`` are the province and the prefecture it lies in, said before its name; ``misspelt``
    are ways people type the name by mistake.
    """

    name: str
    full_name: str
    region: tuple[str, ...] = ()
    misspelt: tuple[str, ...] = ()


class UrbanArea(_Data):
    """The urban area: the clause that lists it, its communities, and what people call it."""

    clause: str
    district: str
    words: tuple[str, ...] = ()
    communities: tuple[str, ...]

    @validator("communities", each_item=True)
    def _full_name(cls, name: str) -> str:
        if not name.endswith(COMMUNITY_SUFFIX):
            raise ValueError(f"「{name}」要写全称，以「{COMMUNITY_SUFFIX}」结尾")
        return name


class Places(_Data):
    """All places of one document."""

    city: City
    urban_area: UrbanArea
    towns: tuple[str, ...] = ()
    sub_districts: tuple[str, ...] = ()

    def mend(self, text: str) -> str:
        """``text`` with the misspelt city name put right."""
        for wrong in self.city.misspelt:
            text = text.replace(wrong, self.city.name)
        return text

    def is_urban_community(self, name: str) -> bool:
        """Whether ``name`` (with 社区 or without) is one of the urban area's communities."""
        return self.full_community(name) is not None

    def full_community(self, name: str) -> str | None:
        """The community's full name for what a person said, or None when it is not listed."""
        said = name.strip()
        for full in self.urban_area.communities:
            if said in (full, bare_community(full)):
                return full
        return None


def bare_community(full: str) -> str:
    """The name as people say it, without 社区."""
    return full[: -len(COMMUNITY_SUFFIX)] if full.endswith(COMMUNITY_SUFFIX) else full


def bare_town(full: str) -> str:
    """A town's or sub-district's name without 镇 or 街道."""
    for suffix in TOWN_SUFFIXES:
        if full.endswith(suffix) and len(full) > len(suffix) + 1:
            return full[: -len(suffix)]
    return full


def load_places(path: Path) -> Places:
    """Reads ``places.yml``; raises PolicyDataError naming the entry that is wrong."""
    try:
        raw: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        problem = Problem(path, "文件", f"读不出来：{error}", "检查文件是否在、缩进是否整齐")
        raise PolicyDataError([problem]) from error
    try:
        return Places.parse_obj(raw)
    except ValidationError as error:
        problems = [
            Problem(path, ".".join(map(str, item["loc"])), item["msg"], "照着文件开头的说明改")
            for item in error.errors()
        ]
        raise PolicyDataError(problems) from error
