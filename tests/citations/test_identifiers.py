"""Check digits and forms of numbers: sound ones pass, one digit off does not."""

import pytest
from claimbook.citations import identifiers
from claimbook.citations.identifiers import Check, arxiv, cas, doi, isbn, issn, pmcid, pmid, trial, url
from hypothesis import given
from hypothesis import strategies as st


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


def last(body: str, weights: list[int], modulus: int) -> str:
    """The digit that brings the weighted sum to a multiple of the modulus."""
    rest = -sum(w * int(d) for w, d in zip(weights, body, strict=True)) % modulus
    return "X" if rest == 10 else str(rest)


ISSN = digits(7).map(lambda d: f"{d[:4]}-{d[4:]}{last(d, list(range(8, 1, -1)), 11)}")
ISBN10 = digits(9).map(lambda d: d + last(d, list(range(10, 1, -1)), 11))
ISBN13 = digits(9).map(lambda d: "978" + d + last("978" + d, [1, 3] * 6, 10))
CAS = st.tuples(st.integers(1, 9), digits(4)).map(
    lambda t: (
        f"{t[0]}{t[1][:2]}-{t[1][2:]}-" + str(sum(i * int(d) for i, d in enumerate(reversed(f"{t[0]}{t[1]}"), 1)) % 10)
    )
)
DOI = ISSN.map(lambda number: f"10.1016/S{number}(03)00465-7")
BOOK_DOI = ISBN13.map(lambda number: f"10.1002/{number}.ch2")
KINDS: list[tuple[Check, st.SearchStrategy[str]]] = [
    (issn, ISSN), (isbn, ISBN10), (isbn, ISBN13), (cas, CAS), (doi, DOI), (doi, BOOK_DOI),
]  # fmt: skip


@pytest.mark.parametrize(("check", "numbers"), KINDS)
def test_check_digits(check: Check, numbers: st.SearchStrategy[str]) -> None:
    @given(data=st.data())
    def one_digit(data: st.DataObject) -> None:
        number = data.draw(numbers)
        assert check(number) is None
        head = number.partition("(")[0].partition(".ch")[0]
        spots = [i for i, c in enumerate(head) if c.isdigit() and (check is not doi or i > head.index("/"))]
        spots = spots[-1:] if check is cas else spots  # its weights do not tell all digits before the last
        at = data.draw(st.sampled_from(spots))
        other = data.draw(st.sampled_from([d for d in "0123456789" if d != number[at]]))
        changed = number[:at] + other + number[at + 1 :]
        # In a DOI another prefix is no longer that of a book, so that nothing is known of its digits.
        if not (check is doi and numbers is BOOK_DOI and at < head.index("/") + 4):
            assert check(changed) is not None

    one_digit()


SOUND: list[tuple[Check, str]] = [
    (doi, "10.1001/archpsyc.61.11.1136"),
    (doi, "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"),
    (doi, "10.1016/0022-3956(93)90013-R"),
    (doi, "10.1093/mnras/stz2941"),
    (pmid, "1"), (pmid, "39999999"), (pmcid, "PMC7273198"),
    (arxiv, "0704.0001"), (arxiv, "1412.9999v3"), (arxiv, "1501.00001"), (arxiv, "math.GT/0309136"),
    (trial, "NCT00000102"), (trial, "ACTRN12605000123456"), (trial, "DRKS00000012, UMIN000001234"),
    (url, "http://[2001:db8::1]:8080/x"), (url, "https://müller.example/ö?q=(a)"), (url, "ftp://ftp.example.org"),
    (isbn, "99921-58-10-7"), (issn, "2434-561X"), (cas, "7732-18-5"),
]  # fmt: skip
UNSOUND: list[tuple[Check, str]] = [
    (doi, "doi:10.1000/182"), (doi, "10.1000/"), (doi, "10.1000/182."), (doi, "10.100/182"), (doi, "10.1000/a b"),
    (doi, "10.1000/a\\_b"), (doi, "11.1000/182"), (doi, ""),
    (pmid, "0123"), (pmid, "123456789"), (pmid, "１２３"), (pmcid, "pmc7273198"),
    (arxiv, "0703.0001"), (arxiv, "1501.0001"), (arxiv, "1413.00001"), (arxiv, "arXiv:1501.00001"),
    (trial, "NCT123"), (trial, "trial 7"), (trial, ""),
    (url, "example.org"), (url, "https://example"), (url, "https://exa mple.org"), (url, "https://a..b"),
    (url, "javascript:alert(1)"), (url, "https://example.org/\x07"), (url, "\\url{https://example.org}"),
    (isbn, "978-0-306-40615-2 (hardback)"), (issn, "2049 3630"), (cas, "07732-18-5"), (cas, "7732-18-55"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "text"), SOUND)
def test_sound(check: Check, text: str) -> None:
    assert check(text) is None


@pytest.mark.parametrize(("check", "text"), UNSOUND)
def test_unsound(check: Check, text: str) -> None:
    fault = check(text)
    assert fault is not None
    assert text in fault.why or text.replace("\\", "") in fault.way
    assert fault.way.endswith((".", "'"))


@pytest.mark.parametrize(
    "text", ["10.1000/ABC", "https://doi.org/10.1000/abc", "http://dx.doi.org/10.1000/aBc", "doi: 10.1000/abc"]
)
def test_one_doi(text: str) -> None:
    assert identifiers.plain_doi(text) == "10.1000/abc"
