"""The index: words and meaning fused, the same each time, rebuilt when the documents change."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from serving import ROOT

from policy_kb import Library, load_library
from policy_kb.search import Passage, PassageIndex, Searcher
from policy_kb.search import searcher as module
from policy_kb.search.embedding import embed
from policy_kb.search.head import TextClassifier
from policy_kb.search.tokens import terms

OTHER_CITY = Path(__file__).parent / "policy" / "other_city"
PASSAGES = [
    Passage("rent", "租房住满两年可以落户"),
    Passage("rent", "在城里租一套房子，户口能迁来吗"),
    Passage("school", "孩子上学去哪里报名"),
    Passage("land", "老家的承包地还是自己的"),
    Passage("shop", "开店做生意的，有营业执照就行"),
]


@pytest.fixture(scope="module")
def index() -> PassageIndex:
    return PassageIndex.build(None, PASSAGES)


@pytest.fixture(scope="module")
def city() -> Library:
    return load_library(OTHER_CITY)


def built(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


class TestPassages:
    def test_words_are_found(self, index: PassageIndex) -> None:
        assert index.search("营业执照")[0].key == "shop"

    def test_meaning_is_found_without_a_word_in_common(self, index: PassageIndex) -> None:
        question = "小孩念书咋弄"
        assert not set(terms(question)) & set(terms(PASSAGES[2].text))
        assert index.search(question)[0].key == "school"

    def test_both_together_are_best(self, index: PassageIndex) -> None:
        hits = index.search("老家的承包地还是自己的")
        assert hits[0].key == "land"
        assert hits[0].score == pytest.approx(1.0, abs=0.01)
        assert all(0 <= hit.score <= 1 for hit in hits)

    def test_a_key_is_listed_once(self, index: PassageIndex) -> None:
        keys = [hit.key for hit in index.search("租房落户")]
        assert keys[0] == "rent"
        assert len(keys) == len(set(keys))

    def test_the_limit_holds(self, index: PassageIndex) -> None:
        assert len(index.search("落户", limit=2)) == 2

    @pytest.mark.parametrize("text", ["", "  ", "？！", "😀", '"', "'", "a*", "NOT", "(", "\x00"])
    def test_any_text_can_be_asked(self, index: PassageIndex, text: str) -> None:
        assert isinstance(index.search(text), list)

    def test_spelling_does_not_matter(self, index: PassageIndex) -> None:
        assert index.search("營業執照")[0] == index.search("营业执照")[0]

    def test_a_file_is_opened_read_only_and_says_the_same(
        self, index: PassageIndex, tmp_path: Path
    ) -> None:
        path = tmp_path / "passages.db"
        PassageIndex.build(path, PASSAGES).close()
        before = path.read_bytes()
        opened = PassageIndex.open(path)
        assert opened.search("租房落户") == index.search("租房落户")
        opened.close()
        assert path.read_bytes() == before

    def test_many_passages_are_searched_in_no_time(self) -> None:
        """The words' ranks must not cost a scan of all passages for each of them."""
        many = [Passage(f"key{i % 50}", f"落户的第{i}种问法，租房买房做生意") for i in range(2000)]
        index = PassageIndex.build(None, many)
        index.search("热身")
        started = time.perf_counter()
        index.search("租房做生意落户")
        assert time.perf_counter() - started < 0.5


class TestSearcher:
    def test_the_same_question_has_the_same_answer(self, city: Library, tmp_path: Path) -> None:
        first = Searcher.prepare(city, tmp_path / "one")
        second = Searcher.prepare(city, tmp_path / "two")
        embed.cache_clear()
        for question in ("租房能落户吗", "地会不会收走", "今天天气"):
            assert first.search(question) == second.search(question)
            assert first.topics(question) == second.topics(question)

    def test_topics_are_probabilities(self, city: Library, tmp_path: Path) -> None:
        searcher = Searcher.prepare(city, tmp_path)
        topics = searcher.topics("孩子上学怎么办")
        assert sum(topic.probability for topic in topics) == pytest.approx(1)
        assert {topic.kind for topic in topics} == {"clause", "open", "outside"}

    def test_the_nearest_clause_whatever_side_is_asked_for(
        self, city: Library, tmp_path: Path
    ) -> None:
        searcher = Searcher.prepare(city, tmp_path)
        assert searcher.nearest_clause("租房落户要交多少钱") == "一(一)2"
        assert searcher.nearest_clause("上学要多少钱", otherwise="一(二)") == "二(一)"

    @pytest.mark.parametrize("question", ["护照怎么办理", "明天会下雨吗", "驾照怎么换"])
    def test_not_covered_is_an_outcome(self, city: Library, tmp_path: Path, question: str) -> None:
        assert Searcher.prepare(city, tmp_path).topics(question)[0].kind == "outside"

    def test_the_local_document_leads(self, city: Library, tmp_path: Path) -> None:
        found = Searcher.prepare(city, tmp_path).search("承包地期限国家怎么规定的")
        assert found[0][0] == city.local.info.number
        assert any(document == "国土发〔2029〕1号" for document, _, _ in found)


