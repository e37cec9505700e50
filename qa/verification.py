"""Does the cited text hold every value and name of a claim, each of its own subject?

The gate before anything is shown: rules over quantities, dates, names and titles, the same for a language model's sentences
and for the program's own. It decides about one claim and the sentences that it cites; which sentences those are is
`citations`' to find.

    quantity    the same value in the same unit, in the cited sentences; and where claim and source both name whose it is,
                the same holder: 石家庄's 406 is not 唐山's
    date        every part that is claimed (year, month, day, part of day) in a date of the source that contradicts none
    clause      a number of one time is not that of another, nor a fall a rise, where claim and source say so plainly
    name        in the cited sentences, or in what they go on from: their paragraph before them, their headings
    title       the very title, 副局长 for 副局长, of the same person
    opposite    可以 where the source says 不允许, or the other way round; and so for any word that either denies; no 收入 for 支出
    strength    已投入使用 is not 预计投入使用, nor 必须 what may be; no record or cause that the source knows nothing of
    question    what is asked about: its names and titles in the passages of the citations, and the quantity of its subject
    exchanged   no number that the source gives to something else; in a sentence that is nearly copied, no name in the place
                of another
    the rest    at least half of the claim's words
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain

from index.words import cut, is_name, letters, normalised
from qa.additions import added
from qa.answered import another_question
from qa.clauses import another_clause
from qa.counted_items import counts_listed
from qa.dates import Date, dates, dates_behind, ends_alike, unsaid, without_counting
from qa.denials import denied
from qa.evidence import Evidence
from qa.exchanged_numbers import exchanged_numbers
from qa.holders import ADVERBIAL, CLAUSE, holder_of, other_holder, subject_before
from qa.modality import overstated
from qa.names import WORK, named, names, tagged, titles
from qa.numbers import DIGITS, to_ascii
from qa.opposites import opposite_words
from qa.polarity import opposite
from qa.quantities import codes, is_article, quantities
from qa.questions import is_stop_word
from qa.relative_years import is_told_otherwise
from qa.superlatives import exceeded

# A sentence that says it in other words shares fewer words; one that says something else shares hardly any.
MIN_SHARED_WORDS = 0.5
MIN_COPIED = 0.6  # the share of a claim's characters from which on it is a sentence of the source, changed

_PRONOUN = re.compile("[他她它其该此本这那我你]")


def objection(claim: str, evidence: Sequence[Evidence], *, question: str = "") -> str:
    """Why the evidence does not support the claim, in one line for people; "" where it does.

    question: what the claim answers, where it does: a claim that is true of something else is no answer.

    >>> objection("石家庄承接了506个项目", [Evidence("累计承接项目406个。", "石家庄深度融入。")])
    '出处里没有“506个”'
    """
    if not evidence:
        return "没有出处"
    for line in another_question(question, claim, evidence) if question else ():
        return line
    said = "\n".join(one.text for one in evidence)
    around = "\n".join(f"{one.before}\n{one.text}" for one in evidence)
    verbatim = _is_verbatim(claim, said)
    # 5小时 is in the letters of 1.5小时: values are looked at in any case.
    for objections in (
        (_values, _dates) if verbatim else (_names, _values, _holders, _dates, _clauses, _titles, _exchanged)
    ):
        for line in objections(claim, evidence, said, around):
            return line
    # 允许携带 is in the letters of 不允许携带, too.
    for line in chain(opposite(claim, evidence, question), denied(claim, evidence, around=not verbatim)):
        return line
    if verbatim:
        return ""
    for objects in (exchanged_numbers, exceeded, overstated, opposite_words, added):
        for line in objects(claim, evidence):
            return line
    return "" if _shared_words(claim, around) >= MIN_SHARED_WORDS else "出处没有这样说"


def _is_verbatim(claim: str, said: str) -> bool:
    return letters(claim) in letters(said)


def _values(claim: str, evidence: Sequence[Evidence], said: str, around: str) -> Iterator[str]:
    source = quantities(said)
    # The words of the source may begin or end inside a date: 5年 of 2025年 is no length in them.
    cut_off = [said[date.start : date.end] for date in dates(said)] if _is_verbatim(claim, said) else []
    for claimed in quantities(claim):
        words = claim[claimed.start : claimed.end]
        if not (
            is_article(claim, claimed)
            or counts_listed(claim, claimed, evidence)
            or any(one.says(claimed) for one in source)
            or any(date.endswith(words) or re.match(rf"{re.escape(words)}(?!\d)", date) for date in cut_off)
        ):
            yield f"出处里没有“{words}”"


def _holders(claim: str, evidence: Sequence[Evidence], said: str, around: str) -> Iterator[str]:
    for claimed in quantities(claim):
        subject = None if is_article(claim, claimed) else subject_before(claim, claimed.start, ())
        if subject and (holder := other_holder(subject, claimed, evidence)):
            yield f"出处里的“{claim[claimed.start : claimed.end]}”说的是{holder}"


def _clauses(claim: str, evidence: Sequence[Evidence], said: str, around: str) -> Iterator[str]:
    return another_clause(claim, evidence)


def _dates(claim: str, evidence: Sequence[Evidence], said: str, around: str) -> Iterator[str]:
    claims = [date for date in map(without_counting, dates(claim)) if date.parts]
    if not claims:
        return
    source = [date for one in evidence for date in dates_behind(one.before, one.text)]
    earlier = dates(around)
    for claimed in claims:
        # Only the year and the like may come from what stands before the cited sentences.
        here = any(ends_alike(one, claimed) for one in source) or _is_year_before(claimed, source, earlier)
        is_told = is_told_otherwise(claim, claimed, evidence) or _is_length(claimed, evidence)
        if (unsaid(claimed, earlier) or not here) and not is_told:
            yield f"出处里没有“{claim[claimed.start : claimed.end]}”"


def _is_length(claimed: Date, evidence: Sequence[Evidence]) -> bool:
    """Whether 30日 alone is what the source says as a length, 最长30日."""
    days = dict(claimed.parts).get("day", "") if len(claimed.parts) == 1 else ""
    return days.isdigit() and any(
        said.unit == "天" and said.low == said.high == int(days) for one in evidence for said in quantities(one.text)
    )


def _is_year_before(claimed: Date, source: Sequence[Date], earlier: Sequence[Date]) -> bool:
    """Whether it is the year that was last named before sentences which name none themselves."""
    if [name for name, _ in claimed.parts] != ["year"] or any("year" in dict(one.parts) for one in source):
        return False
    years = [one.parts[0] for one in earlier if one.parts[0][0] == "year"]
    return bool(years) and years[-1] == claimed.parts[0]


def _names(claim: str, evidence: Sequence[Evidence], said: str, around: str) -> Iterator[str]:
    for name in names(claim):
        if normalised(name.text) not in normalised(around) if name.kind == WORK else not named(name.text, around):
            yield f"出处里没有“{name.text}”"
    for code in codes(claim):
        if normalised(code) not in normalised(around):
            yield f"出处里没有“{code}”"


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
            unsaid = start < last and first < end and ours[start:end] not in normalised(around)
            if unsaid and not _is_verb(claim, start, end):
                yield f"出处里没有“{claim[start:end]}”"


def _may_be_named(words: str) -> bool:
    """Whether words of a source are something that a name may wrongly take the place of: no pronoun, no date."""
    for date in reversed(dates(words)):
        words = words[: date.start] + words[date.end :]
    return len(ADVERBIAL.sub("", words)) > 1 and not _PRONOUN.search(words) and not CLAUSE.search(words)


def _unknown_words(text: str) -> Iterator[tuple[int, int]]:
    """Runs of two characters or more that the dictionary knows no word in, and names that it knows."""
    start = position = 0
    for word in [*cut(text), "。"]:
        single = len(word) == 1 and word.isalpha() and not is_stop_word(word)
        if not single:
            if position - start > 1:
                yield start, position
            if len(word) > 1 and is_name(word) and word[0] not in DIGITS and not word[0].isdigit():
                yield position, position + len(word)
            start = position + len(word)
        position += len(word)


def _is_verb(claim: str, start: int, end: int) -> bool:
    """Whether the tagger knows the characters as verbs, such as 算起: that is no name."""
    position = 0
    tags = []
    for word, tag in tagged(to_ascii(claim)):
        if start <= position < end:
            tags.append(tag)
        position += len(word)
    return set(tags) == {"v"}


def _titles(claim: str, evidence: Sequence[Evidence], said: str, around: str) -> Iterator[str]:
    held, here = titles(around), {one.text for one in titles(said)}
    for title in titles(claim):
        holder = holder_of(claim, title)
        owners = [owner.text for one in held if one.text == title.text and (owner := holder_of(around, one))]
        # A title from before the cited sentences is only that of the person whom it stands with there.
        is_theirs = holder is not None and any(_is_same_person(holder.text, one) for one in owners)
        # Whether 代表 is a title is not plain everywhere.
        is_here = title.text in here or (title.text.endswith("代表") and title.text in said)
        if not is_here and not is_theirs:
            yield f"出处里没有“{title.text}”这个职务"
        elif holder and owners and named(holder.text, around) and not is_theirs:
            yield f"出处里的“{title.text}”是{owners[0]}"


def _is_same_person(one: str, other: str) -> bool:
    """Whether two names may be of one: the tagger takes the 何 of 总监为何晓东 for a part of 为何."""
    return one.endswith(other) or other.endswith(one)


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
