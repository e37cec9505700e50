"""Sentences by which a language model says that the documents do not say it: no claims, and nothing to cite.

文档没有说。, 没有找到相关信息。, 段落1和段落2都没有提到唐山。 A rule of the documents that only begins so is none: 没有相关工作经验的人员也可以报名.
"""

import re

_PASSAGES = r"段落(?:\s*\d{1,3})?(?:(?:[和与及、,，]|以及)\s*(?:段落)?\s*\d{1,3})*\s*"
_DOCUMENT = rf"(?:文档|文章|{_PASSAGES}|原文|本?文中|本文|文本|资料|材料|信息|内容)"
_FOUND = "(?:信息|内容|资料|说明|记载|答案|描述|介绍|记录|数据|细节)"
_NOTHING = rf"(?:任何|{_DOCUMENT}|相关|有关|的|具体|这个|该|对此)*"
_END = "(?=[。，,.！!；;]|$)"
_NO = "(?:没有|未有|未见|未|没|暂?无)"
# What may come before it; nothing here says anything itself.
_OPENING = rf"(?:很?抱歉|对不起|根据|从|依据|在|由于|因为|所?给(?:出|定)?|所?提供|上述|以上|已知|您|你|，|,|的|这些|这|该|里|中|上|我|和|、|{_DOCUMENT})*?"
_EMPHASIS = "(?:都|均|并|也|暂时?|本身)*"
_SAID_NOWHERE = "|".join(
    (
        # 文档没有说, 文中没有写明
        rf"{_DOCUMENT}(?:中|里|内)?{_EMPHASIS}(?:没有|未|没|不)(?:明确|直接|具体)?"
        r"(?:说|写|提|给|回答|找到|包含|涉及|相关|提供|确定|记载|记录|载明|注明|列出|显示|描述|有关)",
        # 文档中没有唐山的相关信息
        rf"{_DOCUMENT}(?:中|里|内)?{_EMPHASIS}{_NO}[^，,。；;]{{0,40}}(?:关于|有关|相关|的)[^，,。；;]{{0,20}}?{_FOUND}{_END}",
        # 没有关于唐山的信息
        rf"{_EMPHASIS}{_NO}(?:关于|有关|涉及)[^，,。；;]{{1,40}}?{_FOUND}{_END}",
        # 没有找到, 无法确定
        rf"(?:我|都|均|并|也|暂时?)*(?:(?:没有|未能?|没能?|无法|不能)(?:[在从]{_DOCUMENT}[中里]?)?(?:明确|直接|准确)?"
        "(?:找到|回答|确定|提到|提及|得知|判断|得出)"
        rf"|(?:没有|未|暂?无)(?:提供|给出|说明)?{_NOTHING}{_FOUND}{_END})",
        # 信息不足，无法判断
        rf"{_DOCUMENT}(?:不足以(?:判断|回答|确定|得出|得知)|(?:不足|不够|有限|不充分){_END})|缺[乏少](?:足够|相关|必要|有关|的)*(?:信息|资料|内容){_END}",
        r"(?:我|对此|并)*(?:不知道|不清楚|不了解)(?:答案|这个问题(?:的答案)?)?[。.！!]*$|我不(?:知道|清楚|了解)",
    )
)
_REFUSAL = re.compile(rf"^{_OPENING}(?:{_SAID_NOWHERE})")
_IN_ENGLISH = re.compile(
    r"^(?:sorry,? )?(?:the |provided |given |above )*(?:documents?|texts?|passages?|context|sources?) (?:do(?:es)? not|don['’]?t|doesn['’]?t) "
    r"|^(?:sorry,? )?(?:i (?:do not|don['’]?t) know|not (?:mentioned|stated|specified|found)|no (?:relevant )?(?:information|answer))",
    re.IGNORECASE,
)
# What the documents' own rules say: 无法确定责任人的，由…; 没有找到失主的物品应…; and what goes on to say something.
_NO_REFUSAL = re.compile(
    r"的[，,]|的[^，,。]{0,8}(?:不得|不予|不能|也可|可以|将|应当?|须|必须|一律|视为)|(?:[，,；;]|。)(?:但|不过|只是?|仅|而是)"
)


def is_refusal(sentence: str) -> bool:
    """Whether it says that there is no answer, and nothing besides.

    >>> is_refusal("资料中暂无相关信息。"), is_refusal("该地块没有历史资料。")
    (True, False)
    """
    return bool(_REFUSAL.search(sentence) or _IN_ENGLISH.search(sentence)) and not _NO_REFUSAL.search(sentence)
