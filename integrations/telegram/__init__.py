"""Receives and sends messages of a Telegram bot.

It is the sample of an integration written as one class: connector, schemas and client.
"""

from .connector import Telegram

__all__ = ["Telegram"]
