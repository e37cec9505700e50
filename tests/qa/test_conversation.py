"""Follow-ups: what they may mean by the rules alone, and what the reader makes of them."""

from pathlib import Path

import pytest

from index.library import Library
from qa import Turn, ask
from qa.conversation import understood
from qa.corrections import without_correction
from qa.small_talk import reply

RIVER = Turn("青石县新建了多少座水库", "青石县水利局副局长林晓东介绍，全县新建水库12座，总投资3.6亿元。[1]")


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("那白杨县呢？", "白杨县新建了多少座水库"),
        ("白杨县呢", "白杨县新建了多少座水库"),
        ("白杨县有多少？", "白杨县新建了多少座水库"),
        ("不是青石县，是白杨县", "白杨县新建了多少座水库"),
        ("总投资呢？", "青石县总投资是多少"),
        ("他是什么职务？", "林晓东是什么职务？"),
        ("那里的水质怎么样", "青石县的水质怎么样"),
        ("为什么？", "为什么青石县新建了水库"),
        ("为啥", "为什么青石县新建了水库"),
        ("我问的是白杨县，不是青石县", "白杨县新建了多少座水库"),
        ("说错了，是白杨县", "白杨县新建了多少座水库"),
        ("我问的是总投资", "青石县总投资是多少"),
        ("青石县的人口呢", "青石县的人口是多少"),
        ("建筑面积", "青石县建筑面积是多少"),
        ("水利局局长呢", "水利局局长是谁"),
        ("2019年呢", "2019年青石县新建了多少座水库"),
        ("回到青石县，县长是谁", "青石县县长是谁"),
        ("谢谢，那白杨县呢", "白杨县新建了多少座水库"),
        ("不是15座吗", "青石县新建了15座水库吗"),
        ("有什么依据", "青石县新建了多少座水库"),
    ],
)
def test_a_follow_up_is_made_whole(message: str, question: str) -> None:
    reading = understood(message, [RIVER])
    assert reading.certain or reading.pronoun
    assert question in reading.questions


@pytest.mark.parametrize(
    ("before", "span", "message", "question"),
    [
        ("7号仓库面积是多少", "300平方米", "层高呢", "7号仓库层高是多少"),
        ("黄牛肉的出口额是多少", "2亿元", "冻羊肉呢", "冻羊肉的出口额是多少"),
        ("合作社上半年销售收入多少", "80万元", "水稻的呢", "合作社上半年水稻销售收入多少"),
        ("甲班语文成绩是多少", "90分", "乙班", "乙班语文成绩是多少"),
        ("XK-20型重量是多少", "3公斤", "XK-50呢", "XK-50型重量是多少"),
        ("男子组冠军是谁", "赵大海", "亚军呢", "男子组亚军是谁"),
        ("男子组冠军是谁", "赵大海", "女子的呢", "女子组冠军是谁"),
        ("产量最高的是哪个县", "青石县", "第二呢", "产量第二高的是哪个县"),
        ("公司由谁创办", "赵大海", "哪一年", "公司哪一年创办"),
        ("哪座车站还没有通车", "白杨站", "为什么", "为什么白杨站还没有通车"),
        ("最长的隧道叫什么", "白杨岭隧道", "它有多长", "白杨岭隧道有多长"),
        ("青石县粮食产量是多少", "3万吨", "其中小麦", "青石县粮食产量中小麦是多少"),
        ("代码C4表示什么", "水压低", "C5呢，怎么处理", "C5怎么处理"),
        ("甲款最高保额多少", "50万元", "换成乙款", "乙款最高保额多少"),
        ("现任馆长是谁", "赵大海", "电话给一下", "赵大海电话是多少"),
        ("主任医师号多少钱", "50元", "不是，我说的是副主任医师", "副主任医师号多少钱"),
        ("固定资产投资是多少", "3亿元", "不对，我要的是进口总额", "进口总额是多少"),
        ("线上登记时间是什么时候", "5月", "那线上缴费呢", "线上缴费时间是什么时候"),
    ],
)
def test_what_a_fragment_leaves_out_is_taken_from_the_last_turn(
    before: str, span: str, message: str, question: str
) -> None:
    assert question in understood(message, [Turn(before, f"{span}。[1]", before, span)]).questions


