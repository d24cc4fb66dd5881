from hypothesis import given
from hypothesis import strategies as st

from api.core.http import rate_limit
from api.core.http.rate_limit import Rate, Standing

SECOND = 1_000_000_000
quotas = st.integers(1, 1000)


@given(quotas)
def test_a_whole_quota_can_be_taken_at_once_and_no_more(quota: int) -> None:
    rate = Rate("key", quota)
    assert [rate.take(b"a", 5).allowed for _ in range(quota + 1)] == [True] * quota + [False]


@given(quotas)
def test_what_remains_is_what_can_still_be_taken(quota: int) -> None:
    rate = Rate("key", quota)
    assert [rate.take(b"a", 5).remaining for _ in range(quota)] == list(range(quota - 1, -1, -1))


@given(quotas, st.lists(st.integers(0, 5 * SECOND), max_size=50))
def test_after_the_seconds_that_it_tells_one_more_can_be_taken(quota: int, pauses: list[int]) -> None:
    rate, now = Rate("key", quota), 0
    for pause in pauses:
        now += pause
        rate.take(b"a", now)
    while (standing := rate.take(b"a", now)).allowed:
        pass
    assert rate.take(b"a", now + standing.seconds * SECOND).allowed


@given(quotas, st.lists(st.integers(0, SECOND), min_size=1, max_size=200))
def test_no_more_than_the_quota_and_what_grew_is_taken(quota: int, pauses: list[int]) -> None:
    rate, now, taken = Rate("key", quota), 0, 0
    for pause in pauses:
        now += pause
        taken += rate.take(b"a", now).allowed
    assert taken <= quota + now * quota // (60 * SECOND) + 1


@given(quotas)
def test_a_quota_that_was_used_up_is_whole_after_a_minute(quota: int) -> None:
    rate = Rate("key", quota)
    for _ in range(2 * quota):
        rate.take(b"a", 0)
    assert rate.take(b"a", 60 * SECOND).remaining == quota - 1


def test_a_refusal_takes_nothing() -> None:
    rate = Rate("key", 1)
    standings = [rate.take(b"a", now * SECOND) for now in (0, 30, 59, 60)]
    assert standings == [
        Standing(allowed=True, remaining=0, seconds=60),
        Standing(allowed=False, remaining=0, seconds=30),
        Standing(allowed=False, remaining=0, seconds=1),
        Standing(allowed=True, remaining=0, seconds=60),
    ]


def test_everybody_has_a_quota_of_their_own() -> None:
    rate = Rate("key", 1)
    assert [rate.take(who, 0).allowed for who in (b"a", b"b", b"a")] == [True, True, False]


def test_no_more_than_so_many_are_remembered() -> None:
    rate = Rate("key", 1)
    for number in range(rate_limit._MOST + 1):  # noqa: SLF001 - the number is nobody else's
        rate.take(str(number).encode(), 0)
    assert (rate.take(b"1", 0).allowed, rate.take(b"0", 0).allowed) == (False, True)


def test_it_speaks_as_the_draft_says() -> None:
    rate = Rate("key", 60)
    standing = rate.take(b"a", 0)
    assert (rate.policy, rate.state(standing)) == ('"key";q=60;w=60', '"key";r=59;t=1')
