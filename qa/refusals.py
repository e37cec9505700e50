"""Sentences by which a language model says that the documents do not say it, or only keeps up manners: no claims, nothing to cite.

文档没有说。, 关于市盈率，年报未披露。, 没有找到相关信息。, 段落1和段落2都没有提到唐山。 A sentence refuses where each clause of it does, or says nothing;
a rule of the documents that only begins so is none: 没有相关工作经验的人员也可以报名, 没有找到充电座时，机器人会自动停机.
"""

import re

from index.words import normalised

_PASSAGES = (
    r"(?:第?[\d一二三四几两]+个?)?(?:段落|片段)(?:\s*\d{1,3})?(?:(?:[和与及至到、,]|以及)\s*(?:段落)?\s*\d{1,3})*\s*"
)
# 材料 and 合同 may be what a document is about; a 年报 or the 文档 is the document, whatever stands before it.
_THIS = "(?:这|该|此|本|其|全|原|上|现有|目前|已有|所?给(?:出|定)?的?|所?提供的?|上述|以上|已知|相关|有关|检索到|[两三四五六几]?[份篇个些段]|的)*"
_OF_THIS = rf"{_THIS}(?:文本|正文|上文|原文|资料|材料|信息|内容|文件|合同|协议|条款|规定|制度|通知|公告|数据|记录|上下文|来源|表格?|摘要|书|{_PASSAGES})+"
_OF_ITS_KIND = r"[^,。;:的未没无不\s]{0,8}?(?:的)?(?:文档|文章|文中|文内|本文|全文|手册|年报|季报|公报|报告|报道|报导|新闻|说明书|章程|论文|文献|简报|招股书|白皮书)(?:摘要|全文|原文)?"
_PART = r"(?:的[^,。;:的未没无不]{1,10}?)?"
_INSIDE = rf"{_PART}(?:之?中|里面?|内|上|当中)"
_DOCUMENT = rf"(?:{_OF_THIS}|{_THIS}{_OF_ITS_KIND}|文)(?:{_INSIDE}|本身|{_PART})"
# A 合同 that includes no freight is no document that says nothing of it.
_ITS_TEXT = (
    rf"(?:(?:{_OF_THIS}|{_THIS}{_OF_ITS_KIND}|文){_INSIDE}|{_THIS}(?:{_OF_ITS_KIND}|{_PASSAGES})(?:本身|{_PART}))"
)
_FOUND = "(?:信息|资讯|内容|资料|说明|记载|答案|描述|介绍|记录|数据|细节|规定|条款|报道|线索|文字)"
_ANY = "(?:任何|相关|有关|的|具体|明确|直接|足够|必要|这个|这方面|那方面|该|此|对此|其他|更多)*"
_EMPHASIS = "(?:均|都|并|也|尚|暂时?|仍|从|还|完全|似乎|好像|只是)*"
_NOT = "(?:没有|没能?|未能?|未曾|未有|无)"
_HOW = "(?:明确|直接|具体|单独|详细|进一步|准确|清楚地?|专门|另行|再)*"
# What documents do with what they say, and readers with what documents say.
_SAY = (
    "(?:说明|说|写明|写到|写出|写(?![完好成])|提到|提及|提(?!供)|给出|回答|涉及|记载|记录|载明|注明|列出|列明|列|描述|介绍|披露|公布|公开|规定|明确|指出|讲到?|谈到|谈及"
    "|交代|论及|标明|标注|解释|透露|阐述|讨论|约定|找到|看到|看见|查到|见到)"
)
_HOLD = "(?:提供|包含|包括|含有|显示|体现|反映)"
_KNOW = "(?:回答|作答|答复|确定|得知|获知|获悉|得出|判断|推断|推算|知道|找到|查到|看到|看出|看出来|确认|给出|提供)"
_OBJECT = "[^,。;:]{0,60}"
_CORE = (
    # 文档没有说, 年报未披露市盈率, 手册未对食堂作出规定
    rf"{_DOCUMENT}{_EMPHASIS}{_NOT}{_HOW}(?:对{_OBJECT}[作做]出?{_HOW}{_FOUND}|[作做]出?{_HOW}{_FOUND}|{_SAY}{_OBJECT})",
    rf"{_ITS_TEXT}{_EMPHASIS}{_NOT}{_HOW}{_HOLD}{_OBJECT}",
    rf"{_DOCUMENT}{_EMPHASIS}{_NOT}{_HOW}{_HOLD}{_OBJECT}?{_ANY}{_FOUND}",
    # 文档中没有唐山的相关信息, 段落里没有答案, 文章不包含食堂的信息
    rf"{_DOCUMENT}{_EMPHASIS}(?:{_NOT}|暂无|缺[乏少]|不(?:包含|包括|涉及|含有?)){_OBJECT}?{_ANY}{_FOUND}",
    rf"{_DOCUMENT}(?:{_FOUND})?{_EMPHASIS}(?:不足|不够|有限|不充分)(?:以{_KNOW}{_OBJECT})?",
    rf"{_DOCUMENT}{_EMPHASIS}[与和跟同](?:[这该此您你]个?|所提?的?|提出的)*问题{_EMPHASIS}(?:无关|不相关|没有关系|没有直接关系)",
    rf"(?:[这该此您你]个?|所问的?|的)*问题{_EMPHASIS}(?:已经?)?超出了?{_DOCUMENT}的?(?:范围|内容)?",
    # 该信息在文中未披露, 食堂问题未见于手册
    rf"[^,。;:]{{1,30}}?[在于]{_DOCUMENT}{_EMPHASIS}(?:没有|未曾?|未能){_HOW}(?:被|得到)?{_SAY}",
    rf"[^,。;:]{{1,30}}?{_EMPHASIS}(?:未见于|没有出现在|未出现在|不见于){_DOCUMENT}",
    # 没有找到, 无法确定唐山的项目数量
    rf"{_EMPHASIS}(?:没有|没能?|未能?|无法|不能|难以)(?:[在从]{_DOCUMENT})?{_HOW}(?:回答|作答|答复|确定|得知|获知|得出|判断|推断|确认|提到|提及|说明|写明|明说)(?:出)?{_OBJECT}",
    rf"{_EMPHASIS}(?:没有|没能?|未能?|无法|不能)(?:[在从]{_DOCUMENT})?{_HOW}(?:{_SAY}|{_HOLD}|{_KNOW}){_ANY}{_FOUND}?",
    rf"{_EMPHASIS}(?:没有|没能?|未能?|无法)(?:[在从]{_DOCUMENT}){_HOW}(?:{_SAY}|{_KNOW}|发现){_OBJECT}",
    rf"{_DOCUMENT}{_EMPHASIS}(?:找不到|看不到|看不出|查不到|得不出|不能看出){_OBJECT}",
    rf"{_EMPHASIS}(?:找不到|查不到)(?:{_ANY}{_FOUND}|{_OBJECT}的{_ANY}{_FOUND})?",
    # 没有相关规定, 未作规定, 暂无相关数据, 其中没有市盈率的数据
    rf"(?:其中)?{_EMPHASIS}(?:{_NOT}|暂无|缺[乏少]){_ANY}{_FOUND}",
    rf"(?:其中)?{_EMPHASIS}{_NOT}(?:{_SAY}|{_HOLD})?(?:关于|有关|涉及|针对)?{_OBJECT}(?:关于|有关|相关|方面|的){_ANY}{_FOUND}",
    rf"{_EMPHASIS}{_NOT}(?:{_SAY}|{_HOLD})?(?:关于|有关|涉及|针对){_OBJECT}{_FOUND}",
    rf"{_EMPHASIS}{_NOT}(?:{_HOW}[作做]出?{_HOW}{_FOUND}|{_HOW}{_SAY})",
    r"(?:我|对此|并)*(?:不知道|不清楚|不了解|不得而知|不确定)(?:答案|这个问题(?:的答案)?)?|无从(?:得知|知晓|判断|回答)|不详|未知|暂无|无|我不(?:知道|清楚|了解)[^,。;:]*",
)
# What may stand before it in the same clause, or be a clause: nothing here says anything itself.
_MANNERS = "很?(?:抱歉|遗憾)|对不起|不好意思|非常抱歉"
_OPENING = (
    rf"(?:(?:{_MANNERS}|经过?(?:查阅|查找|检索|核对|阅读)|我|我们|因此|所以|故|由于|因为|目前|现在|暂时|就目前|仅|只)*"
    rf"(?:(?:根据|依据|按照|基于|从|在|就|结合|通过|仅凭){_THIS}(?:{_DOCUMENT}|{_PASSAGES})(?:来看|可知|看)?)?(?:我|我们|并|都|均)*)"
)
_ABOUT = r"(?:关于|对于|至于|有关|针对|就)[^,。;:]{1,40}?(?:而言|来说|方面|的问题|的情况|一事)?"
_BY_IT = rf"我?(?:只|仅)?能?(?:根据|依据|基于){_DOCUMENT}(?:来)?(?:作答|回答)"
_ADVICE = r"(?:如果?(?:需要?|想要?|您|你|要)[^,。;:\d]{0,16}|建议[^,。;:\d]{2,30}|(?:请|可以?)(?:您|你)?(?:查阅|参考|查看|咨询|联系|提供|补充)[^,。;:\d]{1,30})"
_CLAUSE = re.compile(rf"{_OPENING}(?P<core>{'|'.join(_CORE)})?|(?:{_MANNERS})|{_ABOUT}|{_BY_IT}|(?P<advice>{_ADVICE})")
# 无法确定责任人的，由…; 没有找到充电座时; 没有提到的耗材不在保修范围内: what the documents' own rules say.
_OF_RULE = re.compile(
    r"(?:[的时者后前]|之处|的话)$|时(?=请|应|须|可|将|会|要|需)|(?:的[^,。]{0,8}|者)(?:不|也?可|将|应|须|必须|一律|视为|按|由|请)"
)
_DENIAL = re.compile("[不未没无]")
_WRAPPING = re.compile(
    r"^(?:[\s(“\"'「【*>]*(?:(?:答案?|回答|结论|总结)(?:是|为)?:)?[\s(“\"'「【*]*)|[\s)”\"'」】*.。!！]+$"
)
_BETWEEN = re.compile(r"[,，;；。!！:]")
_ENGLISH_TEXT = r"(?:the |provided |given |above |these |this |retrieved )*(?:documents?|texts?|passages?|context|sources?|materials?|articles?|reports?|manuals?|handbooks?)(?: provided| above)?"
_IN_ENGLISH = re.compile(
    r"^(?:(?:i am |i['’]m )?(?:very |so )?(?:sorry|apologies)[,.]? ?(?:but )?|unfortunately,? |based on [^,]{3,40}, )*"
    rf"(?:(?:the answer|this information|it) is not (?:mentioned|stated|specified|found|provided|available|given)|{_ENGLISH_TEXT} (?:do(?:es)? not|don['’]?t|doesn['’]?t) "
    r"|i (?:do not|don['’]?t) know|i (?:cannot|can['’]?t|could not|couldn['’]?t|am unable to|was unable to) (?:find|answer|determine|locate|provide|tell)|unable to (?:find|answer|determine)"
    r"|(?:not|n['’]t) (?:mentioned|stated|specified|found|provided|available|disclosed)|(?:there (?:is|are|was) )?no (?:relevant |such |specific |explicit )*(?:information|answer|mention|data|details?)\b"
    rf"|there (?:is|are) no [^.]{{1,60}} in {_ENGLISH_TEXT}|n/?a$|unknown$|none$)",
)
_ENGLISH_BUT = re.compile(r"(?:[,;.] ?(?:but|however|although|only)|\bbut (?:it|the|they)) ")
_COURTESY = re.compile(
    rf"(?:如果?(?:您|你)?(?:还|仍)?(?:有|需要?|想要?)[^,，。]{{0,16}}[,，]?)?(?:欢迎|请|可以?)(?:您|你)?(?:随时|继续|再次?)*(?:提问|提出|问我|告诉我|告知|联系我|咨询我)[^,，。\d]{{0,6}}"
    rf"|{_ADVICE}(?:[,，]{_ADVICE})?"
    r"|(?:好的|当然|没问题|您好|你好)?[,，]?(?:下面|以下|现在)?(?:我|由我)?(?:来|将|就)?(?:为?(?:您|你))?(?:来)?(?:回答|解答|整理|总结)(?:您|你|这个)?(?:的)?(?:问题|如下)?"
    r"|(?:好的|当然|没问题|您好|你好|谢谢)|希望(?:以上|这些|这|我的)?(?:信息|内容|回答|解答)?(?:能够?|可以)?对?(?:您|你)?有?所?帮助(?:您|你)?"
    rf"|(?:以上|上述|这些|该|此)?(?:信息|内容|数据|回答|答案|结论)?(?:均|都|全部)?(?:来自|出自|引自|源自|来源于?|摘自|基于|依据|见于?)(?:了)?(?:{_DOCUMENT}|{_PASSAGES})(?:的(?:内容|信息|描述))?"
)


