"""What may carry a tag: rooms above register how their rows are counted."""

from filon.core.registry import Registry
from filon.ui.configuration.uses import Use

tag_uses: Registry[Use] = Registry("use of tags")
