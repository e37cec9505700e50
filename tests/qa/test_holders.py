"""Whose a number and a title are, where the tagger's names alone would mislead."""

import pytest

from qa.evidence import Evidence
from qa.holders import holder_of, other_holder, subject_before
from qa.names import ORGANISATION, PERSON, PLACE, Name, titles
from qa.quantities import quantities


def test_what_only_describes_a_road_is_no_place() -> None:
    text = "望川大桥全长14公里，双向六车道，总投资78亿元"
    subject = subject_before(text, text.index("78"), (PLACE, ORGANISATION))
    assert subject is None or "六" not in subject.text


def test_a_part_of_it_holds_what_the_whole_does() -> None:
    evidence = [Evidence("青石跨海大桥的主塔高188米。")]
    claimed = quantities("188米")[0]
    assert other_holder(Name(PLACE, "大桥主塔", 0, 4), claimed, evidence) == ""
    assert other_holder(Name(PLACE, "白杨大桥", 0, 4), claimed, [Evidence("青石县新建的主塔高188米。")]) != ""


@pytest.mark.parametrize(
    ("text", "title", "person"),
    [
        ("总经理为周敏，董事长为林立群。", "董事长", "林立群"),
        ("董事长林立群和总经理周敏出席。", "总经理", "周敏"),
        ("周敏任财务总监。", "总监", "周敏"),
    ],
    ids=str,
)
def test_a_title_is_held_by_who_stands_with_it(text: str, title: str, person: str) -> None:
    one = next(found for found in titles(text) if found.text == title)
    assert holder_of(text, one) == Name(PERSON, person, text.index(person), text.index(person) + len(person))