class TestIndexFolder:
    def test_an_index_is_built_once(
        self, city: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Searcher.prepare(city, tmp_path)
        names = built(tmp_path)
        assert len(names) == 1

        def never(library: Library, folder: Path) -> None:
            raise AssertionError("built again")

        monkeypatch.setattr(Searcher, "_build", staticmethod(never))
        Searcher.prepare(city, tmp_path)
        assert built(tmp_path) == names

    def test_changed_documents_get_their_own(self, city: Library, tmp_path: Path) -> None:
        Searcher.prepare(city, tmp_path / "knowledge")
        documents = tmp_path / "documents"
        shutil.copytree(OTHER_CITY, documents)
        bank = next(documents.glob("*/phrasings/all.yml"))
        text = bank.read_text("utf-8")
        bank.write_text(text.replace('- "开店能落户吗"', '- "摆个煎饼摊子成不成"'), "utf-8")
        changed = load_library(documents)
        assert changed.fingerprint != city.fingerprint
        searcher = Searcher.prepare(changed, tmp_path / "knowledge")
        assert searcher.search("摆个煎饼摊子成不成")[0][1] == "一(一)3"
        assert len(built(tmp_path / "knowledge")) == 2

    def test_changed_code_gets_its_own(
        self, city: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Searcher.prepare(city, tmp_path)
        monkeypatch.setattr(module, "_code_fingerprint", lambda: "changed")
        Searcher.prepare(city, tmp_path)
        assert len(built(tmp_path)) == 2

    def test_only_the_newest_two_stay(
        self, city: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        abandoned = tmp_path / ".building-abandoned"
        under_way = tmp_path / ".building-now"
        for folder in (abandoned, under_way):
            folder.mkdir()
        os.utime(abandoned, (1, 1))
        for number in range(4):
            monkeypatch.setattr(module, "_code_fingerprint", lambda n=number: f"code{n}")
            Searcher.prepare(city, tmp_path)
            for place in tmp_path.glob(f"*-code{number}"):
                os.utime(place, (1000 + number, 1000 + number))
        names = {f"{city.fingerprint}-code{n}" for n in (2, 3)}
        assert built(tmp_path) == {*names, under_way.name}

    def test_an_index_that_is_read_is_not_old(
        self, city: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for number in (0, 1, 0, 2):
            monkeypatch.setattr(module, "_code_fingerprint", lambda n=number: f"code{n}")
            Searcher.prepare(city, tmp_path)
            time.sleep(0.02)
        assert built(tmp_path) == {f"{city.fingerprint}-code{n}" for n in (0, 2)}

    def test_two_processes_may_build_at_once(self, city: Library, tmp_path: Path) -> None:
        code = (
            "import sys; from pathlib import Path; from policy_kb import load_library;"
            "from policy_kb.search import Searcher;"
            "s = Searcher.prepare(load_library(Path(sys.argv[1])), Path(sys.argv[2]));"
            "print(s.search('租房能落户吗')[0][1])"
        )
        command = [sys.executable, "-c", code, str(OTHER_CITY), str(tmp_path)]
        processes = [
            subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)
        ]
        answers = [process.communicate(timeout=120)[0].strip() for process in processes]
        assert answers == ["一(一)2", "一(一)2"]
        assert [process.returncode for process in processes] == [0, 0]
        assert len(built(tmp_path)) == 1

    def test_a_builder_that_was_slower_takes_the_others(
        self, city: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The other process finishes while we build."""
        build = Searcher._build

        def slower(library: Library, folder: Path) -> None:
            build(library, folder)
            name = f"{library.fingerprint}-{module._code_fingerprint()}"
            shutil.copytree(folder, tmp_path / name)

        monkeypatch.setattr(Searcher, "_build", staticmethod(slower))
        assert Searcher.prepare(city, tmp_path).search("租房能落户吗")
        assert len(built(tmp_path)) == 1


class TestClassifier:
    TEXTS = ("租房能落户吗", "租的房子行吗", "孩子上学", "娃念书去哪")
    LABELS = ("rent", "rent", "school", "school")

    def test_the_same_examples_give_the_same_model(self) -> None:
        first = TextClassifier.train(self.TEXTS, self.LABELS)
        second = TextClassifier.train(self.TEXTS, self.LABELS)
        assert first.probabilities("租房") == second.probabilities("租房")

    def test_it_is_read_again_as_it_was_saved(self, tmp_path: Path) -> None:
        model = TextClassifier.train(self.TEXTS, self.LABELS)
        model.save(tmp_path, "model")
        again = TextClassifier.load(tmp_path, "model").probabilities("孩子去哪念书")
        assert next(iter(again)) == "school"
        before = model.probabilities("孩子去哪念书")
        assert np.allclose([again[k] for k in before], list(before.values()), atol=0.01)

    def test_one_kind_of_example_teaches_nothing(self) -> None:
        with pytest.raises(ValueError, match="两类"):
            TextClassifier.train(self.TEXTS, ["same"] * 4)
