"""What the books' HTML shows, held against what `claimbook export` and `claimbook check` say."""

import json
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from bs4 import Tag
from claimbook.characters import harmless

from tests.book.building import PARTS, REPO, Run, checked, contents, exported
from tests.book.conftest import Book
from tests.book.site import CONTROL, FETCHED, Link, Site, text_of, words

# ``{claim}`id, id``` outside of code: a role that is itself quoted has a backtick before it.
CITED = re.compile(r"(?<!`)\{claim\}`([^`]+)`(?!`)")
FENCED = re.compile(r"^(?P<fence>`{3,}|~{3,}|:{3,}).*?^(?P=fence)", re.M | re.S)
ACTED_ON = ("conflict", "tension")
WORDS_OF_VERDICTS = {
    "open": "open", "explained": "explained", "one-side": "decided for one side",
    "not-a-dispute": "found to be no real dispute",
}  # fmt: skip


# The build


def test_builds_without_warning(book: Book) -> None:
    run, _ = book
    assert run.status == 0
    assert "build succeeded." in run.text
    assert not re.search(r"\bWARNING\b|\bERROR\b|Traceback", run.text), run.text


def test_writes_nothing_but_the_build_folder(plain_book: Book) -> None:
    run, _ = plain_book
    for name in PARTS[:4]:
        for path in (Path(run.root) / name).rglob("*"):
            if path.is_file():
                assert path.read_bytes() == (REPO / path.relative_to(run.root)).read_bytes(), path
    assert {p.name for p in Path(run.root).iterdir()} - set(PARTS) == {"_build"}


def test_every_page_is_there(book: Book) -> None:
    run, site = book
    for page in contents(run):
        assert site.title(f"{page}.html"), page
    assert "search.html" in site.pages


def test_all_pages_of_the_folder_are_in_the_table_of_contents(plain_book: Book) -> None:
    run, _ = plain_book
    folder = Path(run.root) / "book"
    assert {p.relative_to(folder).with_suffix("").as_posix() for p in folder.rglob("*.md")} == set(contents(run))


def test_no_control_character_is_left(book: Book) -> None:
    _, site = book
    for page in site.pages:
        assert not CONTROL.search((site.html / page).read_text(encoding="utf-8")), page


# Links and what is fetched


def test_every_link_within_the_book_resolves(book: Book) -> None:
    _, site = book
    known = {(page, id_) for id_, places in site.places.items() for page, _ in places}
    broken = [
        f"{page} -> {link.page}#{link.fragment}"
        for page in site.pages
        for link in site.links(page)
        if not ((link.page, link.fragment) in known if link.fragment else (site.html / link.page).is_file())
    ]
    assert not broken


def test_ids_are_unique_on_each_page(book: Book) -> None:
    _, site = book
    double = [
        (page, id_) for id_, places in site.places.items() for page, n in Counter(p for p, _ in places).items() if n > 1
    ]
    assert not double


def test_nothing_is_fetched_from_elsewhere(book: Book) -> None:
    _, site = book
    for page, element in site.elements:
        for name in FETCHED.get(element.name, ()):
            address = str(element.get(name, ""))
            if address and not address.startswith("data:"):
                link = site.resolve(page, address)
                assert link is not None, f"{page}: {element.name} fetches {address}"
                assert (site.html / link.page).is_file(), f"{page}: {element.name} misses {address}"


def test_no_style_fetches_from_elsewhere(book: Book) -> None:
    _, site = book
    used = {
        link.page
        for page, soup in site.pages.items()
        for sheet in soup.find_all("link", rel="stylesheet")
        if (link := site.resolve(page, str(sheet["href"])))
    }
    styles = [(site.html / name).read_text(encoding="utf-8") for name in sorted(used)]
    styles += [e.get_text() if e.name == "style" else str(e.get("style", "")) for _, e in site.elements]
    assert used
    for style in styles:
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//|@import\s+[\"'](?:https?:)?//", style), style[:300]


# Claims


