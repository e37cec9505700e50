"""Passages: whole sentences of one section, with exact offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.passages import searchable, split_passages
from index.sections import Document, Section


def document(text: str, *sections: Section) -> Document:
    return Document("id", "题目", "a.txt", "0" * 64, text, sections or (Section("正文", 0, len(text)),))


def texts(text: str, max_chars: int) -> list[str]:
    return [passage.text for passage in split_passages(document(text), max_chars=max_chars)]


def test_short_sentences_share_a_passage() -> None:
    assert texts("甲来了。乙走了。", max_chars=20) == ["甲来了。乙走了。"]


def test_a_sentence_is_never_cut_to_fit() -> None:
    assert texts("一二三四五六七八。九。", max_chars=4) == ["一二三四五六七八。", "九。"]


def test_parts_are_of_even_size_rather_than_full_and_rest() -> None:
    assert texts("一二三。四五六。七八九。十甲乙。", max_chars=12) == ["一二三。四五六。", "七八九。十甲乙。"]


def test_a_part_ends_with_its_paragraph_where_one_is_near() -> None:
    assert texts("一二三四五。\n六七。八九十甲。", max_chars=12) == ["一二三四五。", "六七。八九十甲。"]


def test_a_passage_keeps_to_its_section_and_leaves_the_heading_out() -> None:
    text = "导语。\n一、标题\n正文在此。"
    sections = (Section("导语", 0, 4), Section("一、标题", 4, len(text)))
    passages = split_passages(document(text, *sections))
    assert [(p.section, p.text) for p in passages] == [("导语", "导语。"), ("一、标题", "正文在此。")]


@given(st.text(alphabet="甲乙丙。！\n ", max_size=80), st.integers(1, 30))
def test_every_passage_is_a_slice_and_no_visible_character_is_lost(text: str, max_chars: int) -> None:
    passages = split_passages(document(text), max_chars=max_chars)
    assert all(p.text == text[p.start : p.end] and p.text == p.text.strip() for p in passages)
    assert "".join("".join(p.text.split()) for p in passages) == "".join(text.split())


def test_a_size_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1, got 0"):
        split_passages(document("甲。"), max_chars=0)


def test_titles_come_before_the_text_that_is_searched() -> None:
    assert searchable("题目", "", "正文") == "题目\n正文"


def test_a_heading_that_says_something_and_has_nothing_below_it_is_a_passage() -> None:
    found = split_passages(document("联系人：王芳\n总则", Section("联系人：王芳", 0, 7), Section("总则", 7, 9)))
    assert [passage.text for passage in found] == ["联系人：王芳"]


def test_a_document_of_headings_alone_has_them_as_its_text() -> None:
    found = split_passages(document("会议\n三楼", Section("会议", 0, 3), Section("三楼", 3, 5)))
    assert [passage.text for passage in found] == ["会议", "三楼"]
