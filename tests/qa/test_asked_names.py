"""Names in questions: spoken of, or the tagger's mistakes."""

import pytest

from qa.asked_names import is_spoken_of
from qa.names import PERSON, PLACE, Name

_TEXT = (
    "罗恩·海德今年二十三岁。澳角镇的妈祖庙进水。泽芯公司股价上涨。克里曼热由蜱虫传播。玛蒂尔德比丈夫戈德弗里德年长。"
)


def named_in(question: str, text: str, kind: str) -> Name:
    start = question.index(text)
    return Name(kind, text, start, start + len(text))


@pytest.mark.parametrize(
    ("question", "name", "kind"),
    [
        ("海德多高", "海德多", PERSON),
        ("罗恩海德多大", "罗恩海德", PERSON),
        ("澳角庙里有什么", "澳角庙", PLACE),
        ("谁劝人别买泽芯", "买泽芯", PERSON),
        ("克里曼热经由什么传播", "克里曼热经", PERSON),
        ("戈德弗里德比玛蒂尔德年轻几岁", "戈德弗里德比玛蒂尔德", PERSON),
        ("哪个欧洲球队签下了他", "欧洲", PLACE),
    ],
)
def test_a_name_that_the_text_has(question: str, name: str, kind: str) -> None:
    assert is_spoken_of(named_in(question, name, kind), question, _TEXT)


@pytest.mark.parametrize(
    ("question", "name", "kind"),
    [
        ("保定承接了多少项目", "保定", PLACE),
        ("海明威今年几岁", "海明威", PERSON),
        ("王德海是谁", "王德海", PERSON),
        ("澳门的庙有几座", "澳门", PLACE),
    ],
)
def test_a_name_that_it_lacks(question: str, name: str, kind: str) -> None:
    assert not is_spoken_of(named_in(question, name, kind), question, _TEXT)
