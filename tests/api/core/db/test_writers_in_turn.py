"""Writers of one process have an SQLite database one after another, and none waits longer than it may."""

import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from api.core.db.engine import create_engine, in_turn, parse_url
from api.core.db.outages import outage


def test_a_writer_whose_turn_does_not_come_may_try_again(tmp_path: Path) -> None:
    engine = create_engine(parse_url(f"sqlite:///{tmp_path / 'lunju.db'}"), lock_seconds=0.01)
    with in_turn(engine), pytest.raises(sa.exc.TimeoutError) as told, in_turn(engine):
        pass
    problem = outage(told.value)
    assert problem is not None
    assert (problem.slug, problem.headers) == ("unavailable", {"Retry-After": "1"})


def test_a_turn_ends_with_whatever_ends_it(tmp_path: Path) -> None:
    engine = create_engine(parse_url(f"sqlite:///{tmp_path / 'lunju.db'}"), lock_seconds=0.01)
    with pytest.raises(ZeroDivisionError), in_turn(engine):
        _ = 1 / 0
    with in_turn(engine):
        pass


def test_of_many_writers_one_has_its_turn(tmp_path: Path) -> None:
    engine = create_engine(parse_url(f"sqlite:///{tmp_path / 'lunju.db'}"))
    now, most = 0, 0

    def write() -> None:
        nonlocal now, most
        for _ in range(200):
            with in_turn(engine):
                now += 1
                most = max(most, now)
                now -= 1

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
