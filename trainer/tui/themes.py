"""Two themes of our own: dark for oneself, light for a projector. Every pair used has a contrast of 7:1 or more."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="trainer-dark",
    dark=True,
    background="#12161c",
    surface="#12161c",
    panel="#232b36",
    foreground="#f4f1ea",
    primary="#f2c879",
    secondary="#a9d3f5",
    accent="#f2c879",
    warning="#f2c879",
    error="#ffb4a8",
    success="#a9d3f5",
    text_alpha=1.0,
    variables={
        "quiet": "#c3c0b8",
        "footer-foreground": "#f4f1ea",
        "footer-background": "#232b36",
        "footer-key-foreground": "#f2c879",
        "footer-description-foreground": "#f4f1ea",
        "input-cursor-background": "#f4f1ea",
        "input-cursor-foreground": "#12161c",
        "border": "#8b95a3",
    },
)
PROJECTOR: Final = Theme(
    name="trainer-projector",
    dark=False,
    background="#ffffff",
    surface="#ffffff",
    panel="#e6eaf0",
    foreground="#101418",
    primary="#5a3200",
    secondary="#0b3d66",
    accent="#5a3200",
    warning="#5a3200",
    error="#7a1109",
    success="#0b3d66",
    text_alpha=1.0,
    variables={
        "quiet": "#363b42",
        "footer-foreground": "#101418",
        "footer-background": "#e6eaf0",
        "footer-key-foreground": "#5a3200",
        "footer-description-foreground": "#101418",
        "input-cursor-background": "#101418",
        "input-cursor-foreground": "#ffffff",
        "border": "#59616b",
    },
)
THEMES: Final = {"dark": DARK, "projector": PROJECTOR}
