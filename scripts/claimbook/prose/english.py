"""English, as far as the check of prose reads it: numbers, units, and words that say which way it went.

Data only. Words of a field of knowledge do not belong here; those of what was compared come from the vocabulary.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Numbers written out.
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBERS = {word: number for number, word in enumerate(_NUMBERS.split())} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
}

# Words after a number that multiply it.
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}

# How units are spelled in sentences; symbols and plain plurals are known without this.
UNITS = {
    spelling: symbol
    for symbol, spellings in {
        "h": "hr hrs", "min": "mins", "s": "sec secs second seconds", "%": "percent",
        "mg": "milligram milligrams", "ug": "microgram micrograms", "g": "gram grams", "kg": "kilogram kilograms",
        "L": "l litre litres liter liters", "mL": "ml millilitre millilitres milliliter milliliters", "dL": "dl",
    }.items()
    for spelling in spellings.split()
} | {"per cent": "%"}  # fmt: skip

# Words between two numbers of which only the last has its unit: "50 to 250 mg".
BETWEEN = _words("to and or nor v vs versus against with – - — , / ..")

# Between the two ends of a range.
RANGING = _words("to – - — ..")

# Before a number that leaves out the unit of the one before: "6 months instead of 9".
ELLIPSES = ("instead of", "rather than", "from", "against", "than", "not")

# What a bare number may number: "Table 1", "row 4".
NUMBERED = _words(
    "table row column figure fig section chapter page paragraph issue question answer item step point faq line "
    "appendix footnote note part heading list"
)

# Where a sentence does not end although there is a full stop.
ABBREVIATIONS = _words("e.g i.e etc vs v cf al Dr Mr Ms Mrs Prof St no No approx ca Fig")

# Words that say which way it went, for whatever was tried. Those of speed do not: remission may come sooner, or death.
BETTER = _words(
    "better improve improves improved improving improvement improvements benefit benefits benefited benefitted "
    "benefiting beneficial help helps helped helpful effective efficacious superior outperform outperforms "
    "outperformed beat advantage advantages gain gains succeeded positive favourable favorable "
    "works worked enhance enhances enhanced enhancing relief relieved"
)
WORSE = _words(
    "worse worsen worsens worsened worsening harmed harmful inferior impair impairs impaired deteriorate "
    "deteriorated deterioration poorer detrimental hinder hinders hindered backfired"
)
# Words that say that nothing was seen: of their own accord, and after a negation.
NOTHING = _words("ineffective null useless unhelpful")
NOTHING_IF_NEGATED = _words("effect effects difference differences differ differed differs different differing")
# Words that make a difference or effect one that was seen: "a clear effect", unless it is denied.
STRESS = _words("clear significant overall marked strong lasting real large")
NOTHING_PHRASES = (("nothing", "added"), ("added", "nothing"), ("adds", "nothing"))
POINTING = BETTER | WORSE | NOTHING | NOTHING_IF_NEGATED | {phrase[-1] for phrase in NOTHING_PHRASES}

NEGATIONS = _words(
    "no not never neither nor none nothing without cannot nobody hardly fail fails failed lack lacks lacked"
)
# With one of these near, nobody can say which way a word points.
UNSETTLING = _words(
    "whether if unless would should unsure unclear unknown question questions ask asks expect expected hope hoped "
    "designed intended meant aimed side until little less least fewer smaller lower weaker too how"
)
UNSETTLING_PHRASES = ("no doubt", "not necessarily", "no longer", "nothing but", "no matter", "or not")
# After a word of gain, these take it back or leave it open.
FADING = _words(
    "lost lose faded fade fades fading vanished vanish disappeared disappear disappears diminish diminished diminishes "
    "shrink shrank shrinks declined decline not no never nothing absent gone unclear disputed doubtful"
)
# After one of these, what was tried against is not what a sentence is about: "no better than placebo".
BEFORE_OBJECTS = _words("than from over to with against versus vs v beat and or as like of for")
# Words with which another thought begins.
CLAUSES = _words("but while whereas although though however yet which who except")

# Words that tell nothing of what a sentence is about.
FUNCTION_WORDS = _words(
    "a an the of to and or nor in on for with by at as is was were be been being no not than that this these those "
    "it its from which who whom whose what when where how why whether they them their there here he she his her we "
    "our you your has have had having are but so one all any each both some other others only also more most less "
    "least after before into over under about between within without against during through up down out off then if "
    "may might can could would should will shall do does did done very much many few such same own too just even "
    "still yet again because while since until though although however per via"
)
