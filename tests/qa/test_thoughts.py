"""What a model thinks aloud, and what its answer is wrapped in: none of it is shown, not for a moment."""

from itertools import pairwise

import pytest

from qa.thoughts import said

ANSWER = "净利润为1.52亿元。[1]"
WRONG = "也许是12.46亿元？"
WRAPPED = [
    pytest.param(f"<think>{WRONG}</think>\n\n{ANSWER}", id="think"),
    pytest.param(f"<thinking>\n{WRONG}\n</thinking>\n{ANSWER}", id="thinking"),
    pytest.param(f"<thought>{WRONG}</thought>{ANSWER}", id="thought"),
    pytest.param(f"<reasoning>{WRONG}</reasoning><answer>{ANSWER}</answer>", id="reasoning and answer"),
    pytest.param(f"[THINK]{WRONG}[/THINK]{ANSWER}", id="in capitals"),
    pytest.param(f"<|channel|>analysis<|message|>{WRONG}<|end|>{ANSWER}", id="a channel"),
    pytest.param(
        f"<|channel|>analysis<|message|>{WRONG}<|end|><|start|>assistant<|channel|>final<|message|>{ANSWER}<|return|>",
        id="two channels",
    ),
    pytest.param(f"思考过程：{WRONG}\n\n答案：{ANSWER}", id="under a title"),
    pytest.param(f"**思考过程**：\n{WRONG}\n\n**最终答案**：{ANSWER}", id="under a bold title"),
    pytest.param(f"<answer>{ANSWER}</answer>", id="answer"),
    pytest.param(f'{{"answer": "{ANSWER}", "source": [1]}}', id="JSON"),
    pytest.param(f'```json\n{{"thought": "{WRONG}", "answer": "{ANSWER}"}}\n```', id="JSON in a fence"),
]


@pytest.mark.parametrize("reply", WRAPPED)
def test_only_the_answer_is_said(reply: str) -> None:
    assert said(reply, whole=True).strip() == ANSWER


@pytest.mark.parametrize("reply", WRAPPED)
def test_while_it_is_written_nothing_else_is_said_and_nothing_is_taken_back(reply: str) -> None:
    grown = [said(reply[:end], whole=False).rstrip() for end in range(len(reply) + 1)]
    assert all(after.startswith(before) for before, after in pairwise(grown))
    assert all(ANSWER.startswith(one) for one in grown)


@pytest.mark.parametrize(
    "reply",
    [
        "[1]是净利润。",
        "{甲}组净利润1.52亿元。",
        "<3%的公司亏损。",
        "思考过程：先看收入。",
        "结论：净利润1.52亿元。",
        "analysis of variance",
    ],
)
def test_what_only_looks_like_a_wrapping_is_said(reply: str) -> None:
    assert said(reply, whole=True) == reply


def test_the_escapes_of_a_string_are_read_and_half_a_sign_is_waited_for() -> None:
    reply = r'{"answer": "一、\"净利润\"\n\ud83d\ude0a"}'
    grown = [said(reply[:end], whole=False) for end in range(len(reply) + 1)]
    assert grown[-1] == '一、"净利润"\n😊'
    assert all(one.encode() is not None for one in grown)