def test_each_claim_has_one_permalink_with_its_record(book: Book) -> None:
    run, site = book
    claims = exported(run)["claims"]
    assert claims
    for claim in claims:
        page, record = site.record(claim["id"])
        assert text_of(record.select_one(".cb-says")) == words(claim["says"])
        assert text_of(place_of(record)) == words(claim["at"])
        permalink = record.select_one("a.cb-permalink")
        assert permalink is not None
        assert site.resolve(page, str(permalink["href"])) == Link(page, claim["id"])
        assert_tells(text_of(record), claim["note"] or "", run)
        assert words(claim["said_by"] or "") in text_of(record)


def assert_tells(told: str, text: str, run: Run) -> None:
    """All of a record's text is told, with names where it has citation keys."""
    named = keys_of(run.root)
    assert not named.search(text) or not named.search(told), (text, told)
    folded = told.casefold()
    for part in named.split(text):
        assert words(part).casefold() in folded, (part, told)


@cache
def keys_of(root: str) -> re.Pattern[str]:
    """Any citation key of a book that is no word of a language."""
    bibliography = (Path(root) / "book/references.bib").read_text(encoding="utf-8")
    keys = [key for key in re.findall(r"@\w+\{([^,\s]+),", bibliography) if re.search(r"[\d_]", key)]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, keys))})(?![\w-])")


def place_of(record: Tag) -> Tag | None:
    """The heading of the passage under which a record stands."""
    entry = record.find_parent(class_="cb-passage-entry")
    return entry.select_one(".cb-passage-title") if entry is not None else None


def test_claims_stand_on_the_page_of_their_source(book: Book) -> None:
    run, site = book
    data = exported(run)
    homes = {claim["source"]: site.record(claim["id"])[0] for claim in data["claims"]}
    for claim in data["claims"]:
        assert site.record(claim["id"])[0] == homes[claim["source"]]
    told = {page: text_of(site.pages[page].select_one("article")) for page in set(homes.values())}
    for source in data["sources"]:
        if source["key"] in homes:
            for text in (source["kind"], source["trust_because"], *source["authors"]):
                assert_tells(told[homes[source["key"]]], text or "", run)


def test_references_of_claims_are_linked(book: Book) -> None:
    run, site = book
    for claim in exported(run)["claims"]:
        page, record = site.record(claim["id"])
        listed = [link for link in site.links(page, record) if link in site.bibliography]
        assert len(listed) == len(claim["reports"]), claim["id"]


def test_table_of_all_claims(plain_book: Book) -> None:
    run, site = plain_book
    data = exported(run)
    rows = {
        link.fragment: row
        for row in site.pages["claims.html"].select("table.cb-claims tbody tr")
        for link in site.links("claims.html", row.select_one("td"))
    }
    assert set(rows) == {claim["id"] for claim in data["claims"]}
    for claim in data["claims"]:
        row = rows[claim["id"]]
        assert words(claim["says"]) in text_of(row)
        assert words(claim["at"]) in text_of(row)
        assert site.record(claim["id"])[0] in {link.page for link in site.links("claims.html", row.select("td")[1])}
        kinds = {f"cb-on-form-{claim['form']}", f"cb-on-source-{claim['source']}"}
        if claim.get("condition"):
            kinds.add(f"cb-on-condition-{claim['condition']}")
        assert kinds <= set(row.get_attribute_list("class"))


# Where claims are used


def test_each_claim_says_where_it_is_used(book: Book) -> None:
    run, site = book
    uses = uses_of(run)
    assert uses
    for claim in exported(run)["claims"]:
        page, record = site.record(claim["id"])
        used = record.select(".cb-used a")
        expected = [f"{doc}.html" for doc in contents(run) if claim["id"] in uses.get(doc, ())]
        links = [link for part in record.select(".cb-used") for link in site.links(page, part)]
        assert [link.page for link in links] == expected, claim["id"]
        assert [text_of(anchor) for anchor in used] == [site.title(name) for name in expected]
        for link in links:
            marker = marker_at(site, link)
            assert Link(page, claim["id"]) in site.links(link.page, marker), (link, "is no marker of", claim["id"])


