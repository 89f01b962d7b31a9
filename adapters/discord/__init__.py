"""Discord: hear.py, dress.py and chat.py translate; bot.py, commands.py and views.py listen."""
