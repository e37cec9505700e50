"""Recall@k, MRR@k and nDCG@k of the passages that were read, through ir-measures.

With the passages that hold gold evidence as the relevant ones, R in number, r the rank of the first of them, and
rel(i) = 1 where the passage at rank i is relevant,

    recall@k = relevant among the first k / R
    MRR@k    = 1 / r where r <= k, else 0
    nDCG@k   = DCG@k / DCG@k of the ideal ranking,  DCG@k = sum over i <= k of rel(i) / log2(i + 1)

Järvelin and Kekäläinen, "Cumulated Gain-based Evaluation of IR Techniques" (2002); computed by `pytrec_eval` behind
`ir_measures` (MacAvaney, Macdonald and Ounis, 2022).
"""

from collections.abc import Collection, Mapping, Sequence


def ranking_measures(
    relevant: Mapping[str, Collection[str]], ranked: Mapping[str, Sequence[str]], *, k: int
) -> dict[str, dict[str, float]]:
    """Measure -> question -> value, for each question with relevant passages; 0.0 where nothing was found.

    relevant: question -> passages. ranked: question -> passages, best first.
    """
    from ir_measures import RR, Qrel, R, ScoredDoc, iter_calc, nDCG

    asked = [question for question, passages in relevant.items() if passages]
    names = {R @ 1: "recall@1", R @ k: f"recall@{k}", RR @ k: f"MRR@{k}", nDCG @ k: f"nDCG@{k}"}
    values = {name: dict.fromkeys(asked, 0.0) for name in names.values()}
    # A ranking counts a passage once, at its best rank.
    found = {question: list(dict.fromkeys(ranked.get(question, ()))) for question in asked}
    run = [ScoredDoc(q, passage, 1.0 / rank) for q in asked for rank, passage in enumerate(found[q], start=1)]
    if run:
        qrels = [Qrel(question, passage, 1) for question in asked for passage in dict.fromkeys(relevant[question])]
        for metric in iter_calc(list(names), qrels, run):
            values[names[metric.measure]][metric.query_id] = float(metric.value)
    return values