def marker_at(site: Site, link: Link) -> Tag | None:
    """The marker that a link leads to: the target itself, or what holds it."""
    target = site.at(link)
    return target if "cb-marker" in target.get_attribute_list("class") else target.find_parent(class_="cb-marker")


def uses_of(run: Run) -> dict[str, set[str]]:
    """The claims that each page cites, read from the page's source."""
    found: dict[str, set[str]] = {}
    for page in contents(run):
        text = (Path(run.root) / f"book/{page}.md").read_text(encoding="utf-8")
        if "{style-guide}" not in text:  # which shows what its examples cite
            text = FENCED.sub("", text)
        found[page] = {id_.strip() for ids in CITED.findall(text) for id_ in ids.split(",")}
    return {page: ids for page, ids in found.items() if ids}


def test_markers_show_whose_claim_it_is_and_what_it_says(book: Book) -> None:
    run, site = book
    claims = {claim["id"]: claim for claim in exported(run)["claims"]}
    cited: dict[str, set[str]] = {}
    for page, mark in site.classed["cb-mark"]:
        link = mark.find("a", class_="cb-claim-link")
        assert link is not None, mark
        id_ = str(link["href"]).rpartition("#")[2]
        assert words(str(link["title"])) == words(claims[id_]["says"])
        cited.setdefault(page.removesuffix(".html"), set()).add(id_)
    assert cited == uses_of(run)


# Disputes


def test_every_dispute_is_shown_with_its_sides_and_ruling(book: Book) -> None:
    run, site = book
    data = exported(run)
    says = {claim["id"]: words(claim["says"]) for claim in data["claims"]}
    assert data["disputes"]
    for dispute in data["disputes"]:
        page, shown = site.dispute(dispute["id"])
        told = text_of(shown)
        assert text_of(shown.find(re.compile(r"h[2-6]"))).startswith(words(dispute["question"]))
        permalink = shown.select_one(".cb-head a:has(code)")
        assert permalink is not None
        assert site.resolve(page, str(permalink["href"])) == Link(page, str(shown["id"]))
        assert text_of(shown.select_one(".cb-head .cb-badge")) == dispute["severity"]
        linked = set(site.links(page, shown))
        for side in dispute["sides"]:
            assert words(side["position"]).casefold() in told.casefold(), dispute["id"]
            for id_ in side["claims"]:
                assert Link(site.record(id_)[0], id_) in linked, (dispute["id"], id_)
                assert says[id_] in told
        assert_ruling(site, page, shown, dispute)


def assert_ruling(site: Site, page: str, shown: Tag, dispute: dict[str, Any]) -> None:
    box, ruling = shown.select_one(".cb-ruling"), dispute["ruling"]
    if ruling is None:
        assert box is None
        return
    told = text_of(box)
    for part in (WORDS_OF_VERDICTS[ruling["verdict"]], ruling["because"], ruling["by"], ruling["on"]):
        assert words(part) in told, dispute["id"]
    linked = set(site.links(page, box))
    for id_ in ruling["prefers"]:
        assert Link(site.record(id_)[0], id_) in linked
    assert len(linked & set(site.bibliography)) == len(ruling["cites"]), dispute["id"]


def test_each_side_tells_how_many_independent_sources_hold_it(book: Book) -> None:
    run, site = book
    counts = set()
    for dispute in exported(run)["disputes"]:
        page, shown = site.dispute(dispute["id"])
        independent = {frozenset(side["claims"]): side["independent"] for side in dispute["sides"]}
        for side in shown.select(".cb-side"):
            claims = frozenset(link.fragment for link in site.links(page, side))
            told = text_of(side.select_one(".cb-held-by"))
            assert told.startswith("held by ")
            if claims in independent:  # others hold it too, in exceptions, and are not counted here
                assert f"held by {independent[claims]} " in told, (dispute["id"], claims)
                counts.add(independent[claims])
    assert counts


