"""The REST routes, a file per noun.

Law: a route parses, calls the hub once, and writes the answer; it decides nothing.
"""
