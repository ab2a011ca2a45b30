"""A question read: what is asked for, and under which conditions. Pure functions over text."""
