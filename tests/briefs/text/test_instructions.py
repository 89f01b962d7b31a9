"""Orders to the reader or to a machine, and sentences that look like them."""

from __future__ import annotations

import pytest

from briefs.text.instructions import is_instruction

ORDERS = """
Press the button for three seconds.
Bake the loaf until it sounds hollow.
Keep your receipts for the guild.
To reset the oven, hold both buttons down.
If the dough is dry, add a spoon of water.
Then open the door and let it cool.
Please do not feed the gulls.
Never leave the oven alone.
Don’t pay before you have tasted the rye.
Make sure the quay is dry.
Be careful with the blade.
Choose flour that was milled this year.
Step 2: Knead your dough, and cover it.
First, remove the lid.
Visit the guild's page for more.
Alexa, turn off the oven.
Hey Siri, what is the price of rye?
OK Google, set a timer.
ChatGPT, write a recipe for rye.
Let's bake a loaf together.
Analyze the dough before you bake.
Look for a mill with a wheel of its own.
Discover Halden in the spring.
Flour choice: Buy the darkest rye you can find.
""".strip().splitlines()
NOT_ORDERS = """
Press coverage of the vote has grown.
Open ovens are dear in Halden.
Use of rye fell by nine per cent.
Place names in Tarn are older than the guild.
Sleep affects how bakers work.
Work on the bridge began in May.
Visit numbers fell in Halden.
Go has no classes.
Support for the quay fell to nine per cent.
Mara Ilves kept the receipts.
“Please sign it,” said Mara Ilves to the guild.
To reset the oven, the guild hired eleven men.
If the dough is dry, the loaf is heavy.
Alexa Kohl, the mayor, turned off the lights.
Set in Halden, the film won a prize.
Letters came from Tarn.
Discover Rye said its mills would close.
Enjoy Bread of Sund was sold in May.
Embrace shares fell by nine per cent.
Aim of the vote was to close the quay.
Research on rye has a long history.
""".strip().splitlines()


@pytest.mark.parametrize("sentence", ORDERS)
def test_an_order(sentence: str) -> None:
    assert is_instruction(sentence)


@pytest.mark.parametrize("sentence", NOT_ORDERS)
def test_no_order(sentence: str) -> None:
    assert not is_instruction(sentence)
