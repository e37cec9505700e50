"""Does the cited text hold every value and name of a claim, each of its own subject?

The gate before anything is shown: rules over quantities, dates, names and titles, the same for a language model's sentences
and for the program's own. It decides about one claim and the sentences that it cites; which sentences those are is
`citations`' to find.

    quantity    the same value in the same unit, in the cited sentences; and where claim and source both name whose it is,
                the same holder: 石家庄's 406 is not 唐山's
    date        every part that is claimed (year, month, day, part of day) in a date of the source that contradicts none
    name        in the cited sentences, or in what they go on from: their paragraph before them, their headings
    title       the very title, 副局长 for 副局长, of the same person
    question    what is asked about: its names and titles in the passages of the citations, and the quantity of its subject
    exchanged   in a sentence that is nearly copied, no name in the place of another
    the rest    at least half of the claim's words
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.sections import Document
from index.words import cut, is_name, letters, normalised
from qa.dates import dates, unsaid
from qa.names import ORGANISATION, PERSON, PLACE, WORK, Name, bare_title, named, names, same_name, titles
from qa.numbers import DIGITS
from qa.quantities import Quantity, quantities
from qa.questions import Kind, is_stop_word, kind_of

MAX_BEFORE_CHARS = 600
# A sentence that says it in other words shares fewer words; one that says something else shares hardly any.
MIN_SHARED_WORDS = 0.5
MIN_COPIED = 0.6  # the share of a claim's characters from which on it is a sentence of the source, changed

_PRONOUN = re.compile("[他她它其该此本这那我你]")
_UNNAMED = re.compile("^[在于中]|[西公]元")  # what the tagger takes for a part of a name
_CLAUSE = re.compile(r"[，。；！？：,;:!?“”‘’\n（）()]")
# What may stand between the beginning of a clause and its subject.
_ADVERBIAL = re.compile(
    r"(?:\s|目前|截至|截止|近年来?|此外|另外|同时|其中|而且|而|但是?|并且?|据悉|据|随着|当前|至今|以来|期间|之后|以后|后来?|前|在|于|自|从|到|了|则|也|、|[-—·])*"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Cited sentences; what they go on from: headings, and their paragraph before them; and all that stands around them."""

    text: str
    before: str = ""
    around: str = ""


def evidence_at(document: Document, section: str, start: int, end: int) -> Evidence:
    """`document.text[start:end]` as evidence."""
    text = document.text
    paragraph = max(text.rfind("\n", 0, start) + 1, start - MAX_BEFORE_CHARS)
    headings = "\n".join(dict.fromkeys((document.title, section)))
    around = text[max(0, start - MAX_BEFORE_CHARS) : end + MAX_BEFORE_CHARS]
    return Evidence(text[start:end], f"{headings}\n{text[paragraph:start]}", f"{headings}\n{around}")


def objection(claim: str, evidence: Sequence[Evidence], *, question: str = "") -> str:
    """Why the evidence does not support the claim, in one line for people; "" where it does.

    question: what the claim answers, where it does: a claim that is true of something else is no answer.

    >>> objection("石家庄承接了506个项目", [Evidence("累计承接项目406个。", "石家庄深度融入。")])
    '出处里没有“506个”'
    """
    if not evidence:
        return "没有出处"
    for line in _asked(claim, question, evidence):
        return line
    said = "\n".join(one.text for one in evidence)
    if letters(claim) in letters(said):
        return ""  # word for word
    around = "\n".join(f"{one.before}\n{one.text}" for one in evidence)
    for objections in (_names, _quantities, _dates, _titles, _exchanged):
        for line in objections(claim, evidence, said, around):
            return line
    return "" if _shared_words(claim, around) >= MIN_SHARED_WORDS else "出处没有这样说"


