"""The gate: what a claim may say of the sentences that it cites. The cases are of several texts, none of them tuned on."""

import pytest

from index.sections import Document, Section
from index.sentences import sentence_spans
from qa.evidence import Evidence, evidence_at
from qa.verification import objection

_TEXT = """长河市2023年工作报告
据长河市水利局副局长林晓东介绍，去年全市新建水库12座，总投资3.6亿元。其中，青石县新建5座，白杨县新建7座。
5月12日下午，省农业农村厅厅长周海燕在青石县主持召开座谈会，会上签署了《跨县供水协议》。她表示，今年将再投入约2亿元。
全市现有灌溉面积超过40万亩，比2019年增长两成以上。长河市教育局局长吴敏说，三所学校已经通水。
"""
_DOCUMENT = Document("1", "长河市2023年工作报告", "", "", _TEXT, (Section("水利", 0, len(_TEXT)),))


def gate(claim: str, *holding: str) -> str:
    cited = [
        evidence_at(_DOCUMENT, "水利", *next(s for s in sentence_spans(_TEXT) if words in _TEXT[slice(*s)]))
        for words in holding
    ]
    return objection(claim, cited)


@pytest.mark.parametrize(
    ("claim", "holding"),
    [
        ("去年长河市新建了十二座水库，总投资3.6亿元。", "12座"),
        ("青石县新建5座水库", "青石县新建"),
        ("林晓东是长河市水利局副局长", "林晓东"),
        ("周海燕于5月12日在青石县主持召开座谈会", "座谈会"),
        ("座谈会签署了《跨县供水协议》", "座谈会"),
        ("灌溉面积比2019年增长20%以上", "40万亩"),
        ("全市灌溉面积超过400000亩", "40万亩"),
        ("省农业农村厅厅长是周海燕", "周海燕"),
        ("长河教育局局长吴敏说三所学校已经通水", "吴敏"),
    ],
    ids=str,
)
def test_lets_true_claims_through(claim: str, holding: str) -> None:
    assert gate(claim, holding) == ""


@pytest.mark.parametrize(
    ("claim", "holding", "names"),
    [
        ("去年全市新建水库15座", "12座", "15座"),
        ("白杨县新建5座水库", "青石县新建", "青石县"),
        ("红岭县新建5座水库", "青石县新建", "红岭县"),
        ("林晓东是长河市水利局局长", "林晓东", "局长"),
        ("周海燕是省农业农村厅副厅长", "周海燕", "副厅长"),
        ("吴敏是长河市水利局副局长", "林晓东", "吴敏"),
        ("5月13日下午召开座谈会", "座谈会", "5月13日"),
        ("2022年5月12日召开座谈会", "座谈会", "2022年5月12日"),
        ("会上签署了《跨省供水协议》", "座谈会", "跨省供水协议"),
        ("灌溉面积不到40万亩", "40万亩", "不到40万亩"),
        ("总投资3.6万元", "12座", "3.6万元"),
        ("总投资超过3.6亿元", "12座", "超过3.6亿元"),
        ("今天天气晴朗，适合郊游踏青", "座谈会", ""),
    ],
    ids=str,
)
def test_stops_false_claims_and_says_why(claim: str, holding: str, names: str) -> None:
    line = gate(claim, holding)
    assert line
    assert names in line


@pytest.mark.parametrize(
    ("claim", "sentence", "supported"),
    [
        ("县里拨款超过300万元", "县里拨款300余万元。", True),
        ("全年卖出1500多亿", "全年卖出1500多万。", False),
        ("参观每次不超过2小时", "参观每次不得超过2小时。", True),
        ("参观每次超过45分钟", "参观每次不得超过45分钟。", False),
        ("年满16岁可以报名", "年满16周岁可以报名。", True),
        ("70岁以上免票", "70岁及以上免票。", True),
        ("工厂新建了六栋厂房", "工厂新建了四栋厂房。", False),
        ("工厂新建了4座厂房", "工厂新建了四栋厂房。", True),
        ("校队拿到两枚奖章", "校队拿到四枚奖章。", False),
        ("年卡价格为260元", "年卡价格￥260。", True),
        ("年卡价格为260元", "年卡价格260块。", True),
        ("园里立着四块石碑", "园里立着石碑四块。", True),
        ("6月5日立项后，7月初开工", "6月5日立项后，6月初开工。", False),
        ("大桥预计2026年初通车", "大桥预计2026年底通车。", False),
        ("大桥预计2026年年底通车", "大桥预计2026年底通车。", True),
        ("四年内全部通车", "三年内全部通车。", False),
        ("展馆上午8点30分开门", "展馆上午8:30开门。", True),
        ("巡游下午4点开始", "巡游16:00开始。", True),
        ("巡游下午5点开始", "巡游16:00开始。", False),
        ("保修期为6年", "协议于2026年签订，保修期为2年。", False),
    ],
    ids=str,
)
def test_values_are_one_whatever_their_spelling(claim: str, sentence: str, supported: bool) -> None:
    assert (objection(claim, [Evidence(sentence)]) == "") is supported


