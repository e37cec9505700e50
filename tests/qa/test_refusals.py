"""What a language model says when the documents do not, in many words; and what only begins so."""

import pytest

from qa.refusals import is_courtesy, is_refusal


@pytest.mark.parametrize(
    "text",
    [
        "文档没有说。",
        "根据提供的资料，无法确定唐山的项目数量。",
        "抱歉，没有找到相关信息。",
        "无法从文档中找到答案。",
        "以上段落均未提及项目的总投资。",
        "没有相关信息。",
        "我不知道。",
        "文档中没有唐山的相关信息。",
        "资料中暂无相关信息。",
        "无相关信息。",
        "根据提供的段落，没有关于唐山的信息。",
        "给出的段落里没有关于唐山项目的内容。",
        "信息不足，无法判断。",
        "文中没有写明。",
        "段落1和段落2都没有提到唐山。",
        "本文没有提到唐山。",
        "The documents do not say.",
        "文檔沒有說。",
        "資料中未提及相關資訊。",
        "该信息在文中未披露。",
        "关于市盈率，文档没有说明。",
        "手册未对食堂作出规定。",
        "手册未作规定。",
        "公报没有公布人均GDP。",
        "说明书的故障代码表里没有列出E4。",
        "这篇报道里找不到设计师的相关信息。",
        "根据现有资料，无法回答您的问题。",
        "经查阅，四个段落均没有关于审计机构的内容。",
        "段落与问题无关，无法作答。",
        "这个问题超出了所给段落的范围。",
        "目前的材料不足以回答这个问题。",
        "抱歉，提供的文档内容不足，我不能回答。",
        "答：文档没有说。",
        "（文档没有说）",
        "“文档没有说。”",
        "不详。",
        "无",
        "N/A",
        "Sorry, I cannot find the answer in the passages.",
        "There is no information about a canteen.",
        "文档没有说明审计机构，建议联系公司董事会秘书。",
    ],
)
def test_a_sentence_that_nothing_was_found_refuses(text: str) -> None:
    assert is_refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        "没有提供有效证件的旅客不得乘车。",
        "没有有效身份证件的旅客不得乘车。",
        "无法提供发票的，不予报销。",
        "没有相关工作经验的人员也可以报名。",
        "未找到失主的物品应上交。",
        "文档中没有提到金额，但提到了数量为406个。",
        "材料不能包含个人信息。",
        "材料不能包含他人的个人信息。",
        "内容不足以构成侵权。",
        "该地块没有历史资料。",
        "信息不足的申请将被退回。",
        "不清楚的地方可以咨询前台。",
        "无关人员不得入内。",
        "他不知道自己中奖了。",
        "无法得知密码时请联系客服。",
        "没有找到充电座时，机器人会自动停机。",
        "资料不提供复印服务。",
        "没有提到的耗材不在保修范围内。",
        "文件没有规定上限，可以多次申请。",
        "文章没有提到轮渡停运，而是说保留到6月底。",
        "审计报告没有发现重大问题。",
        "公司未披露交易金额。",
        "公司没有食堂。",
        "这本书没有写完。",
        "合同未包含运费。",
        "这种说法没有科学的依据。",
        "目前尚未发现明显变化。",
        "本机不支持5GHz网络。",
        "本文不涉及第三方责任，责任由乙方承担。",
        "The documents do not mention a date, but the report is from 2023.",
    ],
)
def test_a_rule_of_the_documents_does_not(text: str) -> None:
    assert not is_refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        "如有其他问题，欢迎继续提问！😊",
        "以上信息来自段落2。",
        "好的，我来回答您的问题。",
        "希望对您有帮助！",
        "如需了解，建议查阅公司年报全文。",
    ],
)
def test_a_courtesy_says_nothing(text: str) -> None:
    assert is_courtesy(text)


@pytest.mark.parametrize(
    "text",
    [
        "如有疑问，请拨打客服电话8012。",
        "以上数据来自县统计局。",
        "欢迎各界人士踊跃报名。",
        "好的产品要有好的服务。",
        "请在三天内提交。",
    ],
)
def test_what_tells_something_is_no_courtesy(text: str) -> None:
    assert not is_courtesy(text)