def test_steps_of_each_disagreement_are_shown(book: Book) -> None:
    run, site = book
    for dispute in exported(run)["disputes"]:
        told = text_of(site.dispute(dispute["id"])[1])
        assert dispute["disagreements"]
        for disagreement in dispute["disagreements"]:
            for step in disagreement["why"]:
                assert_tells(told, step, run)


def test_disputed_claims_are_flagged_wherever_they_are_cited(book: Book) -> None:
    run, site = book
    acute = {
        id_
        for dispute in exported(run)["disputes"]
        for d in dispute["disagreements"]
        if d["severity"] in ACTED_ON
        for id_ in d["claims"]
    }
    for page, mark in site.classed["cb-mark"]:
        link, flag = mark.find("a", class_="cb-claim-link"), mark.find("a", class_="cb-flag")
        assert link is not None
        assert (flag is not None) == (str(link["href"]).rpartition("#")[2] in acute), f"{page}: {mark}"


def test_self_contradictions_are_on_the_page_of_their_source(book: Book) -> None:
    run, site = book
    data = exported(run)
    source = {claim["id"]: claim["source"] for claim in data["claims"]}
    homes = {claim["source"]: site.record(claim["id"])[0] for claim in data["claims"]}
    for key, page in homes.items():
        own = {
            dispute["id"]
            for dispute in data["disputes"]
            for d in dispute["disagreements"]
            if d["severity"] in ACTED_ON and d["within_source"] and {source[i] for i in d["claims"]} == {key}
        }
        own_section = [e for at, e in site.places.get(f"source_{key}", ()) if at == page and e.name == "section"]
        place = own_section[0] if own_section else site.pages[page].select_one("article")
        assert place is not None
        assert {text_of(code) for code in place.select("div.cb-dispute .cb-head code")} == own


# Numbers


def test_numbers_of_the_home_page(book: Book) -> None:
    run, site = book
    report = checked(run)
    summary = report["summary"]
    still = [
        d for d in report["disputes"]
        if d["status"] in ("new", "stale") or (d["status"] == "ruled" and d["ruling"]["verdict"] == "open")
    ]  # fmt: skip
    shown = {}
    for box in site.pages["index.html"].select(".cb-number-box"):
        number, label = box.select("p")
        shown[text_of(label)] = text_of(number)
    assert shown == {
        "claims": f"{summary['claims']:,}",
        "sources": f"{summary['sources']:,}",
        "can be compared": f"{round(summary['typed_share'] * 100)} %",
        "conflicts": f"{summary['disputes']['conflict']:,}",
        "tensions": f"{summary['disputes']['tension']:,}",
        "still open": f"{len(still):,}",
    }


def test_open_disputes_come_first_on_the_home_page(book: Book) -> None:
    run, site = book
    disputes = [d for d in checked(run)["disputes"] if d["severity"] in ACTED_ON]
    still = {d["id"] for d in disputes if d["status"] != "ruled" or d["ruling"]["verdict"] == "open"}
    home = site.pages["index.html"]
    for section, ids in (("section_open", still), ("section_settled", {d["id"] for d in disputes} - still)):
        listed = [
            link for item in home.select(f"#{section} .cb-disputes li") for link in site.links("index.html", item)
        ]
        assert sorted(listed) == sorted(Link(*anchor(site, id_)) for id_ in ids)


def anchor(site: Site, dispute: str) -> tuple[str, str]:
    page, section = site.dispute(dispute)
    return page, str(section["id"])


# Search


