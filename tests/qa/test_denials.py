"""What the source denies and the claim affirms, or the other way round. None of the texts was tuned on."""

import pytest

from qa.denials import denied
from qa.evidence import Evidence

_GYM = "会员卡不退换。短训班学员不享有更衣柜，正式会员享有更衣柜。"
_ROOF = "因私自改装造成的漏水不予维修。灯泡等易损件不在质保范围内。"
_AUDIT = "县社不存在拖欠货款的情况，也未对明年的价格作出预测。"
_PARK = "南门周一不对外开放，北门全年对外开放。"


def objects(claim: str, source: str) -> bool:
    return bool(list(denied(claim, [Evidence(source)])))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("短训班学员享有更衣柜。", _GYM),
        ("私自改装导致的漏水可以维修。", _ROOF),
        ("灯泡等易损件也在质保范围内。", _ROOF),
        ("县社存在拖欠货款的情况。", _AUDIT),
        ("县社对明年的价格作出了预测。", _AUDIT),
        ("检测发现井水水质已出现明显异常。", "技术员每月检测井水水质，目前尚未发现明显异常。"),
        ("客房提供免费早餐。", "客房不提供免费早餐。"),
        ("工地宿舍没有热水。", "工地宿舍有热水。"),
        ("孕妇禁止乘坐缆车。", "孕妇须由家属陪同乘坐缆车。"),
    ],
    ids=str,
)
def test_what_is_denied_on_one_side_only_is_stopped(claim: str, source: str) -> None:
    assert objects(claim, source)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("短训班学员没有更衣柜。", _GYM),
        ("正式会员享有更衣柜。", _GYM),
        ("老会员享有更衣柜。", "短训班学员不享有更衣柜。"),
        ("南门周六对外开放。", "南门周一不对外开放。"),
        ("北门对外开放。", _PARK),
        ("不影响居民正常用水。", "停水期间居民正常用水。"),
        ("居民正常用水。", "施工不影响居民正常用水。"),
        ("由社区代领。", "补贴每月发放，未到的由社区代领。"),
        ("按时提交报告，就能参评。", "未按时提交报告的，取消资格。"),
        # Who does not do one thing may do another.
        ("学员须补考。", "不参加实习的学员须补考。"),
        ("游客凭身份证入场。", "游客无需预约即可凭身份证入场。"),
        ("超过三天的车票不能报销。", "三天以内的车票可以报销。"),
        ("券过期后不能使用。", "券可在门店使用，过期作废。"),
        ("盾构机不断前进。", "盾构机前进顺利。"),
        ("护栏用的是不锈钢。", "护栏用的是钢。"),
        ("设备噪音不高于60分贝。", "设备噪音60分贝。"),
        ("经批准的支出可以列支。", "支出须经理事会批准，未经批准的支出不予列支。"),
    ],
    ids=str,
)
def test_what_both_say_and_what_is_said_of_another_is_left_alone(claim: str, source: str) -> None:
    assert not objects(claim, source)


def test_a_source_that_says_both_is_left_alone() -> None:
    evidence = [Evidence("客房不提供免费早餐。"), Evidence("七月起客房提供免费早餐。")]
    assert not list(denied("客房提供免费早餐。", evidence))


def test_the_objection_quotes_the_clause() -> None:
    assert list(denied("客房提供免费早餐。", [Evidence("客房不提供免费早餐。")])) == [
        "出处说的与“客房提供免费早餐”相反"
    ]