@pytest.mark.parametrize(
    ("claim", "sentence", "supported"),
    [
        ("药厂销售额同比下降8%", "药厂销售额同比增长8%。", False),
        ("药厂销售额同比增加8%", "药厂销售额同比增长8%。", True),
        ("药厂销售额增长8%", "药厂销售额负增长8%。", False),
        ("药厂销售额增长4%", "药厂销售额增速回落至4%。", True),
        ("药厂成本下降8%", "药厂销售额增长8%，成本下降3%。", False),
        ("药厂上半年亏损2亿元", "药厂上半年盈利2亿元。", False),
        ("2031年药厂卖出700吨", "2031年药厂卖出500吨，2032年卖出700吨。", False),
        ("2032年药厂卖出700吨", "2031年药厂卖出500吨，2032年卖出700吨。", True),
        ("2031年药厂卖出700吨", "2031年，药厂卖出500吨；2032年，药厂卖出700吨。", False),
        ("2032年药厂卖出700吨", "药厂卖出500吨（2031年）、700吨（2032年）。", True),
        ("2032年药厂产量增长8%", "2032年药厂产量700吨，比2031年增长8%。", True),
        ("2031年立项的药厂卖出700吨", "药厂2031年立项，2032年卖出700吨。", True),
        ("2032年药厂进一步扩大", "2031年药厂进一步减产，2032年扩大。", True),
        ("药厂在这一年卖出700吨", "2032年药厂卖出700吨。", True),
        ("二季度药厂卖出90吨", "一季度药厂卖出90吨，二季度卖出80吨。", False),
        ("2031年、2032年药厂分别卖出500吨、700吨", "药厂2031年卖出500吨，2032年卖出700吨。", True),
        ("渡船每天由8班增至24班", "渡船班次由每天24班减为8班。", False),
        ("渡船每天由24班减到8班", "渡船班次由每天24班减为8班。", True),
        ("票价从8元涨到12元", "票价由8元调整为12元，2033年由12元降到8元。", True),
    ],
    ids=str,
)
def test_a_number_is_of_its_time_and_goes_its_way(claim: str, sentence: str, supported: bool) -> None:
    assert (objection(claim, [Evidence(sentence)]) == "") is supported


_QUESTION = "可以携带宠物入内吗"


@pytest.mark.parametrize(
    ("claim", "sentence", "supported"),
    [
        ("可以。", "宠物不可以入内。", False),
        ("可以。", "本馆不允许携带宠物入内。", False),
        ("允许携带", "本馆不允许携带宠物入内。", False),
        ("允许携带宠物入内。", "本馆不允许携带宠物入内。", False),
        ("允许携带宠物入内。", "读者可以借书，但不允许携带宠物入内。", False),
        ("可以携带宠物入内。", "本馆严禁携带宠物入内。", False),
        ("不可以。", "宠物可以入内。", False),
        ("可以。", "读者可以借书。", False),
        ("不可以。", "宠物不可以入内。", True),
        ("不能携带宠物入内。", "本馆不允许携带宠物入内。", True),
        ("禁止携带宠物入内。", "读者可以借书，但不允许携带宠物入内。", True),
        ("可以。", "可以携带宠物入内。", True),
    ],
    ids=str,
)
def test_what_is_forbidden_is_not_allowed(claim: str, sentence: str, supported: bool) -> None:
    assert (objection(claim, [Evidence(sentence)], question=_QUESTION) == "") is supported


@pytest.mark.parametrize(
    ("claim", "sentence", "supported"),
    [
        ("参观需要预约", "参观无需预约。", False),
        ("费用包括午餐", "费用不包括午餐。", False),
        ("本店支持退货", "本店不支持退货。", False),
        ("参观必须预约", "参观须提前预约。", True),
        ("设备每年可节水2万吨", "设备每年节水2万吨，节水所得不得挪用。", True),
        ("未经批准的车辆可以停放在东门外", "未经允许不得停放，但车辆可停放在东门外，批准后可入内。", True),
    ],
    ids=str,
)
def test_what_is_denied_is_not_claimed(claim: str, sentence: str, supported: bool) -> None:
    assert (objection(claim, [Evidence(sentence)]) == "") is supported


