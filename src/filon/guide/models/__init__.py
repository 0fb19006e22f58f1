"""The rows of this room."""

from filon.guide.models.start import FirstSteps

__all__ = ["FirstSteps"]
