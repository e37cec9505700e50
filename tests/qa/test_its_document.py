"""A question on one firm's report of a year, in a library of such reports; on reports that were invented for this."""

from pathlib import Path

import pytest

from index.library import Library
from qa.asking import ask
from qa.its_document import OfDocument, of_its_document

REPORTS = {
    "青岚纸业有限公司": """青岚纸业有限公司
青岚纸业有限公司成立于2003年，总部设在云溪市，主营包装用纸。
2019年度，公司面对原料涨价，完成了两条生产线的改造。2019年6月，公司与三家供应商签订了长期协议。2019年9月，新的仓库投入使用。
在财务方面，营业收入为12亿元，净利润为8600万元，总负债为5亿元。净利润的增长主要来自成本的控制。
在环境方面，二氧化碳排放量为42000吨，能源消耗为9万吨标准煤。员工满意度达到88%。
""",
    "赤枫机械有限公司": """赤枫机械有限公司
赤枫机械有限公司成立于1998年，总部设在白沙市，主营农业机械。
2019年度，公司开拓了两个海外市场。2019年3月，公司在越南设立办事处。2019年11月，第五代收割机下线。
在财务方面，营业收入为20亿元，净利润为1.3亿元，总负债为7亿元。
在社会责任方面，员工满意度达到91%，社区投资为300万元。
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("reports")
    made = Library(folder / "library")
    for title, text in REPORTS.items():
        (folder / f"{title}.txt").write_text(text, encoding="utf-8")
        made.add(folder / f"{title}.txt")
    return made


def of(question: str, library: Library) -> OfDocument | None:
    hits = library.search(question, k=4)
    return of_its_document(question, hits, library.documents_of(hits))


@pytest.mark.parametrize(
    ("question", "bare"),
    [
        ("青岚纸业有限公司2019年的净利润是多少？", "净利润是多少？"),
        ("青岚纸业2019年度净利润是多少", "净利润是多少"),
        ("根据青岚纸业有限公司2019年年度报告，总负债是多少", "总负债是多少"),
    ],
)
def test_what_the_document_says_of_all_of_it_is_taken_out(library: Library, question: str, bare: str) -> None:
    found = of(question, library)
    assert found is not None
    assert found.question == bare
    assert [library.document(one).title for one in found.documents] == ["青岚纸业有限公司"]


@pytest.mark.parametrize(
    "question",
    [
        "青岚纸业有限公司2018年的净利润是多少？",  # another than the report's
        "青岚纸业有限公司2019年6月与谁签订了协议？",  # not the whole year
        "2019年净利润最高的公司是哪家？",  # no firm
    ],
)
def test_any_other_question_stays_as_it_is(library: Library, question: str) -> None:
    assert of(question, library) is None


def test_a_citation_of_another_firm_is_not_beside_that_of_the_one_asked_about(tmp_path: Path) -> None:
    made = Library(tmp_path / "library")
    for firm, city in (("青岚纸业", "云溪市"), ("赤枫机械", "白沙市")):
        text = f"{firm}有限公司社会责任报告\n{firm}有限公司总部设在{city}。\n{firm}有限公司的员工满意度达到88%，高于同行。\n"
        (tmp_path / f"{firm}.txt").write_text(text, encoding="utf-8")
        made.add(tmp_path / f"{firm}.txt")
    answer = ask("青岚纸业有限公司的员工满意度是多少？", library=made)
    assert answer.span == "88%"
    assert {one.document for one in answer.citations} == {"青岚纸业有限公司社会责任报告"}


def test_a_question_without_a_year_is_its_firms_and_not_of_that_year(library: Library) -> None:
    own = of("青岚纸业有限公司的净利润是多少？", library)
    assert own is not None
    assert (own.question, own.has_year) == ("净利润是多少？", False)
    with_year = of("青岚纸业有限公司2019年的净利润是多少？", library)
    assert with_year is not None
    assert with_year.has_year