@pytest.mark.parametrize(
    ("before", "message", "question"),
    [
        ("2021年公司营业收入是多少", "净利润呢", "2021年公司净利润是多少"),
        ("2021年营收是多少", "净利润呢", "2021年净利润是多少"),
        ("公司2021年营收是多少", "净利润呢", "公司2021年净利润是多少"),
        ("上半年销售额是多少", "利润呢", "上半年利润是多少"),
        ("2021年青石县新建了多少座水库", "总投资呢", "2021年青石县总投资是多少"),
        ("2021年青石县新建了多少座水库", "花了多少钱", "2021年青石县花了多少钱"),
        ("2021年青石县新建了多少座水库", "谁负责", "青石县谁负责"),
        ("2021年青石县新建了多少座水库", "2019年白杨县呢", "2019年白杨县新建了多少座水库"),
        ("青石县新建了多少座水库", "2019年白杨县的呢", "2019年白杨县新建了多少座水库"),
        ("2021年的利润是多少", "2019年的呢", "2019年的利润是多少"),
        ("B套餐多少钱", "流量呢", "B套餐流量是多少"),
    ],
)
def test_the_year_and_the_label_of_the_last_question_are_kept(before: str, message: str, question: str) -> None:
    assert understood(message, [Turn(before, "…", before)]).questions[0] == question


@pytest.mark.parametrize(
    ("before", "message", "question"),
    [
        ("青石县新建了多少座水库", "不对，应该是15座", "青石县新建了15座水库吗"),
        ("青石县新建了多少座水库", "错了，是15座吧", "青石县新建了15座水库吗"),
        ("青石县新建了多少座水库", "不对，是15座水库", "青石县新建了15座水库吗"),
        ("水库什么时候建成", "不对，是2019年", "水库2019年建成吗"),
        ("水库什么时候建成", "不是2021年，是2019年吧", "水库2019年建成吗"),
        ("隧道有多长", "不对，应该是10公里", "隧道有10公里吗"),
        ("青石县2021年新建了多少座水库", "不是2021年，是2019年吧", "青石县2019年新建了多少座水库"),
        ("青石县新建了多少座水库", "不对，是2019年", "2019年青石县新建了多少座水库"),
        ("600分以上的有多少人", "不对，是700分以上", "700分以上的有多少人"),
    ],
)
def test_what_puts_the_answer_right_is_to_be_confirmed(before: str, message: str, question: str) -> None:
    assert understood(message, [Turn(before, "…", before)]).questions[0] == question


@pytest.mark.parametrize(
    ("before", "message", "question"),
    [
        pytest.param("碳纤维业务毛利率是多少", "玻璃纤维的呢", "玻璃纤维业务毛利率是多少", id="like it"),
        pytest.param("小麦种植面积是多少", "玉米的呢", "玉米种植面积是多少", id="first noun"),
        pytest.param("公司碳纤维业务毛利率是多少", "芳纶的呢", "公司芳纶业务毛利率是多少", id="not the company"),
        pytest.param("合作社上半年销售收入多少", "水稻的呢", "合作社上半年水稻销售收入多少", id="a part of it"),
        pytest.param("“追风”索道造价多少", "旧的呢", "“追风”旧索道造价多少", id="an adjective"),
        pytest.param("4号线一期全长多少", "6号线一期的投资呢", "6号线一期的投资是多少", id="says of what"),
        pytest.param("第二产业增加值多少", "第三产业的占比呢", "第三产业的占比是多少", id="something else of another"),
        pytest.param("男子组的冠军是谁", "女子组的冠军呢", "女子组的冠军是谁", id="the same of another"),
        pytest.param("大桥什么时候通车", "隧道呢", "隧道什么时候通车", id="has a name of its own"),
        pytest.param("榕海机场什么时候恢复", "高速呢", "高速什么时候恢复", id="no speed"),
        pytest.param("新生什么时候报到", "军训呢", "新生军训是什么时候", id="is done"),
        pytest.param("学校什么时候开学", "放假呢", "学校放假是什么时候", id="happens"),
        pytest.param("王芳什么时候入职", "职务呢", "王芳职务是什么", id="no time"),
        pytest.param("会议有多少人参加", "地点呢", "会议地点在哪里", id="where"),
        pytest.param("石像多高", "多重", "石像多重", id="how heavy"),
    ],
)
def test_a_fragment_is_asked_as_its_words_tell(before: str, message: str, question: str) -> None:
    assert understood(message, [Turn(before, "…", before)]).questions[0] == question


