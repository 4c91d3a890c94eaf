"""Screens and widgets that leave a part of themselves to the classes below them."""

from __future__ import annotations

from abc import ABCMeta

from textual.message_pump import _MessagePumpMeta


class AbstractMeta(ABCMeta, _MessagePumpMeta):
    """Make classes of Textual that may have abstract methods.

    Textual's widgets have a metaclass of their own, so `abc.ABC` cannot stand beside them. What a
    class forgets to give is found by the type checker where it is made, and when it is made.
    """
