"""What the app loads when it is first asked for: the first paint waits for none of it."""

from advisor.on_demand import names_of_stub

__getattr__ = names_of_stub(__file__)
