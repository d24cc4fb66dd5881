"""Each server is asked each question in each round, but what takes long is asked once."""

import pytest

from tests.bench import questions
from tests.bench.findings import Measured
from tests.bench.load import LoadError
from tests.bench.questions import Pairing, ask_all
from tests.bench.servers import Server
from tests.bench.shapes import Shape

PLAN = [Pairing(Shape("one", ["/"]), Server("Lunju", "", 0), {})]


@pytest.mark.parametrize(("p50", "times"), [(10.0, 3), (2500.0, 1)])
def test_what_takes_longer_than_a_window_is_asked_once(p50: float, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "load", lambda *_: Measured(1.0, p50, p50, 1.0))
    monkeypatch.setattr(questions, "settle", lambda _: None)
    told: list[str] = []
    assert [len(one.rounds) for one in ask_all(PLAN, rounds=3, seconds=1, note=told.append)] == [times]
    assert told == []


def test_errors_under_load_are_told_and_measure_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Measured:
        message = "3 errors in 5 requests"
        raise LoadError(message)

    monkeypatch.setattr(questions, "load", fail)
    monkeypatch.setattr(questions, "settle", lambda _: None)
    told: list[str] = []
    assert list(ask_all(PLAN, rounds=1, seconds=1, note=told.append)) == []
    assert told == ["one, Lunju: 3 errors in 5 requests."]
