"""The terms of the rule on the years to come: what is assumed if a driver does not state it."""

from decimal import Decimal

from advisor.domain.money import Rate, Won
from advisor.domain.values import frozen


@frozen
class LaterTerms:
    """How often accidents happen, how large they are, and what later money is worth.

    Losses are lognormal: `log_deviation` is the standard deviation of their logarithm. Drivers
    differ: their accident rates follow a Gamma law whose shape lies between
    `heterogeneity_shape_from` and `_to`; this range is stated but not used. `single_vehicle_share`
    is the share of accidents that need the single-vehicle cover.
    """

    accident_rate: Decimal
    accident_rate_from: Decimal
    accident_rate_to: Decimal
    accident_rates_shown: tuple[Decimal, ...]
    mean_loss: Won
    mean_loss_imported: Won
    log_deviation: Decimal
    log_deviation_from: Decimal
    log_deviation_to: Decimal
    discount_rate: Rate
    discount_rate_from: Rate
    discount_rate_to: Rate
    average_premium: Won
    heterogeneity_shape_from: Decimal
    heterogeneity_shape_to: Decimal
    single_vehicle_share: Rate