def is_refusal(sentence: str) -> bool:
    """Whether it says that there is no answer, and nothing besides.

    >>> is_refusal("资料中暂无相关信息。"), is_refusal("该地块没有历史资料。")
    (True, False)
    """
    plain = _bare(sentence)
    if _IN_ENGLISH.search(plain):
        return not _ENGLISH_BUT.search(re.sub(r"^.{0,30}?sorry[,.]? ?but ", "", plain))
    refuses = False
    for clause in filter(None, map(str.strip, _BETWEEN.split(plain))):
        match = _CLAUSE.fullmatch(clause)
        if match is None or (match["advice"] and not refuses):
            return False
        if match["core"]:
            denial = _DENIAL.search(clause)
            if _OF_RULE.search(clause, denial.start() if denial else 0):
                return False
            refuses = True
    return refuses


def is_courtesy(sentence: str) -> bool:
    """Whether it says nothing of what was asked: 如有其他问题，欢迎继续提问！, 以上信息来自段落2。"""
    return _COURTESY.fullmatch(_bare(sentence)) is not None


def _bare(sentence: str) -> str:
    plain = re.sub(r"[^\w\s\u3000-\u303f\uff00-\uffef!-~“”‘’…—]", "", normalised(sentence))  # no 😊
    return _WRAPPING.sub("", _WRAPPING.sub("", plain))