def _asked(claim: str, question: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    """What the question asks about and the passages lack; or whose the claim's quantities are, if not its subject's."""
    around = "\n".join(one.around or one.text for one in evidence)
    for name in names(question):
        # Questions name organisations loosely, and the tagger is less sure of them.
        if name.kind in (PERSON, PLACE) and not named(_UNNAMED.sub("", name.text), around):
            yield f"出处没有提到“{name.text}”"
    held = {title.text for title in titles(around)}
    for title in titles(question):
        # Only a deputy instead of the chief, or the other way round: titles are often paraphrased.
        other = next((one for one in held if bare_title(one) == bare_title(title.text)), None)
        if other and title.text not in held:
            yield f"出处里是“{other}”，没有“{title.text}”"
    subject = _subject(question, len(question), ())
    for claimed in quantities(claim) if subject and kind_of(question) is Kind.NUMBER else ():
        if subject and not claimed.ordinal and (holder := _other_holder(subject, claimed, evidence)):
            yield f"出处里的“{claim[claimed.start : claimed.end]}”说的是{holder}"


def _quantities(claim: str, evidence: Sequence[Evidence], said: str, around: str) -> Iterator[str]:
    source = quantities(said)
    for claimed in quantities(claim):
        words = claim[claimed.start : claimed.end]
        if claimed.low == claimed.high == 1 and words[0] == "一" and not claimed.comparison:
            continue  # 一个 counts nothing
        if not any(one.says(claimed) for one in source):
            yield f"出处里没有“{words}”"
        elif (subject := _subject(claim, claimed.start, ())) and (holder := _other_holder(subject, claimed, evidence)):
            yield f"出处里的“{words}”说的是{holder}"


def _other_holder(holder: Name, claimed: Quantity, evidence: Sequence[Evidence]) -> str:
    """Whose the quantity is in the source, where that is somebody else's than the holder's at every place; else ""."""
    others = []
    for one in evidence:
        text, shift = f"{one.before}\n{one.text}", len(one.before) + 1
        for quantity in quantities(one.text):
            if not quantity.says(claimed):
                continue
            place = quantity.start + shift
            owner = _subject(text, place, _kinds_like(holder))
            if owner is None or same_name(holder.text, owner.text) or named(holder.text, _clause(text, place)):
                return ""
            others.append(owner.text)
    return others[0] if others else ""


def _subject(text: str, place: int, kinds: Sequence[str]) -> Name | None:
    """The nearest name before `place` that begins its clause, of those kinds; of any kind where none is given."""
    subject = None
    for name in names(text[:place]):
        if kinds and name.kind not in kinds:
            continue
        begins = max((match.end() for match in _CLAUSE.finditer(text, 0, name.start)), default=0)
        lead = text[begins : name.start]
        for date in reversed(dates(lead)):
            lead = lead[: date.start] + lead[date.end :]
        if _ADVERBIAL.fullmatch(lead):
            subject = name
    return subject


def _kinds_like(name: Name) -> tuple[str, ...]:
    return (PERSON,) if name.kind == PERSON else (PLACE, ORGANISATION)


def _clause(text: str, place: int) -> str:
    begins = max((match.end() for match in _CLAUSE.finditer(text, 0, place)), default=0)
    stop = _CLAUSE.search(text, place)
    return text[begins : stop.start() if stop else len(text)]


def _dates(claim: str, evidence: Sequence[Evidence], said: str, around: str) -> Iterator[str]:
    source, earlier = dates(said), dates(around)
    for claimed in dates(claim):
        # Only the year and the like may come from what stands before the cited sentences.
        if unsaid(claimed, [*source, *earlier]) or not any(claimed.parts[-1] in one.parts for one in source):
            yield f"出处里没有“{claim[claimed.start : claimed.end]}”"


def _names(claim: str, evidence: Sequence[Evidence], said: str, around: str) -> Iterator[str]:
    for name in names(claim):
        if normalised(name.text) not in normalised(around) if name.kind == WORK else not named(name.text, around):
            yield f"出处里没有“{name.text}”"


def _exchanged(claim: str, evidence: Sequence[Evidence], said: str, around: str) -> Iterator[str]:
    """What stands in a sentence that is nearly copied in place of something else that the source says there.

    A name from before the cited sentences may take the place of a pronoun only; a name that the tagger does not
    know, of characters that make up no word, may take no place at all.
    """
    ours, theirs = normalised(claim), normalised(said)
    matcher = SequenceMatcher(None, theirs, ours, autojunk=False)
    if sum(block.size for block in matcher.get_matching_blocks()) < MIN_COPIED * len(ours):
        return
    found = names(claim)
    for operation, start, end, first, last in matcher.get_opcodes():
        if operation != "replace" or not _may_be_named(said[start:end]):
            continue
        for name in found:
            if name.start < last and first < name.end and not named(name.text, said):
                yield f"出处里没有“{name.text}”"
        for start, end in _unknown_words(ours):
            if start < last and first < end and ours[start:end] not in normalised(around):
                yield f"出处里没有“{claim[start:end]}”"


def _may_be_named(words: str) -> bool:
    """Whether words of a source are something that a name may wrongly take the place of: no pronoun, no date."""
    for date in reversed(dates(words)):
        words = words[: date.start] + words[date.end :]
    return len(_ADVERBIAL.sub("", words)) > 1 and not _PRONOUN.search(words) and not _CLAUSE.search(words)


def _unknown_words(text: str) -> Iterator[tuple[int, int]]:
    """Runs of two characters or more that the dictionary knows no word in, and names that it knows."""
    start = position = 0
    for word in [*cut(text), "。"]:
        single = len(word) == 1 and word.isalpha() and not is_stop_word(word)
        if not single:
            if position - start > 1:
                yield start, position
            if len(word) > 1 and is_name(word) and word[0] not in DIGITS:
                yield position, position + len(word)
            start = position + len(word)
        position += len(word)


def _titles(claim: str, evidence: Sequence[Evidence], said: str, around: str) -> Iterator[str]:
    held, here = titles(around), {one.text for one in titles(said)}
    for title in titles(claim):
        holder = _holder(claim, title)
        owners = [owner.text for one in held if one.text == title.text and (owner := _holder(around, one))]
        # A title from before the cited sentences is only that of the person whom it stands with there.
        if title.text not in here and (holder is None or holder.text not in owners):
            yield f"出处里没有“{title.text}”这个职务"
        elif holder and owners and named(holder.text, around) and holder.text not in owners:
            yield f"出处里的“{title.text}”是{owners[0]}"


def _holder(text: str, title: Name) -> Name | None:
    """The person whose title it is: the one right after it, else the nearest before it in the sentence."""
    begins = max((match.end() for match in re.finditer(r"[。！？\n]", text[: title.start])), default=0)
    stop = re.search(r"[。！？\n]", text[title.end :])
    ends = title.end + stop.start() if stop else len(text)
    people = [name for name in names(text[begins:ends]) if name.kind == PERSON]
    placed = [Name(PERSON, one.text, one.start + begins, one.end + begins) for one in people]
    after = [one for one in placed if one.start >= title.end and not _CLAUSE.search(text, title.end, one.start)]
    before = [one for one in placed if one.end <= title.start]
    if after and after[0].start - title.end <= 12:
        return after[0]
    return before[-1] if before else None


def _shared_words(claim: str, source: str) -> float:
    words = {
        word
        for word in cut(normalised(claim))
        if len(word) > 1 and any(map(str.isalnum, word)) and not is_stop_word(word)
    }
    if not words:
        return 1.0
    plain = normalised(source)
    return sum(word in plain for word in words) / len(words)
