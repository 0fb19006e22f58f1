"""Leaving out of a style sheet what no page can use."""

import pytest
from tools.prune_styles import classes_of, pruned

WORDS = frozenset({"btn", "card", "is-on"})


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".btn{color:red}.ribbon{color:blue}", ".btn{color:red}"),
        (".btn,.ribbon{color:red}", ".btn{color:red}"),
        (".card .ribbon{color:red}", ""),
        (".card:not(.ribbon){color:red}", ".card:not(.ribbon){color:red}"),
        (":is(.ribbon,.card) a{color:red}", ":is(.ribbon,.card) a{color:red}"),
        ("a[href],body{margin:0}", "a[href],body{margin:0}"),
        (":root{--x:1}", ":root{--x:1}"),
        ("@media (width>1px){.ribbon{color:red}}", ""),
        ("@media (width>1px){.ribbon{a:b}.btn.is-on{a:b}}", "@media (width>1px){.btn.is-on{a:b}}"),
        ("@keyframes ribbon{to{opacity:0}}", "@keyframes ribbon{to{opacity:0}}"),
        ('@charset "utf-8";.btn{content:"}{;"}', '@charset "utf-8";.btn{content:"}{;"}'),
        ("/* .ribbon{ */.btn{a:b}", ".btn{a:b}"),
    ],
)
def test_only_rules_that_a_page_may_use_are_kept(css, kept):
    assert pruned(css, WORDS) == kept


def test_the_classes_of_a_sheet_are_known_with_their_escapes():
    assert classes_of(r".btn .w-50\% .sm\:d-none{}") == {"btn", "w-50%", "sm:d-none"}


def test_a_brace_that_is_never_closed_is_a_fault():
    with pytest.raises(ValueError, match="never closed"):
        pruned(".btn{color:red", WORDS)
