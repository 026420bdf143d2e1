"""A comparison as Markdown, for a comment on a pull request. Nothing that a record says can act in it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from claimbook.changes.compare import Changes, Quote
from claimbook.changes.effects import ChangeKind, DisputeChange
from claimbook.changes.records import What
from claimbook.changes.words import KINDS, Cause, caveats, headline, lines_of, others_of, verbs
from claimbook.diagnostics import Diagnostic
from claimbook.disagreement.disputes import Side
from claimbook.plurals import plural
from claimbook.reports.terminal import plain
from claimbook.rulings.review import Step

# A comment on GitHub holds 65,536 characters: disputes are told in full up to here, then in a line each.
IN_FULL = 30_000
TITLES, SIDES, CLAIMS, LINES, FINDINGS, LONGEST = 50, 8, 4, 12, 30, 400
_ACTIVE = re.compile(r"[\\`*_\[\]<&|~$]")
# Names, issues and addresses are turned into links, and names are told of it, even where they are escaped.
_LINKED = re.compile(r"(?i)[@#](?=\w)|(?<=\w)(?=://)|\bwww(?=\.)")
_APART = "<!-- -->"
# What begins a list, heading or quotation: its last character is escaped.
_START = re.compile(r"[-+#=>]|\d+[.)]")


def as_markdown(comparison: Changes) -> str:
    """Headline, disputes by kind with what did it, and what else is new."""
    told = f"Disputes: {headline(comparison)}" if comparison.effects else headline(comparison).capitalize()
    blocks = [f"**{told}** since {code(comparison.revision.name)} ({comparison.revision.where})"]
    blocks.append(_records(comparison))
    blocks += [f"> {text(caveat)}" for caveat in caveats(comparison)]
    blocks += _disputes(comparison)
    blocks += _others(others_of(comparison))
    return "\n\n".join(blocks) + "\n"


def _records(comparison: Changes) -> str:
    """How many records the change touches."""
    counts = [(what.value, sum(claim.what is what for claim in comparison.claims)) for what in What]
    told = [f"{plural(count, 'claim')} {what}" for what, count in counts if count]
    told += ["vocabulary changed"] if comparison.vocabulary_changed and not comparison.absent else []
    return f"Records: {', '.join(told)}." if told else "No claim was added, changed or removed."


# Disputes


def _disputes(comparison: Changes) -> Iterator[str]:
    """By the first kind of each; in full as far as a comment holds them, then one line each."""
    used = 0
    for kind in ChangeKind:
        effects = [effect for effect in comparison.effects if effect.kinds[0] is kind]
        if effects:
            yield f"### {KINDS[kind].capitalize()}"
        while effects and used < IN_FULL:
            blocks = list(_dispute(effects.pop(0), comparison))
            used += sum(map(len, blocks))
            yield from blocks
        if effects:
            yield "\n".join(f"- {line}" for line in _first([_title(e) for e in effects], TITLES, "dispute"))


def _first(lines: list[str], count: int, noun: str) -> list[str]:
    """The first few of many, and how many more there are."""
    rest = len(lines) - count
    return [*lines[:count], f"and {plural(rest, f'more {noun}')}"] if rest > 0 else lines


def _title(effect: DisputeChange) -> str:
    return f"{code(effect.dispute.id)} ({text(effect.how)})"


def _dispute(effect: DisputeChange, comparison: Changes) -> Iterator[str]:
    also = f", {verbs(effect)}" if len(effect.kinds) > 1 else ""
    yield f"#### {_title(effect)}{also}"
    yield text(effect.dispute.question)
    actionable = replace(effect.dispute, disagreements=effect.dispute.actionable or effect.dispute.disagreements)
    sides = ["\n".join(_side(side, comparison)) for side in actionable.sides]
    yield "\n".join(f"- {side}" for side in _first(sides, SIDES, "position"))
    lines = [_line(line) for line in lines_of(effect, comparison)]
    if lines:
        yield "\n".join(["What changed:", "", *(f"- {line}" for line in _first(lines, LINES, "change"))])
    yield from _next(effect)


def _next(effect: DisputeChange) -> Iterator[str]:
    """What to do about the dispute, if there is anything."""
    now = effect.now
    if now is None or now.step is Step.NOTHING:
        return
    place, command = code(str(now.ruled_at)), code(now.command)
    ways = {
        Step.MEND: f"mend its ruling at {place}",
        Step.WRITE: f"write its ruling at {place}",
        Step.RULE: command,
        Step.RENEW: f"read the ruling at {place} again, correct it if need be, then {command}",
    }
    yield f"Next: {ways[now.step]}"


def _side(side: Side, comparison: Changes) -> Iterator[str]:
    """A position with the claims that hold it, the first few of many."""
    yield f"**{text(side.position)}**"
    claims = [_claim(id_, comparison.quotes[id_]) for id_ in side.claims]
    yield from (f"  - {line}" for line in _first(claims, CLAIMS, "claim"))


def _claim(id_: str, quote: Quote) -> str:
    where = "gone" if quote.gone else code(f"{quote.place.file}:{quote.place.line}")
    return f"{text(quote.says)} ({text(quote.voice)}, {code(id_)}, {where})"


def _line(line: Cause) -> str:
    parts = [line.kind, code(line.id) if line.id else "", text(line.says)]
    where = f" ({code(f'{line.place.file}:{line.place.line}')})" if line.place is not None else ""
    return " ".join(filter(None, parts)) + where


# Other findings


def _others(found: list[Diagnostic]) -> Iterator[str]:
    """What else is new, or broken."""
    if found:
        lines = _first(list(map(_finding, found)), FINDINGS, "finding")
        yield "\n".join(["### Other findings", "", *(f"- {line}" for line in lines)])


def _finding(found: Diagnostic) -> str:
    return f"{code(str(found.place))} {found.severity} {found.code}: {text(found.message)} {text(found.help)}"


# Text that does nothing


def text(words: str) -> str:
    """Words as Markdown that shows them as they are: no markup, no links, nobody called."""
    shown = plain(words)
    shown = f"{shown[:LONGEST]}…" if len(shown) > LONGEST else shown
    pieces, start = [], 0
    for match in _LINKED.finditer(shown):
        pieces.append(_escaped(shown[start : match.end()]))
        start = match.end()
    pieces.append(_escaped(shown[start:]))
    joined = _APART.join(pieces)
    mark = _START.match(joined)
    return joined[: mark.end() - 1] + "\\" + joined[mark.end() - 1 :] if mark is not None else joined


def _escaped(words: str) -> str:
    return _ACTIVE.sub(lambda match: f"\\{match[0]}", words)


def code(words: str) -> str:
    """Words as code, fenced by more backticks than they hold."""
    shown = plain(words)
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}" if shown else ""
