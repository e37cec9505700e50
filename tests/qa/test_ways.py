"""The ways in which a message is read: what is one answer, what describes it, and when there is none."""

import json
from pathlib import Path

import numpy as np
import pytest

from index.library import Library
from qa import Answer, ask
from qa.conversation import understood
from qa.source import Source
from qa.ways import FEATURES, WEIGHTS, Ways, found, likeliest, load_weights, ways_of

_DEPOT = (
    "云杉镇客运站\n\n"
    "客运站新楼建筑面积5200平方米，投资4800万元，2021年6月动工。站长由罗启明担任。\n\n"
    "老楼改作公交调度室，建筑面积760平方米。\n"
)


@pytest.fixture
def depot(tmp_path: Path) -> Library:
    path = tmp_path / "客运站.txt"
    path.write_text(_DEPOT, encoding="utf-8")
    library = Library(tmp_path / "library")
    library.add(path)
    return library


def read(message: str, library: Library, first: Answer) -> Ways:
    return ways_of(message, understood(message, [first.turn]), first.turn, Source(library, 4, None, {}))


def test_what_all_ways_find_is_one_answer(depot: Library) -> None:
    first = ask("客运站新楼投资多少", library=depot)
    ways = read("什么时候动工的", depot, first)
    assert ways.alone
    assert ways.context
    assert ways.completions
    (answer,) = found(ways)
    assert answer.alone is ways.alone
    assert answer.context is ways.context
    assert answer.answered.answer.span == "2021年6月"
    described = dict(zip(FEATURES, answer.features, strict=True))
    assert described["found in context"] == described["found alone"] == described["found as a completion"] == 1.0
    probability, best = likeliest(ways)
    assert best is not None
    assert 0.4 < probability < 1.0


def test_a_fragment_is_not_read_alone(depot: Library) -> None:
    first = ask("客运站新楼投资多少", library=depot)
    ways = read("建筑面积呢", depot, first)
    assert ways.alone is None
    assert next(way.asked for way in ways.completions) == "客运站新楼建筑面积是多少"


def test_a_whole_question_with_a_name_is_read_alone(depot: Library) -> None:
    first = ask("客运站新楼投资多少", library=depot)
    ways = read("罗启明担任什么职务", depot, first)
    assert ways.alone
    assert ways.context is None
    assert not ways.completions


def test_what_no_way_finds_has_no_answer(depot: Library) -> None:
    first = ask("站长是谁", library=depot)
    answer = ask("电话呢", history=[first.turn], library=depot)
    assert answer.abstained
    assert answer.span is None
    assert not answer.citations
    assert answer.reason
    assert answer.understood
    assert answer.confidence < load_weights()[1]


def test_weights_of_other_features_are_refused(tmp_path: Path) -> None:
    fields = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert np.isfinite(fields["weights"]).all()
    fields["features"] = fields["features"][1:]
    path = tmp_path / "messages.json"
    path.write_text(json.dumps(fields), encoding="utf-8")
    with pytest.raises(ValueError, match="fitted to other features"):
        load_weights(path)
