"""The parser's own renderer, with a short way for most tokens: those that only close an element, and those without
attributes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.renderer import RendererHTML

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict


class Renderer(RendererHTML):
    """Tokens to HTML, character for character as the parser's own renderer."""

    def renderToken(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: N802 - the parser's name
        """One token that has no rule of its own."""
        token = tokens[idx]
        if token.nesting == -1 and not token.hidden:
            return f"</{token.tag}>\n" if token.block else f"</{token.tag}>"
        return super().renderToken(tokens, idx, options, env)

    @staticmethod
    def renderAttrs(token: Token) -> str:  # noqa: N802 - the parser's name
        """The attributes of an opening tag, with a space before each."""
        return RendererHTML.renderAttrs(token) if token.attrs else ""
