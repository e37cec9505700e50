"""The shortest exact words for how-many and when."""

import pytest

from qa.spans import shortest_span

BRIDGE = "跨江大桥全长3240米，宽32.5米，2019年6月通车，总投资约12亿元。"


@pytest.mark.parametrize(
    ("question", "sentence", "span"),
    [
        pytest.param("大桥全长多少米", BRIDGE, "3240米", id="the nearest of two lengths"),
        pytest.param("大桥的宽是多少", BRIDGE, "32.5米", id="the word asked about decides"),
        pytest.param("总投资是多少", BRIDGE, "约12亿元", id="about belongs to the number"),
        pytest.param("大桥什么时候通车", BRIDGE, "2019年6月", id="a date"),
        pytest.param("会期是星期几", "5月13日 星期六", "星期六", id="a weekday"),
        pytest.param("企业有多少家", "企业已超过100家，员工3000人。", "超过100家", id="the unit that is asked for"),
        pytest.param("要多长时间", "半小时通达。", "半小时", id="half"),
        pytest.param("占百分之几", "占比达百分之三十五。", "百分之三十五", id="Chinese percentages"),
        pytest.param("谁设计了大桥", BRIDGE, None, id="a kind that is not looked for"),
        pytest.param("民宿增加到多少家", "从去年的82家增加到今年的143家。", None, id="either side of the word"),
        pytest.param("全长多少公里", BRIDGE, None, id="another unit than the one asked for"),
        pytest.param("有多少人", "没有数字的句子。", None, id="no quantity"),
        pytest.param("甲乙各有多少台", "这里有3台或5台。", None, id="two as near as each other"),
    ],
)
def test_the_span_is_the_value_that_is_asked_for(question: str, sentence: str, span: str | None) -> None:
    assert shortest_span(question, sentence) == span
