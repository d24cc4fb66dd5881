"""The command line: `main` joins the groups of commands, each in a file of its own.

What a command does lives in `api.core`, `api.resources` or `seed`; here it is asked for, and what comes of it is told.
"""
