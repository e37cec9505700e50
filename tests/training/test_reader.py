"""How the reader is trained, on two paragraphs and a small model."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors import safe_open
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from benchmarks.squad import Paragraph, Question
from qa.reader import MODEL_FOLDER
from qa.reader import Reader as Shipped
from training.embedder.quantise import LARGEST, quantise, widened
from training.reader.batches import batches, collated, encoded
from training.reader.export import export
from training.reader.network import MAX_SPAN_TOKENS, NEVER, Batch, Reader, Scores, allowed, loss
from training.reader.rows import Corpus, Row, near_articles, rows
from training.reader.sources import dialogues, documents, siblings
from training.reader.trainer import CHECKPOINT, Plan, load_mean, train
from training.reader.vocabulary import is_whole
from training.reader.wordings import altered, in_traditional, renamed, spoken, without_a_word

BRIDGE = "长河大桥全长3240米，桥面宽32.5米。总投资约12亿元。大桥由工程师林同设计，2019年6月建成通车。"
WHEAT = "今年小麦亩产达到620公斤。比去年增加15公斤。收割机有38台，都是新买的。"
HARBOUR = "港口1987年开工。" + "".join(
    f"第{n}号码头可以停靠{n}万吨的货轮，旁边有仓库和铁路。" for n in "一二三四五六七八九"
)


def asked(text: str, *pairs: tuple[str, str]) -> Paragraph:
    questions = [Question(f"{text[:2]}{n}", q, ((answer, text.index(answer)),)) for n, (q, answer) in enumerate(pairs)]
    return Paragraph(text[:4], text, tuple(questions))


PARAGRAPHS = [
    asked(BRIDGE, ("长河大桥全长多少米？", "3240米"), ("大桥的设计者是谁？", "林同"), ("2019年几月通车？", "6月")),
    asked(WHEAT, ("小麦亩产多少？", "620公斤"), ("收割机有多少台？", "38台")),
    asked(HARBOUR, ("港口是哪一年开工的？", "1987年")),
]
NEWS = [Paragraph("", "会议在北京召开。与会者讨论了明年的计划。", ())]
CORPUS = Corpus(PARAGRAPHS, near_articles(PARAGRAPHS), NEWS, ["小麦", "大桥", "唐山", "海湾", "石桥"])


def tokenizer() -> Tokenizer:
    found = Tokenizer.from_file(str(MODEL_FOLDER / "tokenizer.json"))
    found.no_truncation()
    return found


def small_reader(seed: int = 0) -> Reader:
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=tokenizer().get_vocab_size(),
        hidden_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=96,
    )
    return Reader(BertModel(config, add_pooling_layer=False))


def all_rows(passes: int = 40) -> list[Row]:
    return [row for seed in range(passes) for row in rows(CORPUS, seed=seed)]


@pytest.mark.parametrize("piece", ["漫画", "2012", "▁the", "的", "》", "▁", "é"])
def test_whole_pieces_stay(piece: str) -> None:
    assert is_whole(piece)


@pytest.mark.parametrize("piece", ["的人", "是在", "公司的", "年1", "》、《", "90%", "A股", "(2"])
def test_pieces_that_an_answers_edge_may_fall_in_go(piece: str) -> None:
    assert not is_whole(piece)


def test_an_answered_row_says_where_its_answer_stands() -> None:
    answers = {answer for p in PARAGRAPHS for q in p.questions for answer, _ in q.answers}
    found = {row.passage[row.start : row.end] for row in all_rows() if row.kind == "answered"}
    assert {in_traditional(answer) for answer in answers} | answers >= found >= answers


def test_every_kind_of_row_without_an_answer_is_made_and_holds_none() -> None:
    made = [row for row in all_rows(100) if row.kind != "answered"]
    assert {row.kind for row in made} == {"elsewhere", "cut", "altered", "renamed", "near", "news"}
    assert all((row.start, row.end) == (0, 0) for row in made)
    answers = {q.text: q.answers[0][0] for p in PARAGRAPHS for q in p.questions}
    for row in made:
        if row.kind not in ("altered", "renamed") and row.question in answers:
            assert answers[row.question] not in row.passage


def test_questions_that_were_written_are_asked_beside_the_others() -> None:
    (first, *_) = PARAGRAPHS[0].questions
    made = Corpus(
        PARAGRAPHS,
        CORPUS.near,
        NEWS,
        CORPUS.words,
        {first.id: ["那座桥从头到尾多远"]},
        {first.id: [Question("", "长河大桥高多少米", ())]},
    )
    found = [row for seed in range(20) for row in rows(made, seed=seed)]
    again = [row for row in found if "从头到尾" in row.question or "從頭到尾" in row.question]
    assert {row.passage[row.start : row.end] for row in again if row.kind == "answered"} == {"3240米"}
    assert all("3240米" in row.passage and row.end == 0 for row in found if row.kind == "written")
    assert sum(row.kind == "written" for row in found) == 20


def test_a_document_of_one_kind_is_read_with_its_title_and_does_not_answer() -> None:
    bridge, wheat, _ = PARAGRAPHS
    length, *_ = bridge.questions
    made = Corpus(PARAGRAPHS, CORPUS.near, NEWS, CORPUS.words, siblings={length.id: [wheat]})
    beside = [row for seed in range(20) for row in rows(made, seed=seed) if row.kind == "sibling"]
    assert len(beside) > 8
    for row in beside:
        assert (row.heading, row.end, row.relevant) == (wheat.title, 0, False)
        assert "3240米" not in row.passage


def test_a_question_of_a_family_has_the_others_of_it_for_siblings() -> None:
    _, new, _ = documents(new_from=465)
    found = siblings()
    beside = [(document, found[q.id]) for document in new for q in document.questions if found[q.id]]
    assert beside
    for document, others in beside:
        assert len(others) == 3
        assert document.text not in {other.text for other in others}


def test_the_invented_documents_hold_their_answers() -> None:
    known, new, unanswered = documents(new_from=465)
    read = known + new
    assert len(known) == 464
    asked = [question for document in read for question in document.questions]
    assert len(read) > 50
    assert len({question.id for question in asked}) == len(asked)
    assert set(unanswered) <= {question.id for question in asked}
    for document in read:
        for question in document.questions:
            ((answer, start),) = question.answers
            assert document.text.startswith(answer, start)
            assert answer not in question.text


def test_the_dialogues_hold_their_answers_and_follow_what_was_asked() -> None:
    read = dialogues()
    assert len(read.documents) > 200
    for document in read.documents:
        for question in document.questions:
            ((answer, start),) = question.answers
            assert document.text.startswith(answer, start)
    answered = {question.id for document in read.documents for question in document.questions}
    assert set(read.unanswered) <= answered
    assert len(read.before) > len(answered) / 2


def test_a_message_of_a_chat_comes_with_the_turn_before_it() -> None:
    first, *_ = CORPUS.paragraphs[0].questions
    follows = ("青石县有多少人", "3万人")
    made_of = replace(CORPUS, before={first.id: follows})
    said = [row.question for seed in range(5) for row in rows(made_of, seed=seed) if "青石县有多少人" in row.question]
    assert len(said) >= 5
    assert all("（前面问：青石县有多少人" in question and question.endswith("）") for question in said)
    assert {"；答：3万人）" in question for question in said} == {True, False}


def test_rows_depend_on_the_seed_alone() -> None:
    assert list(rows(CORPUS, seed=3)) == list(rows(CORPUS, seed=3))
    assert list(rows(CORPUS, seed=3)) != list(rows(CORPUS, seed=4))


def test_a_question_in_other_words_keeps_what_it_asks_about() -> None:
    chance = random.Random(1)
    said = {spoken("长河大桥是什么时候通车的？", chance) for _ in range(60)}
    assert len(said) > 20
    assert all("长河大桥" in question and "通车" in question for question in said)


def test_a_question_that_ends_in_what_does_not_come_to_ask_why() -> None:
    chance = random.Random(1)
    assert not any("为何" in spoken("长河大桥简称为什么？", chance) for _ in range(60))


def test_an_altered_question_asks_for_something_else() -> None:
    chance = random.Random(1)
    found = {altered("2019年最大的长河大桥多长", BRIDGE, ["小麦", "唐山"], chance) for _ in range(60)}
    assert "2019年最小的长河大桥多长" in found
    assert "2019年最大的长河大桥多长" not in found
    assert altered("谁", BRIDGE, ["小麦"], chance) is None


def test_a_renamed_passage_is_about_something_else() -> None:
    chance = random.Random(1)
    others = ["石桥", "唐山", "大桥"]
    found = {swap for _ in range(60) if (swap := renamed("长河大桥全长多少米", BRIDGE, others, chance))}
    assert ("大桥", "石桥") in found
    assert all(new not in BRIDGE and old in BRIDGE for old, new in found)


def test_a_question_is_left_without_a_lighter_word() -> None:
    chance = random.Random(1)
    found = {without_a_word("长河大桥总投资约多少亿元", chance) for _ in range(60)}
    assert found
    assert all("长河" in question for question in found)
    assert without_a_word("大桥多长", chance) == "大桥多长"


def test_traditional_script_keeps_every_place() -> None:
    assert in_traditional("大桥横跨长江，后来发展") == "大橋橫跨長江，後來發展"


def test_a_span_lies_in_the_passage_and_is_not_too_long() -> None:
    passage = torch.zeros(1, MAX_SPAN_TOKENS + 10, dtype=torch.bool)
    passage[0, 2:-1] = True
    spans = allowed(passage)[0]
    assert spans[2, 2]
    assert spans[2, 1 + MAX_SPAN_TOKENS]
    assert not spans[2, 2 + MAX_SPAN_TOKENS]
    assert not spans[3, 2]
    assert not spans[1, 2]
    assert not spans[2, -1]


def test_the_loss_by_hand() -> None:
    """Two tokens of passage, three spans, all scores 0: every softmax is even."""
    zero, one_row = torch.zeros(1, 4), torch.zeros(1)
    scores = Scores(zero, zero, torch.zeros(1, 4, 4), one_row, one_row)
    batch = Batch(
        ids=torch.zeros(1, 4, dtype=torch.long),
        mask=torch.ones(1, 4),
        passage=torch.tensor([[False, True, True, False]]),
        starts=torch.tensor([1]),
        ends=torch.tensor([2]),
        answered=torch.tensor([True]),
        relevant=torch.tensor([1.0]),
    )
    expected = np.log(4) + 0.5 * 2 * np.log(3) + 0.3 * np.log(2)
    assert loss(scores, batch).item() == pytest.approx(expected, rel=1e-5)


def test_batches_hold_every_row_once() -> None:
    made = all_rows(4)
    total = sum(len(batch.ids) for batch in batches(tokenizer(), made, seed=1))
    assert total == len(encoded(tokenizer(), made)) == len(made)


def test_an_answer_that_no_span_can_be_is_not_trained_on() -> None:
    long = "字，" * MAX_SPAN_TOKENS
    rows_of_long = [Row("answered", "谁", "", long, 0, len(long)), Row("answered", "谁", "", long, 0, 3)]
    assert [one.row.end for one in encoded(tokenizer(), rows_of_long)] == [3]


def test_a_stopped_run_goes_on_to_the_same_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.reader.trainer.CHECKPOINT_STEPS", 2)
    plan = Plan(steps=6, rate=1e-3)

    def rows_of(seed: int) -> Sequence[Row]:
        return list(rows(CORPUS, seed=seed))

    whole = train(small_reader(), tokenizer(), rows_of, plan, tmp_path / "whole")

    def stopped(seed: int) -> Sequence[Row]:
        if seed > plan.seed + 2:
            raise KeyboardInterrupt
        return rows_of(seed)

    with pytest.raises(KeyboardInterrupt):
        train(small_reader(), tokenizer(), stopped, plan, tmp_path / "cut")
    resumed = train(small_reader(seed=9), tokenizer(), rows_of, plan, tmp_path / "cut")
    for name, value in whole.state_dict().items():
        if not name.startswith("encoder.embeddings.word_embeddings"):
            torch.testing.assert_close(resumed.state_dict()[name], value, msg=name)
    again = small_reader(seed=9)
    load_mean(tmp_path / "whole" / CHECKPOINT, again)
    torch.testing.assert_close(again.edges.weight, whole.edges.weight)


def test_a_checkpoint_of_another_plan_is_refused(tmp_path: Path) -> None:
    rows_of = lambda seed: list(rows(CORPUS, seed=seed))  # noqa: E731
    train(small_reader(), tokenizer(), rows_of, Plan(steps=1), tmp_path)
    with pytest.raises(ValueError, match="another plan"):
        train(small_reader(), tokenizer(), rows_of, Plan(steps=2), tmp_path)


def test_the_exported_graph_gives_the_networks_scores(tmp_path: Path) -> None:
    reader = small_reader().eval()
    export(reader, tokenizer(), tmp_path, name="small")
    made = encoded(tokenizer(), [Row("asked", "谁", "大桥", BRIDGE), Row("asked", "大桥全长多少米", "", WHEAT)])
    batch = collated(made)
    with torch.no_grad():
        scores = reader(batch.ids, batch.mask)
    shipped = Shipped(tmp_path).read_pairs([(one.row.question, one.row.heading, one.row.passage) for one in made])
    spans = scores.spans.masked_fill(~allowed(batch.passage), NEVER).flatten(1)
    for row, reading in enumerate(shipped):
        assert reading.relevance == pytest.approx(scores.relevance[row].item(), abs=0.05)
        answered = (spans[row].logsumexp(0) - scores.null[row]).item()
        assert reading.answered == pytest.approx(answered, abs=0.1)


def test_no_sum_of_two_products_saturates_sixteen_bits() -> None:
    """Without VNNI, a processor adds the products of two neighbouring inputs in a signed 16-bit register."""
    with safe_open(MODEL_FOLDER / "model.safetensors", framework="np") as file:
        names = [name for name in file.keys() if file.get_slice(name).get_dtype() == "I8"]  # noqa: SIM118
        assert len(names) == 12 * 6
        for name in names:
            weight = np.abs(file.get_tensor(name).astype(np.int32))
            assert weight.max() <= LARGEST, name
            assert 255 * (weight[:, 0::2] + weight[:, 1::2]).max() <= np.iinfo(np.int16).max, name


def test_a_shipped_reader_can_be_trained_on() -> None:
    reader = small_reader(seed=3)
    again = small_reader(seed=4)
    again.load_state_dict(widened(quantise(reader, whole=("edges", "left", "right", "first"))), strict=True)
    for before, after in zip(reader.parameters(), again.parameters(), strict=True):
        # An 8-bit float keeps three bits behind the point, so the embedding is within a sixteenth.
        largest = float(before.detach().abs().max())
        torch.testing.assert_close(after, before, rtol=1 / 16, atol=largest / LARGEST)
