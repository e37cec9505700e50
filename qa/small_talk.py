"""Messages that ask nothing of the documents -> a short reply: greetings, thanks, "who are you", orders."""

import re

# 编制依据 and 讲座时间 are what a document has, and no orders.
_NOUNS = (
    "写字|写作|写生|画[家展室像院册廊面质]|翻译[费员者官公器人]|编[制号委辑者码外审纂]|讲[座师台堂解话席]|唱[片段腔功]|生成[式器率]|创作[者背时年人]"
    "|推荐[人理信书单位名表]|打开[率方时]|播放[量器时列次]"
)
# What is said, how many characters more the message may have, and the reply.
_TALK = (
    (
        re.compile(
            r"^(?:你|您)(?:们)?好[啊呀吗]?|^(?:hi|hello|嗨|哈喽|早上好|下午好|晚上好|早安|在吗|在不在|您好|大家好)"
        ),
        4,
        "你好！想问文档里的什么，请直接说。",
    ),
    (
        re.compile(r"^(?:非常|十分|太|好的?[，,]?|好[嘞咧滴]|ok|行|嗯+)?(?:谢谢|感谢|多谢|谢啦|谢了|辛苦了|thanks)"),
        4,
        "不客气。还想问什么，请接着问。",
    ),
    (re.compile(r"^(?:再见|拜拜|回见|下次见|bye)"), 4, "再见。"),
    (
        re.compile(
            r"^(?:请问)?(?:你|您)(?:是谁|是什么|叫什么|能做什么|会什么|有什么用|能干什么|怎么用|是(?:不是)?(?:真人|机器人|人工智能|ai|人工客服|人工|程序|人)(?:吗|么|吧)?$)"
        ),
        1,
        "我是问据：就资料库里的文档回答问题，只用文档里的原话，并标出出处；文档没有说的，就说没有。",
    ),
    (
        re.compile(
            rf"^(?:请|帮我|给我|麻烦)*(?!{_NOUNS})(?:写|画|翻译|编|讲|唱|生成|创作|推荐|算一?算|打开|播放)(?!了|的|.{{0,3}}呢$)"
        ),
        12,
        "我只回答文档里写明的内容，不写作、不翻译，也不做别的事。请就文档提问。",
    ),
    (
        re.compile(
            r"^(?:[嗯哦噢]+[，,]?)?(?:(?:我|这下|都)?(?:很|挺|都|已经|够)?(?:知道|明白|清楚|了解|懂|够)了?|好[的嘞咧滴吧]?|行吧?|得嘞|嗯+|哎+|哦+|噢+|收到|可以了?|对|是的|没事了?|没了|没有了|不用了?|先这样吧?|就这些吧?|ok)$"
        ),
        0,
        "好的。还想问什么，请接着问。",
    ),
    (re.compile(r"^(?:[哈呵嘿嘻]+(?:好的?|行|谢谢)?|厉害|不错|真棒|太好了|有意思)$"), 0, "还想问什么，请接着问。"),
)
# What a question may begin with, and does not need: 你好，请问…
_GREETING = re.compile(
    r"^(?:(?:你们?好|您好|大家好|嗨|哈喽|hi|hello|早上好|下午好|晚上好|谢谢你?|感谢|多谢|谢了|好的?|好嘞|嗯+|哦+|行|明白了?|知道了|收到|ok)[啊呀啦哈]?[，,。！!～~、 ]+"
    r"|(?:那)?(?:请问|想?请教|我?想(?:知道|问|了解)|先?问|再问|麻烦问|帮我?查|查|看)(?:一)?下[，,：: ]*|请问[，,：: ]*|我想(?:知道|了解|问)[，,：: ]*)(?=.)",
    re.IGNORECASE,
)
_ASKS = re.compile("多少|几[个位人条天年点次]|谁|哪|什么|啥|怎么|怎样|如何|多[久大长高]")
_BETWEEN = re.compile(r"[，。！？!?,.~～\s…]+")
_MAX_CHARS = 20  # a longer message says more than a greeting


def reply(message: str) -> str:
    """The reply; "" for a message that asks something.

    >>> reply("谢谢！")
    '不客气。还想问什么，请接着问。'
    """
    if len(message) > _MAX_CHARS:
        return ""
    # 好的，知道了 is two of them; 你好，石家庄承接了多少项目 asks something.
    pieces = [piece for piece in _BETWEEN.split(message.lower()) if any(map(str.isalnum, piece))]
    replies = [_reply("".join(filter(str.isalnum, piece))) for piece in pieces]
    return replies[-1] if replies and all(replies) else ""


def _reply(piece: str) -> str:
    for pattern, most, said in _TALK:
        match = pattern.search(piece)
        # 讲座坐得下多少人 asks something, and orders nothing.
        if match and len(piece) - match.end() <= most and not _ASKS.search(piece, match.end()):
            return said
    return ""


def without_greeting(question: str) -> str:
    """The question without the greeting or thanks before it, and without 请问.

    >>> without_greeting("谢谢，想问一下王佳是谁")
    '王佳是谁'
    """
    while (shorter := _GREETING.sub("", question)) != question and any(map(str.isalnum, shorter)):
        question = shorter
    return question
