"""Abstention: true where the documents do not answer, false where they do.

    true abstention  = abstained and unanswerable / unanswerable
    false abstention = abstained and answerable / answerable

Both depend on the threshold. To compare two systems, the threshold is moved until a tenth of the answerable questions is
abstained from, and the true abstentions there are counted: the true-positive rate at a fixed false-positive rate of
a ROC curve (Fawcett, "An Introduction to ROC Analysis", 2006), with "abstain" as the positive decision.
"""

import numpy as np

from qa.evaluation.intervals import Values

FALSE_ABSTENTIONS = 0.10


def true_abstentions(answerable: Values, unanswerable: Values) -> list[float]:
    """1.0 for each unanswerable question that is abstained from at the threshold that abstains from a tenth of the
    answerable ones, else 0.0; both given by their confidence. Empty where there are no unanswerable ones.

    Raises:
        ValueError: no answerable question, so that there is no threshold.

    >>> true_abstentions([0.5, 0.6, 0.7, 0.8, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9], [0.2, 0.55, 0.7])
    [1.0, 1.0, 0.0]
    """
    if not len(answerable):
        raise ValueError("no answerable question: the threshold that abstains from a tenth of them is unknown")
    # Where a tenth is no whole number of them, fewer are abstained from: one of twelve, none of five.
    threshold = np.sort(np.asarray(answerable))[int(FALSE_ABSTENTIONS * len(answerable))]
    return [float(confidence < threshold) for confidence in unanswerable]
