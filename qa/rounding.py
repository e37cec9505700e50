"""Whether a number that is said roughly is fair of an exact one: 约8% of 8.3%, 超过400万 of 412万, 近2400 of 2386.

Decimals only; what they count and who says which of them is `quantities`'.
"""

from decimal import Decimal

_FAR = Decimal("0.05")  # of the number that is said roughly


def is_fair(claimed: Decimal, comparison: str, exact: Decimal) -> bool:
    """Whether a number may be told as ≈, > (or ≥) or < the claimed one.

    About so much is what rounds to it at its own last digit that is not 0. None may be far from it.

    >>> is_fair(Decimal(15), "≈", Decimal("14.8")), is_fair(Decimal(15), ">", Decimal("14.8"))
    (True, False)
    """
    apart = exact - claimed
    if claimed <= 0 or abs(apart) > claimed * _FAR:
        return False
    if comparison == "≈":
        exponent = claimed.normalize().as_tuple().exponent
        return isinstance(exponent, int) and abs(apart) * 2 <= Decimal(1).scaleb(exponent)
    return apart > 0 if comparison in (">", "≥") else apart < 0 if comparison == "<" else False
