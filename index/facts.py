"""The words that a line of facts is asked about by: 沧州晚报 in a masthead is the paper, though it does not say so.

Only for search and reading, like titles: no such word is part of a document's text.
"""

from index.lines import is_caption, is_date, is_document_number, is_labelled, is_page, is_paper, is_signatory, is_source
from index.sections import MASTHEAD, SIGNATURE, SOURCE

_FACTS = (
    (is_date, "报纸 出版日期 出版 发表 发布 时间 哪天 星期几"),
    (is_page, "报纸 版次 第几版 页码"),
    (is_document_number, "文号 发文字号 编号 案号 第几号"),
    (is_paper, "报纸 报刊 媒体 名称 哪家"),
)
_OF_EDITOR = "责编 编辑"
_OF_SIGNED_DATE = "落款 发布 发文 印发 什么时候 时间 日期"
_OF_SIGNATORY = "落款 署名 发布 发文 单位 公司 部门 作者"
_OF_SOURCE = "稿件 文章 来源 出处 转载 转自"
_OF_CAPTION = "照片 图片 配图 插图 拍摄 拍的"
_OF_PAGE_NAME = "版面 版名 栏目"
_MAX_PAGE_NAME_CHARS = 4


def asked_by(line: str, section: str) -> str:
    """Words for a line that stands in a section of this title; "" for a line that speaks for itself.

    >>> asked_by("4", "报头")
    '报纸 版次 第几版 页码'
    """
    if section == MASTHEAD:
        if is_labelled(line):
            return _OF_EDITOR if "编" in line else ""
        for is_fact, words in _FACTS:
            if is_fact(line):
                return words
        return _OF_PAGE_NAME if len(line) <= _MAX_PAGE_NAME_CHARS else ""
    if section == SIGNATURE and is_date(line):
        return _OF_SIGNED_DATE
    if section in (SOURCE, SIGNATURE) and is_source(line):
        return _OF_SOURCE
    if section == SIGNATURE and is_signatory(line) and not is_labelled(line):
        return _OF_SIGNATORY
    return _OF_CAPTION if is_caption(line) else ""
