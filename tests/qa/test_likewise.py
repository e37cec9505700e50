"""The same said of something else, to be confirmed."""

import pytest

from qa import Turn
from qa.conversation import understood
from qa.likewise import likewise


@pytest.mark.parametrize(
    ("before", "span", "message", "question"),
    [
        pytest.param("5号线二期设了几座车站", "9座", "一期也是9座吗", "5号线一期设了9座车站吗", id="stage"),
        pytest.param("青石县新建了多少座水库", "5座", "白杨县也是5座吧", "白杨县新建了5座水库吗", id="place"),
        pytest.param("周日几点开门", "9点", "周六也是9点吗？", "周六9点开门吗", id="day"),
        pytest.param("大桥什么时候通车", "2025年", "隧道也是2025年吗", "隧道2025年通车吗", id="what has a name"),
        pytest.param("林晓东是什么职务", "副局长", "周海燕也是副局长吗", "周海燕是副局长吗", id="title"),
        pytest.param(
            "特长生什么时候考试", "5月25日", "满分也是150分吗", "特长生满分是150分吗", id="something else of it"
        ),
    ],
)
def test_the_same_is_asked_of_what_is_named(before: str, span: str, message: str, question: str) -> None:
    assert understood(message, [Turn(before, f"{span}。[1]", before, span)]).questions == (question,)


@pytest.mark.parametrize(
    ("before", "span", "message"),
    [
        pytest.param("青石县投资多少", "3亿元", "水库也有发电功能吗", id="no value"),
        pytest.param("5号线二期全长多少", "8公里", "一期也是9座吗", id="of another unit"),
        pytest.param("青石县有几座水库", "5座", "白杨县也有多少座吗", id="asks itself"),
    ],
)
def test_what_says_no_value_or_another_is_left(before: str, span: str, message: str) -> None:
    assert likewise(message, before, [Turn(before, f"{span}。[1]", before, span)]) == ""
