"""A question that takes something for granted that the documents deny: 石家庄承接的506个项目, where they say 406个."""

from qa.answers import Answer
from qa.quantities import Quantity, quantities


def without_quantities(question: str) -> str:
    """The question without the numbers that it takes for granted; itself where there are none."""
    for one in reversed(_granted(question)):
        question = question[: one.start] + question[one.end :]
    return question


def correction(question: str, answer: Answer) -> str:
    """What the documents say instead of a number in the question, in a line; "" where they do not contradict it."""
    quotes = "\n".join(citation.quote for citation in answer.citations)
    said = quantities(quotes)
    for granted in _granted(question):
        if any(one.says(granted) for one in said):
            continue
        # What is counted stands on either side: 506个项目, 项目506个, 投资3亿元.
        counted = {question[granted.end : granted.end + 2], question[max(0, granted.start - 2) : granted.start]}
        for one in said:
            around = quotes[max(0, one.start - 8) : one.end + 8]
            if (
                one.unit == granted.unit
                and not one.ordinal
                and any(len(word) == 2 and word in around for word in counted)
            ):
                words = quotes[one.start : one.end]
                return f"文档里说的是“{words}”，不是“{question[granted.start : granted.end]}”。"
    return ""


def _granted(question: str) -> list[Quantity]:
    return [one for one in quantities(question) if one.unit and not one.ordinal and one.low > 1]