@pytest.mark.parametrize(
    ("question", "span", "message", "meant"),
    [
        pytest.param("王芳是谁", "财务总监", "她说投资多少", ["王芳说投资多少"], id="a short question"),
        pytest.param("周海燕呢", "", "她多大", ["周海燕多大"], id="nothing was found"),
        pytest.param("会议由谁主持", "马骏声", "他多大", ["马骏声多大"], id="all of the words"),
    ],
)
def test_he_is_whom_the_last_turn_was_about(question: str, span: str, message: str, meant: list[str]) -> None:
    turns = [Turn("水利局局长是谁", "林晓东。[1]", "", "林晓东"), Turn(question, "", question, span)]
    assert list(understood(message, turns).questions) == meant


@pytest.mark.parametrize(
    ("question", "span", "message", "meant"),
    [
        pytest.param("赛事时间是什么", "8月21日至27日", "它在哪举行", "赛事在哪举行", id="a time"),
        pytest.param("学制是什么", "三年", "它学什么", "学制学什么", id="a number"),
        pytest.param("大桥由谁设计", "张伟", "它什么时候通车", "大桥什么时候通车", id="somebody"),
        pytest.param("项目叫什么", "青云计划", "它投资多少", "青云计划投资多少", id="a name"),
        pytest.param("去岛上坐哪条船", "金鳌轮", "它几点开", "金鳌轮几点开", id="a ship"),
    ],
)
def test_it_is_no_value_and_nobody(question: str, span: str, message: str, meant: str) -> None:
    assert understood(message, [Turn(question, f"{span}。[1]", question, span)]).questions[0] == meant


def test_an_older_question_is_for_when_the_last_is_not_answered() -> None:
    turns = [
        Turn("公司2023年营业收入多少", "…", "", "4亿元"),
        Turn("净利润呢", "…", "公司2023年净利润是多少", "1亿元"),
    ]
    reading = understood("2022年呢", turns)
    assert reading.questions == ("公司2022年净利润是多少",)
    assert reading.older == ("公司2022年营业收入多少",)


def test_this_plant_is_the_one_that_was_spoken_of() -> None:
    turns = [Turn("白杨河水电站的造价是多少", "2亿元。[1]", "", "2亿元")]
    assert understood("这个水电站是什么时候建成的", turns).questions == ("白杨河水电站是什么时候建成的",)


@pytest.mark.parametrize(
    "message",
    [
        "红岭县水利局局长是谁",
        "红岭县在哪里",
        "李明是谁",
        "为什么要修水库呢",
        "红岭县这个名字是怎么来的",
        "其他地方有没有新建水库的计划呢，比如红岭县",
        "2023年全国粮食产量达到了多少亿斤",
    ],
)
def test_a_whole_question_is_left_alone(message: str) -> None:
    reading = understood(message, [RIVER])
    assert not reading.certain
    assert not reading.pronoun


@pytest.mark.parametrize(
    "message", ["什么时候建成的", "花了多少钱", "谁负责", "在哪建的", "一共几层", "能不能参观", "需要提前几天申请"]
)
def test_a_question_without_a_subject_may_be_for_that_of_the_last(message: str) -> None:
    reading = understood(message, [RIVER])
    assert reading.lacking
    assert f"青石县{message}" in reading.questions


