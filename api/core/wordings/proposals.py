"""What is proposed for a wording."""

from dataclasses import dataclass

from seed.frozen.intervals import BoundBasis, Comparator, Reading


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a wording denotes, in the fields of a statistic.

    Attributes:
        quantity: what kind of quantity it is.
        comparator: how the wording compares the figure with the value.
        value: the worded number, its multiplier folded in.
        reading: the published rule that reads what is vague.
        lower: the lower end; None is unbounded.
        lower_closed: whether it belongs to the interval.
        upper: the upper end; None is unbounded.
        upper_closed: whether it belongs to the interval.
        bound_basis: where the ends come from; None of a date.
        unit: the code of the unit; None where there is none, or the wording does not say what is counted.
        period: of a date, the date itself.
        ratio: the value as a ratio, where it has no end as a decimal.
        rules: other rules that led to it.
    """

    quantity: str
    comparator: Comparator
    value: str | None
    reading: Reading | None
    lower: str | None
    lower_closed: bool
    upper: str | None
    upper_closed: bool
    bound_basis: BoundBasis | None
    unit: str | None
    period: str | None
    ratio: str | None
    rules: tuple[str, ...]
