"""Messages that ask nothing of the documents -> a short reply: greetings, thanks, "who are you", orders."""

import re

# 编制依据 and 讲座时间 are what a document has, and no orders.
_NOUNS = (
    "写字|写作|写生|画[家展室像院册廊面质]|翻译[费员者官公器人]|编[制号委辑者码外审纂剧曲导舞织钟程]|讲[座师台堂解话席稿义]|讲课[费人时地]|唱[片段腔功词]|生成[式器率]|创作[者背时年人]"
    "|推荐[人理信书单位名表]|打开[率方时]|播放[量器时列次]"
)
_NEXT = "还想问什么，请接着问。"
# Each of these is a whole message: behind 没问题 with 吗, and 厉害 with 的是谁, something is asked.
_END = "[啊呀哇哦噢喔呐哈啦嘛诶]*"
_MUCH = "多|少|长|短|高|低|大|小|远|近|贵|便宜|快|慢|久|早|晚|重|难|严|强|惨|厉害|复杂|简单"
_FINE = "厉害|棒|牛|聪明|强|好|不错|好用|给力|专业|方便|有意思|有趣|神奇|靠谱|详细|清楚|赞"
_HEARD = re.compile(
    r"[嗯哦噢喔啊哎哇呃]*(?:(?:原来)?是?这样子?(?=[啊呀哦噢哈])|原来是?(?:如此|这样子?)|难怪|怪不得|有道理|说得(?:对|是|有理)|确实|没错|没毛病"
    r"|对[啊呀]|是[啊呀]|那?就?好[吧啦]|那[就也]?[好行](?:了|吧)?|没有?问题了?|没有?(?:什么|别的)?(?:要|想)问的?了|没什么了?|算了吧?|(?:先|也)?不(?:想)?问了"
    r"|随便问问|先?就?到这[里儿]?吧?|学到了|[长涨](?:知识|见识)了|受教了?|天[哪啊呐]|我的[天妈]|好家伙|等等|等一?下|稍等|晚安|哇+)"
    + _END
)
_PRAISED = re.compile(
    rf"(?:[你您这那]们?)?(?:也|可|还|[答说回讲]+得)?(?:(?:好|真是?|太|很|挺|超|够|这么|非常|相当|特别|蛮|还|也太)(?:{_FINE})(?:了吧?)?|(?:厉害|牛|棒|好|绝)[了啦]"
    rf"|(?:厉害|不错|真棒|好极)了?|[挺蛮](?:{_FINE})的|6{{3,}}|牛[逼批掰]){_END}"
)
_SURPRISED = re.compile(
    rf"(?:居然|竟然|原来)?(?:这么|那么|好|可?真)(?:{_MUCH})[啊呀哇哦噢喔呐嘛]+|(?:可?真|也?太)(?:{_MUCH})了吧?{_END}"
)
_SLIP = re.compile(
    rf"(?:我|刚才|刚刚|不小心)*(?:[打发点按说问输写弄搞][错反][字人]?了|手滑了?|当我没[说问]|对不起|不好意思|抱歉|打扰[你您]?了?|麻烦[你您]?了|sorry){_END}"
)
_BLAMED = re.compile(rf"[你您]?(?:刚才)?(?:又|都|全)?(?:回?答|理解)错了{_END}|[你您](?:说|弄|搞)错了{_END}|答非所问")
# What is said, how many characters more the message may have, and the reply.
_TALK = (
    (_HEARD, 0, f"好的。{_NEXT}"),
    (_PRAISED, 0, _NEXT),
    (_SURPRISED, 0, _NEXT),
    (_SLIP, 0, "没关系，请重新问。"),
    (_BLAMED, 0, "请换个说法再问一次，或者说明要问的是什么。"),
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
        f"不客气。{_NEXT}",
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
            rf"^(?:请|帮我|给我|麻烦)*(?!{_NOUNS})(?:写|画|翻译|编|讲|唱|生成|创作|推荐|算一?算|打开|播放)(?!了|的|[错完进入]|.{{0,3}}呢$)"
        ),
        12,
        "我只回答文档里写明的内容，不写作、不翻译，也不做别的事。请就文档提问。",
    ),
    (
        re.compile(
            r"^(?:[嗯哦噢]+[，,]?)?(?:(?:我|这下|都)?(?:很|挺|都|已经|够)?(?:知道|明白|清楚|了解|懂|够)了?|好[的嘞咧滴吧]?|行吧?|得嘞|嗯+|哎+|哦+|噢+|收到|可以了?|对|是的|没事了?|没了|没有了|不用了?|先这样吧?|就这些吧?|ok)$"
        ),
        0,
        f"好的。{_NEXT}",
    ),
    (re.compile(r"^(?:[哈呵嘿嘻]+(?:好的?|行|谢谢)?|厉害|不错|真棒|太好了|有意思)$"), 0, _NEXT),
)
# What a question may begin with, and does not need: 你好，请问…
_GREETING = re.compile(
    r"^(?:(?:你们?好|您好|大家好|嗨|哈喽|hi|hello|早上好|下午好|晚上好|谢谢你?|感谢|多谢|谢了|好的?|好嘞|嗯+|哦+|行|明白了?|知道了|收到|ok|原来如此|原来是?这样|这样子?[啊呀]|是这样[啊呀]|厉害了?|不错|没问题|难怪|怪不得)[啊呀啦哈]?[，,。！!～~、 ]+"
    r"|(?:那)?(?:请问|想?请教|我?想(?:知道|问|了解)|我?先?问|再问|麻烦问|帮我?查|查|看)(?:一)?下[，,：: ]*|请问[，,：: ]*|我想(?:知道|了解|问)(?!的)[，,：: ]*)(?=.)",
    re.IGNORECASE,
)
_ASKS = re.compile("多少|几[个位人条天年点次]|谁|哪|什么|啥|怎么|怎样|如何|多[久大长高]")
_BETWEEN = re.compile(r"[，。！？!?,.~～\s…]+")
_QUESTIONED = re.compile("[?？]")
_REPEATED = re.compile(r"(.{1,3}?)\1+")  # 对对对, 厉害厉害
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
    said = ["".join(filter(str.isalnum, piece)) for piece in pieces]
    # 这么多啊？ may want to be told again.
    replies = [_reply(piece, is_question=_QUESTIONED.search(message) is not None) for piece in said]
    return replies[-1] if replies and all(replies) else ""


def _reply(piece: str, *, is_question: bool) -> str:
    for pattern, most, said in _TALK:
        if most == 0:
            if not is_question and (pattern.fullmatch(piece) or _repeats(pattern, piece)):
                return said
            continue
        match = pattern.search(piece)
        # 讲座坐得下多少人 asks something, and orders nothing.
        if match and len(piece) - match.end() <= most and not _ASKS.search(piece, match.end()):
            return said
    return ""


def _repeats(pattern: re.Pattern[str], piece: str) -> bool:
    match = _REPEATED.fullmatch(piece)
    return match is not None and pattern.fullmatch(match[1]) is not None


def without_greeting(question: str) -> str:
    """The question without the greeting or thanks before it, and without 请问.

    >>> without_greeting("谢谢，想问一下王佳是谁")
    '王佳是谁'
    """
    while (shorter := _GREETING.sub("", question)) != question and any(map(str.isalnum, shorter)):
        question = shorter
    return question
