"""Every rule of the check in one place: code, what it means, why it matters, how to fix it.

Diagnostics, ``claimbook explain``, the book's page of codes and the documentation all come
from here. A message is a template; ``report`` fills it in.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claimbook.diagnostics import Diagnostic, Place, Severity, Sink

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``broken`` marks input that cannot be trusted (exit status 2)."""

    code: str
    title: str
    severity: Severity
    message: str
    help: str
    why: str
    broken: bool = False


RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        # Records
        Rule("CB101", "YAML cannot be parsed", _E, "{problem}: {text!r}", "{advice}",
             "A file that cannot be parsed hides every record in it.", True),
        Rule("CB102", "File cannot be read", _E, "The file {what}.", "Store it as a UTF-8 text file of reasonable size.",
             "What cannot be read cannot be checked.", True),
        Rule("CB103", "Key given twice", _E, "'{key}' is given twice; the first one is on line {line}.",
             "Keep one of the two.", "YAML readers keep the last one silently, so a claim would change unseen.", True),
        Rule("CB104", "YAML feature not allowed", _E, "This file uses {what}.", "{way}",
             "Records must read the same to every person and every program.", True),
        Rule("CB105", "Wrong shape", _E, "'{key}' must be {wanted}, but it is {found}.", "{way}",
             "A value of the wrong shape would be misread.", True),
        Rule("CB106", "Unknown key", _E, "'{key}' is not a key of {what}.", "{suggestion}",
             "A mistyped key would be passed over, and the record would say less than its author thinks.", True),
        Rule("CB107", "Key is missing", _E, "{what} has no '{key}'.", "{way}",
             "Without it the record cannot be placed, cited or compared.", True),
        Rule("CB108", "Unknown term", _E, "'{text}' is not a term of '{dimension}'.", "{suggestion}",
             "Two spellings of one thing never meet, so their contradiction would go unseen.", True),
        Rule("CB109", "Value cannot be read", _E, "{key}: {why}.", "{way}",
             "Only typed values can be compared.", True),
        Rule("CB110", "Id used twice", _E, "The id '{id}' is already used at {first}.",
             "Give one of the two claims another id.", "An id is a permalink; it must name one claim.", True),
        Rule("CB111", "Malformed id", _E, "'{id}' is not a valid id.", "Write words of a-z and 0-9 joined by '-', e.g. '{example}'.",
             "Ids become addresses in the book.", True),
        Rule("CB112", "Form is unclear", _E, "The claim has {found}.", "{way}",
             "A claim has one form: effect, value, moderation or statement.", True),
        Rule("CB113", "Key does not apply", _E, "{what} does not know '{key}'.", "It may state: {known}.",
             "A condition that is never compared would look as if it were.", True),
        Rule("CB114", "Subject is missing", _E, "{what} does not say its {dimension}.",
             "Add '{dimension}: ...' to the claim, its passage or the file's defaults; write 'any' where it is not limited.",
             "What a claim is about decides what it is compared with.", True),
        Rule("CB115", "Unknown word", _E, "{key}: '{text}' is not one of the words allowed here.", "{suggestion}",
             "These words decide how claims are compared.", True),
        Rule("CB116", "Unknown claim", _E, "{key} names the claim '{id}', which does not exist.", "{suggestion}",
             "A reference to nothing cannot be followed.", True),
        Rule("CB117", "Knowledge base incomplete", _E, "{what}", "{way}",
             "The check needs a vocabulary and at least one source.", True),
        Rule("CB118", "Vocabulary contradicts itself", _E, "{what}", "{way}",
             "Every comparison rests on the vocabulary.", True),
        Rule("CB119", "File in the wrong folder", _E, "The file says its source is '{found}' but lies in the folder of '{folder}'.",
             "Move the file, or correct 'source'.", "The folder is how people find a source's records.", True),
        # Citations
        Rule("CB201", "Source not in the bibliography", _E, "The source '{key}' has no entry in {bib}.", "{suggestion}",
             "Every claim must lead to a document that a reader can find."),
        Rule("CB202", "Citation key not defined", _E, "'{key}' is cited but has no entry in {bib}.", "{suggestion}",
             "A citation that leads nowhere cannot be checked."),
        Rule("CB203", "Source without claims", _W, "The source '{key}' has no claim.", "Add claims or remove the source.",
             "An unused source suggests evidence that is not there."),
        Rule("CB204", "BibTeX cannot be parsed", _E, "{problem}", "Correct the entry; everything after it may be lost.",
             "A broken bibliography breaks every citation after the error.", True),
        # Anchors and coverage
        Rule("CB301", "Malformed anchor", _E, "'{text}' is not an anchor.",
             "Let `claimbook anchor {source} 'the passage'` print it; it looks like 0a3dd7eff042d834/7@605.",
             "Anchors are computed, never typed.", True),
        Rule("CB302", "Passage missing", _E, "The passage of anchor {anchor} is not in the text of '{source}'.",
             "{suggestion}", "A claim whose passage is gone has no evidence.", True),
        Rule("CB303", "Passage ambiguous", _E, "The passage of anchor {anchor} stands in several places of '{source}', none of them at the hint.",
             "Anchor a longer passage.", "It is unclear which place is meant."),
        Rule("CB304", "Passage moved", _W, "The passage of anchor {anchor} now starts at token {index}.",
             "Run `claimbook anchor --fix`.", "The hint is out of date; the passage itself is intact."),
        Rule("CB305", "Anchors not verified", _N, "{count} anchors were not verified: {reason}.",
             "Set CLAIMBOOK_ARCHIVE or pass --archive with the folder that holds <citation key>.txt.",
             "Without the text nobody has looked whether the passages are there."),
        Rule("CB306", "Passage not covered", _E, "Nothing is recorded of line {line} of '{source}' (tokens {first} to {last}).",
             "Add a claim or an exclusion: `claimbook new {source} --tokens {first}..{last}` starts one.",
             "What is left out silently may be what matters."),
        Rule("CB307", "Words not covered", _N, "{count} tokens of '{source}' lie outside every anchor although their sentence is covered.",
             "See `claimbook coverage {source}`; widen an anchor where they carry meaning.",
             "A condition at the end of a sentence is easily lost."),
        Rule("CB308", "Anchor spans several units", _E, "Anchor {anchor} reaches over more than one sentence or line.",
             "Give a list of anchors, one for each, the one that asserts first.",
             "A claim must be pinned to the sentence that makes it."),
        # Disagreements
        Rule("CB401", "Conflict", _E, "{question} {what}", "{way}",
             "Claims that cannot both be right need a reviewer's decision before readers rely on either."),
        Rule("CB402", "Tension", _E, "{question} {what}", "{way}",
             "Claims that hardly fit need a reviewer's decision before readers rely on either."),
        Rule("CB403", "Exception", _N, "{question} {what}", "Nothing to rule on; keep the scope in mind.",
             "A general claim with a special case against it."),
        Rule("CB404", "Contrast", _N, "{question} {what}", "Nothing to rule on; a stated circumstance explains it.",
             "Claims made under circumstances that exclude each other may both be true."),
        # Rulings
        Rule("CB501", "Ruling out of date", _E, "The ruling on '{dispute}' was made on other claims than now stand.",
             "Read the dispute again (`claimbook check --select CB4`), then correct the ruling and set 'of: {fingerprint}'.",
             "A decision holds for what was decided on."),
        Rule("CB502", "Ruling without a dispute", _E, "There is no dispute '{dispute}' at conflict or tension.", "{suggestion}",
             "A ruling on nothing misleads readers."),
        Rule("CB503", "Two rulings on one dispute", _E, "'{dispute}' is already ruled on at {first}.", "Keep one.",
             "Two decisions on one question are none."),
        # Prose
        Rule("CB601", "Unknown claim in a page", _E, "{{{role}}} names '{id}', which does not exist.", "{suggestion}",
             "A sentence of the book would rest on nothing."),
    )
}  # fmt: skip


def make(
    code: str,
    place: Place,
    /,
    *,
    claims: Sequence[str] = (),
    dispute: str | None = None,
    about: Sequence[str] = (),
    **values: object,
) -> Diagnostic:
    """A diagnostic of a rule, its message and help filled in."""
    rule = RULES[code]
    fields = {"dispute": dispute, **values}
    return Diagnostic(
        code=code,
        severity=rule.severity,
        message=rule.message.format(**fields),
        help=rule.help.format(**fields),
        place=place,
        claims=tuple(claims),
        dispute=dispute,
        about=tuple(about),
    )


def report(
    sink: Sink,
    code: str,
    place: Place,
    /,
    *,
    claims: Sequence[str] = (),
    dispute: str | None = None,
    about: Sequence[str] = (),
    **values: object,
) -> None:
    """Put a diagnostic of a rule into the sink."""
    sink.add(make(code, place, claims=claims, dispute=dispute, about=about, **values))