_MANUAL = (
    "净水机质保五年，滤芯质保一年。滤芯等易损件不在质保范围内。换芯须提前3个工作日预约。线上预约系统预计明年启用。"
)


@pytest.mark.parametrize(
    ("claim", "supported"),
    [
        ("净水机质保一年，滤芯质保五年。", False),
        ("净水机与滤芯都质保五年。", False),
        ("滤芯等易损件也在质保范围内。", False),
        ("线上预约系统已经启用。", False),
        ("净水机质保五年，为行业前所未有。", False),
        ("净水机保五年，滤芯保一年。", True),
        ("滤芯等易损件不在质保范围之内。", True),
        ("有两点：净水机质保五年；滤芯质保一年。", True),
        ("换芯要提前3个工作日预约。", True),
    ],
    ids=str,
)
def test_the_sources_own_words_and_numbers_make_no_other_statement(claim: str, supported: bool) -> None:
    sentences = [Evidence(sentence + "。", "", _MANUAL) for sentence in _MANUAL.split("。") if sentence]
    assert any(objection(claim, [one]) == "" for one in sentences) is supported


def test_a_sentence_that_denies_it_counts_where_another_is_cited() -> None:
    around = "短训班学员不享有更衣柜。学员每人享有储物柜，短训班更衣柜自理。"
    cited = Evidence("学员每人享有储物柜，短训班更衣柜自理。", "", around)
    assert objection("短训班学员享有更衣柜。", [cited]) == "出处说的与“短训班学员享有更衣柜”相反"


def test_a_sentence_without_a_year_is_of_the_year_named_last() -> None:
    sentence = "全年新建水库12座。"
    assert objection("2031年新建水库12座", [Evidence(sentence, "白杨县公布2031年年报。")]) == ""
    assert objection("2031年新建水库12座", [Evidence(sentence, "2031年起步，2032年通水。")]) == "出处里没有“2031年”"
    assert objection("2031年新建水库12座", [Evidence(f"2032年{sentence}", "2031年年报")]) == "出处里没有“2031年”"


def test_a_claim_of_two_sentences_is_held_by_both_together() -> None:
    claim = "全市新建水库12座，灌溉面积超过40万亩"
    assert gate(claim, "12座") != ""
    assert gate(claim, "12座", "40万亩") == ""


@pytest.mark.parametrize("lead", ["长河日报客户端8月15日讯（记者吴敏）", "据长河新闻网报道，", "据长河海事局通报，"])
def test_who_printed_a_report_is_not_whom_it_is_about(lead: str) -> None:
    printed = Evidence(f"{lead}目前存栏蛋鸡150万只。", "青石县扩建鸡舍。")
    assert objection("青石县现在存栏蛋鸡150万只", [printed]) == ""
    other = Evidence("白杨县目前存栏蛋鸡150万只。", "青石县扩建鸡舍。")
    assert "白杨县" in objection("青石县现在存栏蛋鸡150万只", [other])


def test_a_firm_that_tells_its_own_number_is_whose_it_is() -> None:
    told = Evidence("据白杨公司介绍，目前存栏蛋鸡150万只。", "青石公司扩建鸡舍。")
    assert "白杨公司" in objection("青石公司现在存栏蛋鸡150万只", [told])


@pytest.mark.parametrize(("claim", "supported"), [("30日", True), ("35日", False), ("5月30日", False)])
def test_a_number_of_days_alone_is_the_length_that_the_source_says(claim: str, supported: bool) -> None:
    assert (objection(claim, [Evidence("情形复杂的，最长30日，5月起施行。")]) == "") is supported


def test_a_claim_without_a_source_is_stopped() -> None:
    assert gate("新建水库12座") == "没有出处"


def test_the_words_of_the_source_always_pass() -> None:
    for start, end in sentence_spans(_TEXT):
        assert objection(_TEXT[start:end], [evidence_at(_DOCUMENT, "水利", start, end)]) == ""


def test_that_year_in_the_words_of_the_source_is_that_of_the_source() -> None:
    evidence = [Evidence("由于赛程与当年的全运会交叉，队伍实力有限。", "上届大运会于2017年举行。")]
    assert objection("由于赛程与当年的全运会交叉", evidence, question="为什么成绩不好") == ""