@pytest.mark.parametrize(
    ("before", "message", "question"),
    [
        ("陶瓷馆门票多少钱", "几点开门", "陶瓷馆几点开门"),
        ("陶瓷馆门票多少钱", "要不要预约", "陶瓷馆要不要预约"),
        ("2号线全长多少公里", "起点在哪", "2号线起点在哪"),
        ("评审会什么时候召开", "在哪开", "评审会在哪开"),
        ("评审会在哪里召开", "几点", "评审会几点召开"),
    ],
)
def test_where_and_how_many_are_asked_of_the_last_subject(before: str, message: str, question: str) -> None:
    assert understood(message, [Turn(before, "…", before)]).questions[0] == question


def test_thanks_between_two_questions_are_passed_over() -> None:
    turns = [RIVER, Turn("谢谢", "不客气。还想问什么，请接着问。")]
    assert understood("那白杨县呢", turns).questions == ("白杨县新建了多少座水库",)


def test_a_question_for_several_things_is_followed_up_one_by_one() -> None:
    both = Turn("青石县和白杨县各有多少人", "…", "青石县有多少人；白杨县有多少人", "3万人、2万人")
    assert understood("红岭县呢", [both]).questions[0] == "红岭县有多少人"


def test_the_former_and_the_latter_are_the_last_two() -> None:
    one = Turn("青石县水利局局长是谁", "…", "", "林晓东")
    turns = [one, Turn("白杨县呢", "…", "白杨县水利局局长是谁", "周海燕")]
    former = understood("前者说了什么", turns)
    assert former.questions == ("林晓东说了什么",)
    turns.append(Turn("前者说了什么", "…", "林晓东说了什么", "全市新建水库12座。"))
    assert understood("后者呢", turns).questions[0] == "周海燕说了什么"


def test_the_second_is_that_of_a_list() -> None:
    turns = [Turn("受灾最严重的是哪几个县", "…", "", "青石县、白杨县和红岭县")]
    assert understood("第二个的人口是多少", turns).questions[0] == "白杨县的人口是多少"
    assert understood("第三个修了几座水库", turns).questions[0] == "红岭县修了几座水库"
    shows = [Turn("新馆设了哪几个陈列", "…", "", "“简牍春秋”“丝路华章”“大漠民生”")]
    assert understood("第二个展出多少件文物", shows).questions[0] == "丝路华章展出多少件文物"


def test_the_first_is_no_number_that_was_answered() -> None:
    turns = [Turn("钻头卡在多深的地方；多久取出来的", "…", "", "187米、31个小时")]
    assert understood("第一篇论文是谁写的", turns).questions != ("187米论文是谁写的",)


def test_what_says_itself_what_it_points_at_stays_as_it_is() -> None:
    asked = [Turn("水温有要求吗", "…", "", "")]
    assert not understood("那个HEPA滤芯一片多少钱", asked).pronoun


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("该地区有多少人口", "青石县地区有多少人口"),
        ("该市场占多少份额", "青石县市场占多少份额"),
        ("刚刚竣工的大桥全长多少米", "青石县刚刚竣工的大桥全长多少米"),
        ("其中工业水库呢？", "青石县新建了水库中工业水库是多少"),
        ("好处有哪些", "青石县好处有哪些"),
    ],
)
def test_words_are_not_cut_where_a_pronoun_or_a_lead_begins_them(message: str, question: str) -> None:
    assert understood(message, [RIVER]).questions[0] == question


def test_a_place_in_a_race_is_no_item_of_the_turns_before() -> None:
    turns = [Turn("比赛由谁主持", "…", "", "王芳"), Turn("马拉松冠军是谁", "…", "", "李明")]
    assert understood("第二名呢", turns).questions[0] == "马拉松第二名是谁"


@pytest.mark.parametrize(
    ("message", "before", "asked"),
    [
        ("不是会员，门票多少钱", "门票多少钱", "不是会员，门票多少钱"),
        ("不是会员，我问的是老人门票多少钱", "门票多少钱", "老人门票多少钱"),
        ("不是青石县，白杨县有多少人", "青石县有多少人", "白杨县有多少人"),
        ("不是问时间，会议在哪里开", "会议几点开", "会议在哪里开"),
    ],
)
def test_a_condition_is_no_correction(message: str, before: str, asked: str) -> None:
    assert without_correction(message, before) == asked


