"""The letter that a text starts with."""


def capitalised(text: str) -> str:
    """Text to start a line or a sentence with."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """Text to go on within a sentence; what begins with an abbreviation or a symbol keeps its capital."""
    first = text.partition(" ")[0]
    is_word = first == "A" or (first[1:2].islower() and not any(letter.isupper() for letter in first[1:]))
    return text[:1].lower() + text[1:] if is_word else text
