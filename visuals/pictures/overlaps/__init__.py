"""A picture for each way in which help piles up, with real names or with stand-ins for them."""
