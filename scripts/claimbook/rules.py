"""Every rule of the check in one place: code, what it means, why it matters, how to fix it.

Diagnostics, ``claimbook explain``, the book's page of codes and the documentation all come
from here. A message is a template; ``report`` fills it in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimbook.diagnostics import Diagnostic, Place, Severity, Sink

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

_MAX_QUOTED = 300


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``broken`` marks input that cannot be trusted (exit status 2).

    Where it ``hides`` records, more may exist than are known. What fills its message in is cut off where nobody reads
    on, unless people need the ``whole``.
    """

    code: str
    title: str
    severity: Severity
    message: str
    help: str
    why: str
    broken: bool = False
    hides: bool = False
    whole: bool = False

    @property
    def family(self) -> str:
        """The beginning that its code shares with those on the same thing."""
        return self.code[:3]


FAMILIES = {
    "CB1": "Records",
    "CB2": "Citations",
    "CB3": "Anchors and coverage",
    "CB4": "Disagreements",
    "CB5": "Rulings",
    "CB6": "Prose",
}
RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        # Records
        Rule(
            "CB101",
            title="YAML cannot be parsed",
            severity=_E,
            message="{problem}: {text!r}",
            help="{advice}",
            why="A file that cannot be parsed hides every record in it.",
            broken=True,
            hides=True,
        ),
        Rule(
            "CB102",
            title="File cannot be read",
            severity=_E,
            message="The file {what}.",
            help="Store it as a UTF-8 text file of reasonable size.",
            why="What cannot be read cannot be checked.",
            broken=True,
            hides=True,
        ),
        Rule(
            "CB103",
            title="Key given twice",
            severity=_E,
            message="'{key}' is given twice; the first one is on line {line}.",
            help="Keep one of the two.",
            why="YAML readers keep the last one silently, so a claim would change unseen.",
            broken=True,
            hides=True,
        ),
        Rule(
            "CB104",
            title="YAML feature not allowed",
            severity=_E,
            message="This file uses {what}.",
            help="{way}",
            why="Records must read the same to every person and every program.",
            broken=True,
            hides=True,
        ),
        Rule(
            "CB105",
            title="Wrong shape",
            severity=_E,
            message="{what} must be {wanted}, but it is {found}.",
            help="{way}",
            why="A value of the wrong shape would be misread.",
            broken=True,
            hides=True,
        ),
        Rule(
            "CB106",
            title="Unknown key",
            severity=_E,
            message="'{key}' is not a key of {what}.",
            help="{suggestion}",
            why="A mistyped key would be passed over, and the record would say less than its author thinks.",
            broken=True,
        ),
        Rule(
            "CB107",
            title="Key is missing",
            severity=_E,
            message="{what} has no '{key}'.",
            help="{way}",
            why="Without it the record cannot be placed, cited or compared.",
            broken=True,
        ),
        Rule(
            "CB108",
            title="Unknown term",
            severity=_E,
            message="'{text}' is not a term of '{dimension}'.",
            help="{suggestion}",
            why="Two spellings of one thing never meet, so their contradiction would go unseen.",
            broken=True,
        ),
        Rule(
            "CB109",
            title="Value cannot be read",
            severity=_E,
            message="{key}: {why}.",
            help="{way}",
            why="Only typed values can be compared.",
            broken=True,
        ),
        Rule(
            "CB110",
            title="Id used twice",
            severity=_E,
            message="The id '{id}' is already used at {first}.",
            help="Give one of the two another id.",
            why="An id is a permalink; it must name one claim.",
            broken=True,
        ),
        Rule(
            "CB111",
            title="Malformed id",
            severity=_E,
            message="'{id}' is not a valid id.",
            help="Write words of a-z and 0-9 joined by '-', e.g. '{example}'.",
            why="Ids become addresses in the book.",
            broken=True,
        ),
        Rule(
            "CB112",
            title="Form is unclear",
            severity=_E,
            message="The claim has {found}.",
            help="{way}",
            why="A claim has one form: effect, value, moderation or statement.",
            broken=True,
        ),
        Rule(
            "CB113",
            title="Key does not apply",
            severity=_E,
            message="{what} does not know '{key}'.",
            help="It may state: {known}.",
            why="A condition that is never compared would look as if it were.",
            broken=True,
        ),
        Rule(
            "CB114",
            title="Subject is missing",
            severity=_E,
            message="{what} does not say its {dimension}.",
            help=(
                "Add '{dimension}: ...' to the claim, its passage or the file's defaults; write 'any' where it "
                "is not limited."
            ),
            why="What a claim is about decides what it is compared with.",
            broken=True,
        ),
        Rule(
            "CB115",
            title="Unknown word",
            severity=_E,
            message="{key}: '{text}' is not one of the words allowed here.",
            help="{suggestion}",
            why="These words decide how claims are compared.",
            broken=True,
        ),
        Rule(
            "CB116",
            title="Unknown claim",
            severity=_E,
            message="{key} names the claim '{id}', which does not exist.",
            help="{suggestion}",
            why="A reference to nothing cannot be followed.",
            broken=True,
        ),
        Rule(
            "CB117",
            title="Knowledge base incomplete",
            severity=_E,
            message="{what}",
            help="{way}",
            why="The check needs a vocabulary, a bibliography and at least one source.",
            broken=True,
            hides=True,
        ),
        Rule(
            "CB118",
            title="Vocabulary contradicts itself",
            severity=_E,
            message="{what}",
            help="{way}",
            why="Every comparison rests on the vocabulary.",
            broken=True,
        ),
        Rule(
            "CB119",
            title="File in the wrong folder",
            severity=_E,
            message="The file says its source is '{found}' but lies in the folder of '{folder}'.",
            help="Move the file, or correct 'source'.",
            why="The folder is how people find a source's records.",
            broken=True,
        ),
        Rule(
            "CB120",
            title="Schema out of date",
            severity=_N,
            message="{name} is not what the vocabulary makes now.",
            help="Run `claimbook schema --write`.",
            why="Editors would complete and check records by old words.",
        ),
        Rule(
            "CB121",
            title="File that nothing reads",
            severity=_E,
            message="No records are looked for in a file of this name and place.",
            help=(
                "Records lie in claims/<citation key>/ and rulings in claims/rulings/, in files whose names end "
                "in '.yml'."
            ),
            why="Its records would be missing from every comparison without anybody noticing.",
            broken=True,
        ),
        Rule(
            "CB122",
            title="Claims set aside",
            severity=_N,
            message="Claims neither checked nor compared, as they rest on what is wrong in the vocabulary: {count}.",
            help="Mend the vocabulary and check again; whatever is wrong with them is reported then.",
            why="An error in the vocabulary would be told again in every claim that uses the word.",
        ),
        Rule(
            "CB123",
            title="Superseded by a claim about something else",
            severity=_W,
            message="'{id}' is superseded by '{by}' of another source, which is not about its {property}.",
            help="Look whether another claim was meant; if it was not, leave it so.",
            why="A claim that is superseded is compared with nothing, so that a slip here hides a disagreement.",
        ),
        # Citations
        Rule(
            "CB201",
            title="Source not in the bibliography",
            severity=_E,
            message="The source '{key}' has no entry in {bib}.",
            help="{suggestion}",
            why="Every claim must lead to a document that a reader can find.",
        ),
        Rule(
            "CB202",
            title="Citation key not defined",
            severity=_E,
            message="'{key}' is cited but has no entry in {bib}.",
            help="{suggestion}",
            why="A citation that leads nowhere cannot be checked.",
        ),
        Rule(
            "CB203",
            title="Source without claims",
            severity=_W,
            message="The source '{key}' has no claim.",
            help="Add claims or remove the source.",
            why="An unused source suggests evidence that is not there.",
        ),
        Rule(
            "CB204",
            title="BibTeX cannot be parsed",
            severity=_E,
            message="{problem}.",
            help="Correct the entry; everything after it may be lost.",
            why="A broken bibliography breaks every citation after the error.",
            broken=True,
        ),
        Rule(
            "CB205",
            title="Bibliography has a key twice",
            severity=_E,
            message="The key '{key}' is already given at {first}{but}.",
            help="Keep one of the two entries, or give one another key; small and capital letters are the same here.",
            why="BibTeX drops every entry after a repeated key without a word.",
            broken=True,
        ),
        Rule(
            "CB206",
            title="Entry lacks a field",
            severity=_E,
            message="'{key}' (@{type}) has no {missing}.",
            help="{way} it; if nobody saw it, list it in the field 'unseen'.",
            why="A reader must be able to find the work, or be told what is not known of it.",
        ),
        Rule(
            "CB207",
            title="Malformed field",
            severity=_E,
            message="{field} of '{key}': {why}.",
            help="{way}",
            why="A mistyped number or address leads to another work or to none.",
        ),
        Rule(
            "CB208",
            title="Online work without a day of reading",
            severity=_E,
            message="'{key}' is online and has no 'urldate'.",
            help='Add the day on which it was read, like urldate = "2020-05-17"; if nobody knows it, list '
            "'urldate' in the field 'unseen'.",
            why="Pages change and vanish; a reader must know which state is meant.",
        ),
        Rule(
            "CB209",
            title="Work under two keys",
            severity=_E,
            message="'{key}' looks like the work of '{other}' at {first}: {same}.",
            help="Keep one key and cite it everywhere; if they are two works, name the other key in 'related'.",
            why="One study under two names counts twice, and what is said of it never meets.",
        ),
        Rule(
            "CB210",
            title="Odd name",
            severity=_W,
            message="The name '{name}' of '{key}' looks {looks}.",
            help="{way}",
            why="A work is cited and looked for by its authors' names.",
        ),
        Rule(
            "CB211",
            title="Entry never cited",
            severity=_W,
            message="Nothing cites '{key}'.",
            help="Cite it where it matters, or remove it.",
            why="A list of references that holds more than was used suggests evidence that is not there.",
        ),
        Rule(
            "CB212",
            title="Citation key in the wrong case",
            severity=_E,
            message="'{key}' is cited, but the bibliography has it as '{right}'.",
            help="Write '{right}'.",
            why="Some programs take the two for one key and others do not, so the citation gets lost without a word.",
        ),
        Rule(
            "CB213",
            title="Work no longer stands",
            severity=_W,
            message="'{key}' is cited, but it {told} (said at {where}).",
            help="Say so where it is cited, or rest on something else.",
            why="Readers go on believing what was taken back unless they are told.",
        ),
        Rule(
            "CB214",
            title="List of retractions cannot be used",
            severity=_E,
            message="The list of retractions '{name}' {why}.",
            help="Give a CSV file as Retraction Watch or Crossref publish it, in UTF-8 with a line of headings.",
            why="Without the list no work would look retracted.",
            broken=True,
        ),
        Rule(
            "CB215",
            title="Misreport",
            severity=_W,
            message="'{claim}' tells of {study} what that study does not say: {what}.",
            help="Compare both records with what they were taken from; if they are right, the source is not.",
            why="A retelling that differs from its study is the commonest way in which an error spreads.",
        ),
        Rule(
            "CB216",
            title="Untraceable reference",
            severity=_N,
            message="The reference '{id}' leads nowhere ({gives}).{works}",
            help="{because}",
            why="What rests on a study that nobody can find rests on the source's word alone.",
        ),
        Rule(
            "CB217",
            title="Partial reference",
            severity=_N,
            message="The reference '{id}' gives too little to be sure of the work ({gives}).{works}",
            help="{because}",
            why="A reader must know that the study was guessed.",
        ),
        Rule(
            "CB218",
            title="Reference without claims",
            severity=_E,
            message="The reference '{id}' has the study label '{study}', which no claim has.",
            help="Correct the label, give it to the claims that retell the reference, or leave it out.",
            why="A label that fits nothing breaks the chain from the claims to what they rest on.",
        ),
        Rule(
            "CB219",
            title="Entry differs from the registry",
            severity=_W,
            message="{what}",
            help="{way}",
            why="An entry that names another title, year or author than the registry may lead readers to another work.",
        ),
        Rule(
            "CB220",
            title="Registry snapshot cannot be used",
            severity=_E,
            message="The registries' answers cannot be used: {why}.",
            help="Run `claimbook refresh`, which makes the file anew; do not edit it by hand.",
            why="Without the answers no difference would show, and no retraction.",
        ),
        Rule(
            "CB221",
            title="Registry snapshot out of date",
            severity=_N,
            message="{name} has no answer about {told}.",
            help="Run `claimbook refresh` where there is a network.",
            why="An identifier that nobody looked up since it was written may lead to another work.",
        ),
        Rule(
            "CB222",
            title="No bibliography",
            severity=_E,
            message="There is no bibliography: {name} is missing under the root.",
            help="Put a BibTeX file with an entry for each source there.",
            why="Every claim must lead to a document that a reader can find.",
        ),
        Rule(
            "CB223",
            title="Study label that is another source's key",
            severity=_W,
            message="The study label '{study}' is the key of another source, but stands for a study of {source}'s own.",
            help="If that source is meant, write 'reports: [{study}]' instead of the label; if not, change the label.",
            why="Claims that tell of one study would count as independent, and not be held against what it says.",
        ),
        # Anchors and coverage
        Rule(
            "CB301",
            title="Malformed anchor",
            severity=_E,
            message="'{text}' is not an anchor.",
            help="Let `claimbook anchor {source} 'the passage'` print it; it looks like 0a3dd7eff042d834/7@605.",
            why="Anchors are computed, never typed.",
            broken=True,
        ),
        Rule(
            "CB302",
            title="Passage missing",
            severity=_E,
            message="The passage of anchor {anchor} is not in the text of '{source}'.",
            help="{suggestion}",
            why="A claim whose passage is gone has no evidence.",
            broken=True,
        ),
        Rule(
            "CB303",
            title="Passage ambiguous",
            severity=_E,
            message=(
                "The passage of anchor {anchor} stands in several places of '{source}', none of them at the hint."
            ),
            help="Anchor a longer passage.",
            why="It is unclear which place is meant.",
        ),
        Rule(
            "CB304",
            title="Passage moved",
            severity=_W,
            message="The passage of anchor {anchor} now starts at token {index}.",
            help="Run `claimbook anchor --fix`.",
            why="The hint is out of date; the passage itself is intact.",
        ),
        Rule(
            "CB305",
            title="Anchors not verified",
            severity=_N,
            message="{count} anchors were not verified: {reason}.",
            help="Set CLAIMBOOK_ARCHIVE or pass --archive with the folder that holds <citation key>.txt.",
            why="Without the text nobody has looked whether the passages are there.",
        ),
        Rule(
            "CB306",
            title="Passage not covered",
            severity=_E,
            message="Nothing is recorded of line {line} of '{source}' (tokens {first} to {last}).",
            help="Add a claim or an exclusion: `claimbook new {source} --tokens {first}..{last}` starts one.",
            why="What is left out silently may be what matters.",
        ),
        Rule(
            "CB307",
            title="Words not covered",
            severity=_N,
            message="{count} tokens of '{source}' lie outside every anchor although their sentence is covered.",
            help="See `claimbook coverage {source}`; widen an anchor where they carry meaning.",
            why="A condition at the end of a sentence is easily lost.",
        ),
        Rule(
            "CB308",
            title="Anchor spans several units",
            severity=_E,
            message="Anchor {anchor} reaches over more than one sentence or line.",
            help="Give a list of anchors, one for each, the one that asserts first.",
            why="A claim must be pinned to the sentence that makes it.",
        ),
        Rule(
            "CB309",
            title="Passage excluded twice",
            severity=_E,
            message="The same passage is already excluded at {first}.",
            help="Keep one of the two.",
            why="Two reasons for one passage may differ, and only the first counts.",
        ),
        # Disagreements
        Rule(
            "CB401",
            title="Conflict",
            severity=_E,
            message="{question} {what}",
            help="{way}",
            why="Claims that cannot both be right need a reviewer's decision before readers rely on either.",
            whole=True,
        ),
        Rule(
            "CB402",
            title="Tension",
            severity=_E,
            message="{question} {what}",
            help="{way}",
            why="Claims that hardly fit need a reviewer's decision before readers rely on either.",
            whole=True,
        ),
        Rule(
            "CB403",
            title="Exception",
            severity=_N,
            message="{question} {what}",
            help="Nothing to rule on; keep the scope in mind.",
            why="A general claim with a special case against it.",
            whole=True,
        ),
        Rule(
            "CB404",
            title="Contrast",
            severity=_N,
            message="{question} {what}",
            help="Nothing to rule on; a stated circumstance explains it.",
            why="Claims made under circumstances that exclude each other may both be true.",
            whole=True,
        ),
        Rule(
            "CB405",
            title="Search stopped early",
            severity=_W,
            message="The search for {what} stopped before all was looked at.",
            help="What was found is reported, smaller sets first; settle that and check again.",
            why="What nobody looked for must not pass for agreement.",
        ),
        # Rulings
        Rule(
            "CB501",
            title="Ruling out of date",
            severity=_E,
            message="The ruling on '{dispute}' was made on other claims than now stand.",
            help=(
                "Read the dispute again (`claimbook check --select CB4`) and correct the ruling; then, or if it still "
                "holds, run `claimbook rule {dispute} --accept`."
            ),
            why="A decision holds for what was decided on.",
        ),
        Rule(
            "CB502",
            title="Ruling without a dispute",
            severity=_E,
            message="There is no dispute '{dispute}' at conflict or tension.",
            help="{suggestion}",
            why="A ruling on nothing misleads readers.",
            whole=True,
        ),
        Rule(
            "CB503",
            title="Two rulings on one dispute",
            severity=_E,
            message="'{dispute}' is already ruled on at {first}.",
            help="Keep one.",
            why="Two decisions on one question are none.",
        ),
        Rule(
            "CB504",
            title="Ruling prefers a claim of no side",
            severity=_E,
            message="The ruling on '{dispute}' prefers '{id}', which takes no side in that dispute.",
            help="The claims in it are: {sides}.",
            why="Readers would be sent to a claim that answers another question.",
            whole=True,
        ),
        Rule(
            "CB505",
            title="Ruling not written yet",
            severity=_E,
            message="The ruling on '{dispute}' is still a draft.",
            help=(
                "Say in 'because' what was looked at and why it is decided so, delete the word 'DRAFT:' there, and "
                "choose the verdict."
            ),
            why="A draft says what stands against what; nobody has decided anything yet.",
        ),
        Rule(
            "CB506",
            title="Ruling prefers both sides",
            severity=_E,
            message="The ruling on '{dispute}' takes one side, but prefers '{one}' and '{other}', which disagree.",
            help="Keep what holds; where each may hold in its own way, the verdict is 'explained'.",
            why="Readers could not tell which side was taken.",
        ),
        # Prose
        Rule(
            "CB601",
            title="Nothing is cited",
            severity=_E,
            message="The {kind} '{start}' cites neither a claim nor a reference.",
            help=(
                "{first}Cite what it rests on with the role claim or cite. If it asserts nothing that could be cited, "
                "say why with the role uncited."
            ),
            why="A sentence that leads nowhere cannot be checked, by a reader or by anything else.",
        ),
        Rule(
            "CB602",
            title="Number that is not in what is cited",
            severity=_E,
            message="'{text}' does not stand in what the {kind} '{start}' cites.",
            help="{nearest} Correct the number, or cite the claim that gives it.",
            why="Numbers are what readers carry away, and the first thing to drift when records change.",
        ),
        Rule(
            "CB603",
            title="Direction against what is cited",
            severity=_E,
            message="'{word}' says that {direction}, and what it cites says otherwise ({claims_against}).",
            help="Say what the claims say, or cite one that bears it out.",
            why="A result told the wrong way round is worse than one not told.",
        ),
        Rule(
            "CB604",
            title="Disputed claim without its flag",
            severity=_W,
            message="The {kind} '{start}' leans on '{claim}' without its flag: it is in the dispute '{in_dispute}'.",
            help="Cite the claim itself with the role claim, which shows the flag, or name the dispute.",
            why="A reference shows no flag, so that what is disputed would read as settled.",
        ),
        Rule(
            "CB605",
            title="Claims that no page shows",
            severity=_N,
            message="No page shows these claims of '{source}' ({count}): {ids}.",
            help="Cite those that readers need, or list them by property or topic; a list of all does not count.",
            why="What was recorded and is told nowhere was either not worth recording or was forgotten.",
        ),
        Rule(
            "CB606",
            title="Escape from citing",
            severity=_N,
            message="Left uncited on purpose ({codes}, {count} in all): {reason}.",
            help="Nothing to do while the reason holds.",
            why="What nobody can check should at least be known.",
        ),
        Rule(
            "CB607",
            title="Escape without use",
            severity=_E,
            message="This escape {what}.",
            help="Take it out, or say in it why nothing can be cited here.",
            why="An escape that is left behind lets the next slip pass.",
        ),
        Rule(
            "CB608",
            title="Name that nothing has",
            severity=_E,
            message="There is no {kind} '{name}'.",
            help="{suggestion}",
            why="A reference that leads nowhere shows readers an error instead of evidence.",
        ),
        Rule(
            "CB609",
            title="Claim that says one thing and types another",
            severity=_W,
            message="'{id}' {what}.",
            help="Look at the passage again, and correct whichever of the two is wrong.",
            why="Pages rest on both, so that a slip in either would go unseen.",
        ),
        Rule(
            "CB610",
            title="Reference out of place",
            severity=_W,
            message="'{name}' has next to nothing to do with what the {kind} '{start}' says: both have {common}.",
            help="{instead}; or say what it is about.",
            why="A key that exists but was swapped sends readers to evidence for something else.",
        ),
    )
}


def is_broken(diagnostic: Diagnostic) -> bool:
    """Whether the finding means that input cannot be trusted."""
    return RULES[diagnostic.code].broken


def hides_records(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether a file, or a part of one, could not be read, so that more records may exist than are known."""
    return any(RULES[diagnostic.code].hides for diagnostic in diagnostics)


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
    quoted = values if rule.whole else {name: _quoted(value) for name, value in values.items()}
    fields = {"dispute": dispute, **quoted}
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


def _quoted(value: object) -> object:
    """What is quoted from a file, cut off where nobody reads on."""
    return f"{value[:_MAX_QUOTED]}..." if isinstance(value, str) and len(value) > _MAX_QUOTED else value


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