def test_a_title_that_the_source_counts_as_the_first_is_no_item_of_a_list() -> None:
    turns = [Turn("受灾最严重的是哪几个县", "…", "", "青石县、白杨县和红岭县")]
    for message in ("第一个月补贴多少", "第一个报名的是谁", "第二个阶段做什么"):
        assert not any(one.startswith("青石县") for one in understood(message, turns).questions)


def test_a_turn_that_found_nothing_is_understood_by_the_one_before() -> None:
    turns = [Turn("青石县女排首战对谁", "", "", ""), Turn("比分是多少？", "", "", "")]
    assert understood("第一局打成什么样", turns).questions[0].startswith("青石县")


def test_without_earlier_turns_there_is_nothing_to_add() -> None:
    assert understood("总投资呢？", []).questions == ()


def test_a_follow_up_of_a_follow_up_is_understood_through_both() -> None:
    turns = [RIVER, Turn("那白杨县呢？", "白杨县新建7座。[1]")]
    assert understood("红岭县呢", turns).questions[0] == "红岭县新建了多少座水库"


def test_a_conversation_on_the_article(article_library: Library) -> None:
    turns: list[Turn] = []
    spans = []
    for message in ["石家庄承接了多少项目", "总投资呢？", "那冀南新区呢？", "它的主任是谁"]:
        answer = ask(message, history=turns, library=article_library)
        spans.append(answer.span)
        turns.append(answer.turn)
        assert answer.question == message
        assert bool(answer.understood) is (len(turns) > 1)
    assert spans == ["406个", "2106.18亿元", "24个", "杨万春"]


_VILLAGE = (
    "柳塘村征地协议签订情况\n\n"
    "全村共有农户312户，已签订征地协议268户，尚有44户没有签。未签的农户认为果树补偿标准偏低，这是主要分歧。\n\n"
    "协议由村委会主任顾长河主持签订，每亩补偿4.2万元，款项在签订后15日内发放。\n"
)


_ISLANDS = (
    "两座岛的灯塔\n\n"
    "望楼岛的灯塔建于1903年，塔高28米，守塔人一家三代住在岛上，岛民约4.02万人，种甘蔗。\n\n"
    "石螺岛的灯塔1957年由渔业公司出钱重修，塔高33.5米，岛民约1.35万人，多以捕鱼为生。\n\n"
    "两岛之间每天有6班渡轮，票价18元，大风天停航。\n"
)


@pytest.fixture
def village(tmp_path: Path) -> Library:
    path = tmp_path / "征地.txt"
    path.write_text(_VILLAGE, encoding="utf-8")
    library = Library(tmp_path / "library")
    library.add(path)
    return library


@pytest.mark.parametrize(
    ("message", "span", "understood_as"),
    [
        ("灯塔多高", "33.5米", "石螺岛灯塔多高"),
        ("渡轮每天几班", "6班", ""),
        ("望楼岛住了多少人", "约4.02万人", ""),
    ],
)
def test_what_a_message_leaves_out_is_that_of_the_turn_before(
    tmp_path: Path, message: str, span: str, understood_as: str
) -> None:
    path = tmp_path / "灯塔.txt"
    path.write_text(_ISLANDS, encoding="utf-8")
    library = Library(tmp_path / "library")
    library.add(path)
    first = ask("石螺岛以什么为生", library=library)
    assert first.span == "捕鱼"
    answer = ask(message, history=[first.turn], library=library)
    assert (answer.span, answer.understood) == (span, understood_as)


def test_what_asks_nothing_is_not_answered_from_the_turn_before(village: Library) -> None:
    first = ask("每亩补偿多少", library=village)
    for message in ("嗯好的", "呵呵，有意思"):
        assert not ask(message, history=[first.turn], library=village).citations


