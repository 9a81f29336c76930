"""How the page looks and how text is written into it: nothing in a text can become markup or hide."""

from __future__ import annotations

import html
import re
from typing import Final

_SIGNS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Characters that show nothing, or turn the direction of what follows."""


def visible(text: str) -> str:
    """Write a text as HTML; characters that a reader would not see are named."""
    written = html.escape(text)
    written = _SIGNS.sub(lambda match: f'<code class="sign">U+{ord(match[0]):04X}</code>', written)
    return written.replace("\n", "<br>").replace("\t", "&emsp;")


def bare(text: str) -> str:
    """Write a text as HTML where no element may stand: in a title."""
    return html.escape(_SIGNS.sub(lambda match: f"[U+{ord(match[0]):04X}]", text))


STYLE: Final = """
@page { size: A4 landscape; margin: 12mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 80rem; padding: 1rem; color: #111; background: #fff;
  font: 15px/1.45 "Times New Roman", "Liberation Serif", Tinos, serif; }
h1 { font-size: 1.4rem; margin: 0 0 .5rem; }
h2 { font-size: 1.1rem; margin: 1.4rem 0 .4rem; break-after: avoid; }
p { margin: 0 0 .25em; white-space: pre-wrap; overflow-wrap: anywhere; }
del { text-decoration: line-through 2px; background: #fde3d3; color: #7a2600; }
ins { text-decoration: underline 2px; background: #d8e8fb; color: #003d7a; font-weight: bold; }
.legend { color: #333; }
ol.changes { padding-left: 2.2em; }
ol.changes li { margin: .25em 0; break-inside: avoid; overflow-wrap: anywhere; }
ol.changes .what { font-style: italic; }
ol.changes .label { color: #444; }
.heads, .pair { display: grid; grid-template-columns: 1fr 1.6em 1fr; }
.heads { font-weight: bold; border-bottom: 2px solid #333; position: sticky; top: 0; background: #fff; }
.heads > *, .side { padding: .15em .5em; min-width: 0; unicode-bidi: isolate;
  border-left: 4px solid transparent; }
.wide { grid-template-columns: 1.6em 1fr; font-size: .8em; border-top: 1px solid #777; }
.wide > .old + .sign-column { grid-column: 1; }
.pair { break-inside: avoid; scroll-margin-top: 3em; }
.sign-column { text-align: center; font-weight: bold; }
.changed > .side, .moved > .side { background: #fbfaf2; }
.removed > .old { border-left: 4px double #7a2600; }
.added > .new { border-left: 4px solid #003d7a; }
.changed > .new, .moved > .new { border-left: 4px dotted #555; }
.pair:target { outline: 2px solid #333; }
.empty { background: repeating-linear-gradient(45deg, #f4f4f4 0 6px, #fff 6px 12px); }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
td { border: 1px solid #aaa; padding: .1em .35em; vertical-align: top; }
details { border: 1px dashed #999; margin: .3em 0; }
summary { padding: .2em .5em; color: #444; cursor: pointer; }
.note { font-style: italic; color: #444; }
.sign, .thing { font-size: .85em; border: 1px solid #777; padding: 0 .2em; }
@media print { body { max-width: none; padding: 0; font-size: 11px; } .heads { position: static; } }
"""
"""The page's own style.  What is gone is struck through and what is new underlined: no meaning is in
colour alone."""

PAGE: Final = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="docgen">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
"""
