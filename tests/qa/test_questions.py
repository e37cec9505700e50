"""What a question asks."""

import pytest

from qa.questions import MAX_QUESTION_CHARS, Kind, QuestionError, checked, content_words, focus, kind_of


def test_white_space_around_a_question_goes() -> None:
    assert checked("  总投资是多少？\n") == "总投资是多少？"


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        pytest.param(" \n\t　", "问题是空的", id="nothing but white space"),
        pytest.param("问" * (MAX_QUESTION_CHARS + 1), "超过上限", id="too long"),
        pytest.param("How many projects?", "没有汉字", id="not Chinese"),
        pytest.param("？？！", "没有汉字", id="marks only"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line(question: str, reason: str) -> None:
    with pytest.raises(QuestionError, match=reason) as error:
        checked(question)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 100


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("请问石家庄承接了多少项目？", ["石家庄", "承接", "项目"], id="asking words go"),
        pytest.param("雄安新区在哪里", ["雄安", "新区"], id="single characters are one name"),
        pytest.param("很多大学在哪里", ["很多", "大学"], id="how large within other words"),
        pytest.param("ＧＤＰ是多少", ["gdp"], id="width and case"),
        pytest.param("文中的照片拍的是啥地方", ["照片", "拍", "地方"], id="spoken"),
        pytest.param("国庆节放几天假", ["国庆节", "放", "假"], id="what is counted in"),
        pytest.param("冀南新区要打造成什么", ["冀南", "新区", "打造"], id="made into"),
        pytest.param("甲方法人是谁", ["甲方", "法人"], id="no word across a party's name"),
        pytest.param(
            "前四个月龙垌口岸进口多少吨", ["前", "四个", "月", "龙垌", "口岸", "进口", "吨"], id="after months"
        ),
        pytest.param("2年级有几个班", ["2", "年级", "班"], id="a word that begins with a unit"),
        pytest.param("2023年营收多少", ["2023", "年", "营收"], id="no word across a year"),
        pytest.param("1,234万元用于什么", ["1,234", "万元", "用于"], id="a number in groups"),
        pytest.param("概算3.15亿元的是什么", ["概算", "3.15", "亿元"], id="a decimal"),
        pytest.param("毕少华是什么职务", ["毕少华", "职务"], id="a person's name"),
        pytest.param("王医生在哪里", ["王", "医生"], id="a name with what its bearer is"),
        pytest.param("欧阳明珠哪年毕业", ["欧阳明珠", "毕业"], id="a name of four characters"),
        pytest.param("扩建后年产能多少", ["扩建", "后", "年", "产能"], id="no word across 后"),
        pytest.param("今年销量多少", ["销量"], id="this year"),
        pytest.param("9号线设多少站", ["9", "号", "线", "设", "站"], id="one verb of one character"),
        pytest.param("签约额占总额多少", ["签约", "额", "占", "总额"], id="one noun of one character"),
        pytest.param("占比是多少", ["占比"], id="a word that the dictionary lacks"),
        pytest.param("为什么呢？", [], id="nothing is asked about"),
    ],
)
def test_content_words_say_what_is_asked_about(question: str, words: list[str]) -> None:
    assert content_words(question) == words


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("石家庄承接了多少项目", Kind.NUMBER),
        ("座谈会是什么时候召开的", Kind.DATE),
        ("那天是星期几", Kind.DATE),
        ("责任编辑是谁", Kind.PERSON),
        ("商贸城在哪个县", Kind.PLACE),
        ("为啥难以取得效果", Kind.REASON),
        ("为什么难以取得效果", Kind.REASON),
        ("座谈会啥时候开的", Kind.DATE),
        ("有哪几种招商", Kind.OTHER),
        ("有很多大学的是哪里", Kind.PLACE),
        ("新区有多大", Kind.NUMBER),
        ("几乎所有人都参加了什么", Kind.OTHER),
    ],
)
def test_the_wording_tells_the_kind_of_answer(question: str, kind: Kind) -> None:
    assert kind_of(question) is kind


@pytest.mark.parametrize(
    ("question", "word"),
    [("石家庄承接了多少项目", "项目"), ("石家庄的总投资是多少", "投资"), ("多少？", "")],
)
def test_the_focus_is_what_is_counted(question: str, word: str) -> None:
    assert focus(question).endswith(word)
