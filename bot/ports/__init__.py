"""What the flows need from outside, as Protocols and callables; bot.wiring fills them."""
