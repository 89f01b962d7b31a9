"""Events, commands, actions, submissions -> requests to the bot; imports views, rendering."""
