"""What a claim says more strongly than its source: done for planned, must for may, all for some."""

import pytest

from qa.evidence import Evidence
from qa.modality import overstated


def objects(claim: str, source: str) -> bool:
    return bool(list(overstated(claim, [Evidence(source)])))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("新校区已于2031年9月投入使用。", "新校区预计2031年9月投入使用。"),
        ("理事会已审议通过该章程。", "该章程尚需提交理事会审议。"),
        ("渔民协会已经每周巡查河道。", "渔民协会将从下月起每周巡查河道。"),
        ("迟到三次的，班组必须扣除奖金。", "迟到三次的，班组可以扣除奖金。"),
        ("滤芯必须每年更换一次。", "滤芯建议每年更换一次。"),
        ("夜班一律安排补休。", "夜班优先安排补休。"),
        ("所有渔船免收停泊费。", "小型渔船免收停泊费。"),
        ("村民永久免收停车费。", "村民免收停车费的办法试行两年。"),
    ],
    ids=str,
)
def test_what_is_said_more_strongly_is_stopped(claim: str, source: str) -> None:
    assert objects(claim, source)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("新校区预计2031年9月投入使用。", "新校区预计2031年9月投入使用。"),
        ("新校区已经开工，预计2031年投入使用。", "新校区开工建设，预计2031年投入使用。"),
        ("旧管道已拆除。", "工人将旧管道拆除。"),
        ("车站已投入使用。", "车站已投入使用，二期预计明年投入使用。"),
        ("已故队长留下一本日记。", "队长将留下一本日记。"),
        ("迟到三次的，必须写检查。", "迟到三次的，应写检查。"),
        ("滤芯必须每年更换一次。", "滤芯须每年更换一次。"),
        ("游客必须穿救生衣。", "游客可以拍照，须穿救生衣。"),
        ("所有渔船免收停泊费。", "渔船免收停泊费。"),
        ("所有小型渔船免收停泊费。", "小型渔船免收停泊费。"),
        ("任何会员都可以借书。", "凡会员均可借书。"),
        ("村民终身免收停车费。", "村民长期免收停车费。"),
    ],
    ids=str,
)
def test_what_the_source_says_as_strongly_is_left_alone(claim: str, source: str) -> None:
    assert not objects(claim, source)
