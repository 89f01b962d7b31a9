"""What measures, trains, makes data; imports all floors."""
