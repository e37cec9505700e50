"""Does the source deny what the claim affirms, or the other way round: 享受年假 where it says 不享受年假?

Any word may be denied; those that allow and require are `polarity`'s. Only a clause that is about the same is held against
a claim, and only what that clause denies, or affirms, without saying anywhere the other thing.
"""

from collections.abc import Iterator, Sequence

from index.words import letters
from qa.evidence import Evidence
from qa.statements import Statement, statements

MIN_SHARED = 2 / 3  # of the words of the claim's clause, with the sentence that the source's clause is in
MIN_SHARED_LETTERS = 3


def denied(claim: str, evidence: Sequence[Evidence], *, around: bool = False) -> Iterator[str]:
    """Why the source says that it is not as the claim has it, a line each.

    around: whether what stands around the cited sentences counts too: one of them may deny what another seems to say.
    """
    claimed = statements(claim)
    texts = (
        [text for one in evidence for text in ((one.text, one.around) if around else (one.text,))] if claimed else []
    )
    source = [said for text in texts for said in statements(text)]
    for ours in claimed:
        if not ours.open:
            against = [said for said in source if _denies(said, ours)]
        elif ours.denied:
            against = [said for said in source if _affirms(said, ours)]
        else:
            continue
        if against and not any(_says_so_too(said, ours, against[0]) for said in source):
            yield f"出处说的与“{letters(ours.text)}”相反"


def _says_so_too(said: Statement, ours: Statement, against: Statement) -> bool:
    """Whether a clause of the source agrees with the claim, about as much of the same as the one that does not."""
    if ours.open:
        agrees = said.open and (not said.denied or bool(set(ours.denied) & set(said.denied)))
    else:
        agrees = not said.open and bool(set(against.denied[: against.head]) & said.words)
    return agrees and len(said.words & ours.words) >= len(against.words & ours.words)


def _denies(said: Statement, ours: Statement) -> bool:
    """Whether it denies what the claim's clause affirms."""
    if not said.denied or not _is_same_case(said, ours) or not set(said.denied[: said.head]) <= ours.words:
        return False
    shared = [word for word in said.denied if word in ours.words]
    if len(shared) < MIN_SHARED * len(said.denied):
        return False
    # Who is spoken of may be another: 正式员工享受年假, where 试用期员工 do not.
    is_of_another = said.before - ours.words and ours.words - said.around
    return not is_of_another and _shares(ours, said.around)


def _affirms(said: Statement, ours: Statement) -> bool:
    """Whether it affirms what the claim's clause denies, in a sentence that denies nothing."""
    if (
        said.open
        or not _is_same_case(said, ours)
        or not set(ours.denied) <= said.words
        or not ours.before <= said.words
    ):
        return False
    return _shares(ours, said.words) and len(ours.words) > 1


def _is_same_case(said: Statement, ours: Statement) -> bool:
    """Whether both speak of one case: what three days are enough for, two may not be."""
    return said.numbers == ours.numbers and not (said.times and ours.times and said.times.isdisjoint(ours.times))


def _shares(ours: Statement, words: frozenset[str]) -> bool:
    shared = ours.words & words
    return len(shared) >= MIN_SHARED * len(ours.words) and sum(map(len, shared)) >= MIN_SHARED_LETTERS
