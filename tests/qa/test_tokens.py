"""The reader's input, in its own tokens."""

from tokenizers import Tokenizer

from qa.reader import MODEL_FOLDER
from qa.tokens import MAX_TOKENS, tokenised

TOKENIZER = Tokenizer.from_file(str(MODEL_FOLDER / "tokenizer.json"))
TOKENIZER.no_truncation()


def test_question_heading_and_passage_stand_between_marks() -> None:
    (one,) = tokenised(TOKENIZER, [("谁", "大桥", "林同设计。")])
    begin, end = TOKENIZER.token_to_id("<s>"), TOKENIZER.token_to_id("</s>")
    assert one.ids[0] == begin
    assert [token for token in one.ids if token == end] == [end] * 3
    assert one.ids[one.first - 1] == one.ids[-1] == end
    assert len(one.ids) == one.first + len(one.spans) + 1


def test_every_character_of_the_passage_lies_in_a_token() -> None:
    passage = "２０１４年以来，\n累计承接项目406个，ＧＤＰ增长８.90％的～𠮷。"
    (one,) = tokenised(TOKENIZER, [("谁", "", passage)])
    covered = {place for start, end in one.spans for place in range(start, end)}
    assert {i for i, c in enumerate(passage) if not c.isspace()} <= covered


def test_a_token_does_not_run_across_the_edge_of_a_number_or_a_name() -> None:
    passage = "占8.90%的《雨》、《雪》的人"
    (one,) = tokenised(TOKENIZER, [("谁", "", passage)])
    edges = {edge for span in one.spans for edge in span}
    assert {passage.index(c) for c in "%的《雨》、雪"} <= edges


def test_what_is_too_long_is_cut_off_at_its_end() -> None:
    (one,) = tokenised(TOKENIZER, [("问" * 5000, "题" * 5000, "文" * 5000)])
    assert len(one.ids) == MAX_TOKENS
    assert len(one.spans) > 300


def test_half_a_surrogate_pair_is_a_character_like_any_other() -> None:
    (one,) = tokenised(TOKENIZER, [("\ud800谁", "", "甲\udfff乙")])
    assert one.spans[-1][1] == 3