def test_a_follow_up_that_wants_a_number_gets_no_name(village: Library) -> None:
    first = ask("协议由谁主持签订", library=village)
    assert first.span is not None
    assert "顾长河" in first.span
    answer = ask("年纪多大", history=[first.turn], library=village)
    assert answer.abstained or "顾长河" not in (answer.span or "")


def test_a_whole_question_that_names_what_it_is_about_stays_as_it_is(village: Library) -> None:
    first = ask("柳塘村已签了多少户", library=village)
    answer = ask("协议由谁主持签订", history=[first.turn], library=village)
    assert answer.understood == ""


def test_who_said_so_is_whoever_the_source_gives_it_to(article_library: Library) -> None:
    turns: list[Turn] = []
    for message, name in [
        ("石家庄承接了多少项目", "南龙"),
        ("冀南新区聚焦什么产业", "杨万春"),
        ("央企在雄安新区注册二、三级子公司有多少家", "丁进军"),
    ]:
        turns = [ask(message, library=article_library).turn]
        answer = ask("谁说的？", history=turns, library=article_library)
        assert answer.span == name
        assert name in answer.citations[0].quote


def test_what_else_there_is_is_not_said_twice(article_library: Library) -> None:
    first = ask("石家庄承接了多少项目", library=article_library)
    answer = ask("还有呢？", history=[first.turn], library=article_library)
    assert answer.abstained
    assert answer.reason == "除了“406个”，没有找到别的能回答这个问题的句子。"


def test_a_greeting_before_a_question_is_no_part_of_it(article_library: Library) -> None:
    answer = ask("你好，想问一下王佳是谁", library=article_library)
    assert answer.span == "省生态环境厅综合处处长"
    assert answer.question == "你好，想问一下王佳是谁"


def test_an_earlier_turn_changes_no_answer_to_a_whole_question(article_library: Library) -> None:
    alone = ask("什么是最好的营商环境", library=article_library)
    after = ask("什么是最好的营商环境", history=[RIVER], library=article_library)
    assert (after.span, after.text, after.understood) == (alone.span, alone.text, "")


@pytest.mark.parametrize(
    "message",
    [
        "你好",
        "您好！",
        "谢谢",
        "你是谁",
        "帮我写一首诗",
        "翻译成英文",
        "讲个笑话",
        "给我推荐一部电影",
        "再见",
        "好的",
        "好的，知道了",
        "行，多谢了👍",
        "好嘞谢谢",
        "谢谢，很清楚",
        "懂了",
        "哈哈好的",
        "你是机器人吗",
    ],
)
def test_small_talk_gets_a_short_reply_without_a_source(article_library: Library, message: str) -> None:
    answer = ask(message, library=article_library)
    assert answer.text == reply(message) != ""
    assert not answer.citations
    assert not answer.abstained


@pytest.mark.parametrize(
    "message",
    [
        "你好，石家庄承接了多少项目",
        "谢谢，那冀南新区呢",
        "好的营商环境是什么",
        "写了什么",
        "你是谁说的",
        "讲座坐得下多少人",
        "了解什么",
        "你是人事部的吗",
        "编制依据是什么",
        "讲座时间",
        "推荐理由",
        "翻译费怎么算",
        "打开方式是什么",
        "写字楼租金怎么算",
        "够吗",
        "行政执法水平如何",
    ],
)
def test_a_question_is_no_small_talk(message: str) -> None:
    assert reply(message) == ""


def test_a_number_of_the_last_question_is_not_taken_for_granted_by_the_next() -> None:
    turns = [Turn("门票是35元一个人对不", "门票每人30元。[1]", "", "30元")]
    assert not any("，" in question for question in understood("停车场能停多少车", turns).questions)
    assert not any("，" in question for question in understood("去哪接水", turns).questions)
    turns = [Turn("重800吨，用的什么刀盘", "刀盘是复合式的。[1]", "", "复合式")]
    assert not any("800" in question for question in understood("造价呢", turns).questions)


def test_a_correction_may_name_another_title_too() -> None:
    turns = [Turn("青石县水利局副局长叫什么", "…", "", "周海燕")]
    assert understood("不是水利局，是教育局的局长", turns).questions == ("青石县教育局的局长是谁",)
