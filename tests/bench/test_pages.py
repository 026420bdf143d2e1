"""The books that the benchmark holds ours against: without us, and with the same content."""

from bench import pages

CONFIG = """\
sphinx:
  local_extensions:
    claimbook.sphinxext: scripts
  config:
    extensions: [myst_nb, sphinx_book_theme, claimbook.sphinxext]
    bibtex_default_style: claimbook   # of our extension
title: A claimbook of coffee
"""
PAGE = """\
# Coffee

It helps {claim}`press-lowers`, says {source}`press2021` {cite}`trial2024`.

```{claims}
:property: cups
```

```{note}
Kept.
```
"""
HTML = """
<article class="bd-article"><section><h1>Coffee<a class="headerlink" href="#coffee">#</a></h1>
<p>It <em>helps</em>, says <a href="press.html#a"><span>press</span></a>*.</p>
<div class="cb-box"><ul><li><p>one</p><ul><li>two</li></ul></li></ul></div>
<table><thead><tr><th><p>Claim</p></th><th><p>Cups</p></th></tr></thead>
<tbody><tr><td><p>a</p><p>b</p></td><td><p>3</p></td></tr></tbody></table>
<figure><svg><title>drawn</title></svg><details><summary>In words</summary><p>three</p></details></figure>
</section></article>
"""
TYPED = """\
# Coffee

It helps, says [press](https://example.org/press.html#a)\\*.

- one
 \x20
  - two

| Claim | Cups |
| --- | --- |
| a b | 3 |

In words

three
"""


def test_a_book_without_us_keeps_what_is_not_ours() -> None:
    config = pages.without_extension(CONFIG)
    assert "claimbook.sphinxext" not in config
    assert "bibtex_default_style: plain" in config
    assert "title: A claimbook of coffee" in config
    emptied = pages.emptied(PAGE)
    assert "It helps (press-lowers), says (press2021) {cite}`trial2024`." in emptied
    assert "{note}" in emptied
    assert "{claims}" not in emptied


def test_a_finished_page_can_be_typed() -> None:
    assert pages.typed(HTML) == TYPED
