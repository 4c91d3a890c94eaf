"""What to buy: the settings of a policy by cost a year, for people and for programs."""