def test_search_index_knows_all_that_there_is(book: Book) -> None:
    run, site = book
    script = (site.html / "_static/claimbook-index.js").read_text(encoding="utf-8")
    index = json.loads(script.removeprefix("window.claimbookIndex=").rstrip(";\n"))
    found = {kind: [e[1:] for e in index["entries"] if e[0] == kind] for kind in ("claim", "dispute", "source", "page")}
    data = exported(run)
    assert {(title, address) for title, _, _, address in found["claim"]} == {
        (harmless(claim["says"]), "#".join((site.record(claim["id"])[0], claim["id"]))) for claim in data["claims"]
    }
    assert {title for title, *_ in found["dispute"]} == {harmless(dispute["question"]) for dispute in data["disputes"]}
    assert {title for title, *_ in found["source"]} <= {harmless(source["title"]) for source in data["sources"]}
    assert {address for *_, address in found["page"] if "#" not in address} == {
        f"{page}.html" for page in contents(run)
    }
    assert not [text for _, _, text, _ in found["page"] if re.search(r"(?<!\.)[.!?] ?\.(?!\.)", text)]  # for a marker
    for *_, address in index["entries"]:
        link = site.resolve("search.html", address)
        assert link is not None
        assert not link.fragment or any(page == link.page for page, _ in site.places[link.fragment]), address


# What a page loads


def test_scripts_are_small_and_only_where_they_are_used(book: Book) -> None:
    _, site = book
    own = list((site.html / "_static").glob("claimbook*.js"))
    assert sum(path.stat().st_size for path in own if path.name != "claimbook-index.js") < 30_000
    for page, soup in site.pages.items():
        loaded = {PurePosixPath(urlsplit(str(tag["src"])).path).name for tag in soup.find_all("script", src=True)}
        assert ("claimbook-cards.js" in loaded) is bool(site.of_class("cb-card", page)), page
        assert ("claimbook-table.js" in loaded) is bool(site.of_class("cb-filter", page)), page
        assert ("claimbook-search.js" in loaded) is (page == "search.html"), page
        assert not loaded & {"searchindex.js", "searchtools.js", "language_data.js"}, page


# Cards


def acute_disputes(run: Run) -> dict[str, set[str]]:
    """The disputes in which each claim has a conflict or a tension."""
    found: dict[str, set[str]] = defaultdict(set)
    for dispute in exported(run)["disputes"]:
        for disagreement in dispute["disagreements"]:
            if disagreement["severity"] in ACTED_ON:
                for id_ in disagreement["claims"]:
                    found[id_].add(dispute["id"])
    return found


def test_every_marker_has_a_card_and_no_card_comes_twice(book: Book) -> None:
    _, site = book
    assert {"cb-mark", "cb-card"} <= site.classed.keys()
    for page in site.pages:
        marks, cards = site.of_class("cb-mark", page), site.of_class("cb-card", page)
        opened = [
            str(button["popovertarget"]) for mark in marks for button in mark.select(":scope > button.cb-card-button")
        ]
        drawn = site.pages[page].find_all(name=True, attrs={"data-card": True})
        linked = [mark for mark in drawn if mark.find_parent("a")]
        assert all(card.name == "div" and "popover" in card.attrs for card in cards), page
        assert len({str(card["id"]) for card in cards}) == len(cards), page
        assert len(opened) == len(marks), page
        assert {*opened, *(str(mark["data-card"]) for mark in drawn)} == {str(card["id"]) for card in cards}, page
        links = [*site.of_class("cb-mark-link", page), *site.of_class("cb-glyph-link", page)]
        assert len([link for link in links if link.name == "a"]) == len(linked), page


def test_cards_of_claims_tell_what_their_records_tell(book: Book) -> None:
    """Other cards are of a dispute or of several claims."""
    run, site = book
    sources = {source["key"]: source for source in exported(run)["sources"]}
    claims = {f"card_{claim['id']}": claim for claim in exported(run)["claims"]}
    disputed = acute_disputes(run)
    for page, card in site.classed["cb-card"]:
        if (claim := claims.get(str(card["id"]))) is not None:
            assert words(claim["says"]) == text_of(card.select_one(".cb-says"))
            trust = sources[claim["source"]]["trust"].replace("-", " ").capitalize()
            assert f"{trust} trust" in text_of(card)
            links = set(site.links(page, card))
            assert Link(site.record(claim["id"])[0], claim["id"]) in links
            assert {Link(*anchor(site, dispute)) for dispute in disputed[claim["id"]]} <= links
