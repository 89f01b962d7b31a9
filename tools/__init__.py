"""What measures, trains, makes data; imports all floors; more than a dozen files: all commands."""
