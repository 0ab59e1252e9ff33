"""Bytes of others: their characters and their archives, within bounds that are said here and nowhere else."""


class Unreadable(Exception):
    """The bytes cannot be read, for a reason that their owner can do something about. The text is for people."""


__all__ = ["Unreadable"]
