"""A primary fails under load: nothing that was acknowledged is lost, and reads go on."""

from tests.failover.failing_over import fail_over
from tests.failover.programs import needs_cluster


@needs_cluster
def test_a_primary_that_is_killed_loses_no_write_and_stops_no_read() -> None:
    outcome = fail_over(1)
    [failover] = outcome.failovers
    assert (outcome.lost, outcome.unseen, outcome.wrong, failover.refused) == ([], [], [], 0)
    assert (outcome.acknowledged > 0, failover.reads > 0) == (True, True)
