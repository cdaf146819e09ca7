"""More than 300 strings that would do something if a text from a list were ever taken for anything but text."""

import itertools

KANARIE = "window.kanarie=1"
_HTML = (
    "<script>{k}</script>",
    "</script><script>{k}</script>",
    "<img src=x onerror={k}>",
    "<svg onload={k}>",
    "<svg><script>{k}</script></svg>",
    "<body onload={k}>",
    "<iframe srcdoc='<script>parent.{k}</script>'>",
    "<a href='javascript:{k}'>x</a>",
    "<details open ontoggle={k}>",
    "<input autofocus onfocus={k}>",
    "<!--><script>{k}</script>-->",
    "<style>@import 'http://127.0.0.1:9/x'</style>",
    "<math><mtext></mtext><script>{k}</script></math>",
    "<object data='javascript:{k}'>",
    "<base href='http://127.0.0.1:9/'>",
    "<meta http-equiv=refresh content='0;url=javascript:{k}'>",
    "<template><script>{k}</script></template>",
    "<x style='animation:x' onanimationstart={k}>",
)
_UMHUELLUNG = (
    "{}",
    '"{}',
    "'{}",
    '">{}',
    "'>{}",
    "</td>{}",
    "</title>{}",
    "</textarea>{}",
    "]]>{}",
    "\\u003c{}",
    "{{{{{}}}}}",
    "</style>{}",
)
_FORMELN = (
    "=1+1",
    '=HYPERLINK("http://127.0.0.1:9")',
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    '=DDE("x")',
)
_TYPST = (
    '#panic("x")',
    '#read("/etc/passwd")',
    '"); #panic("x"); ("',
    "]#panic(1)[",
    '#import "x": *',
    "$#panic(1)$",
    "\\",
    '\\"',
    "*/ // #",
    "<label>",
    "@ref",
    "#let x = 1",
    "#set page(width: 1pt)",
    "`#`",
    "#{panic(1)}",
)
_ANDERE = (
    "{{7*7}}",
    "{% raw %}",
    "${jndi:ldap://127.0.0.1/x}",
    "$(touch /tmp/x)",
    "`touch /tmp/x`",
    "; rm -rf /",
    "../../../etc/passwd",
    "%s%s%n",
    "\x00",
    "\x1b[31m",
    "\u202egnp.exe",
    "\ufeff",
    "\ud800".encode("utf-8", "replace").decode(),
    "[x](javascript:alert(1))",
    "![x](http://127.0.0.1:9/x)",
    "# Titel",
    "| a | b |",
    "\\input{/etc/passwd}",
    "$\\text{#panic}$",
    "<w:t>x</w:t>",
    "]]></w:t>",
    "&lt;script&gt;",
    "&#x3c;script&#x3e;",
    "__import__('os').system('x')",
)

TEXTE: list[str] = list(
    dict.fromkeys(
        [
            *(
                huelle.format(html.format(k=KANARIE))
                for huelle, html in itertools.product(_UMHUELLUNG, _HTML)
            ),
            *_FORMELN,
            *(f" {f}" for f in _FORMELN),
            *(f"{f}\n{f}" for f in _FORMELN),
            *_TYPST,
            *(f"x{t}x" for t in _TYPST),
            *_ANDERE,
            *(f"{t} " * 3 for t in _ANDERE),
        ]
    )
)
