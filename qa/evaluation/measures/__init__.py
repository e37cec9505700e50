"""The measures, one a file: formula, symbols and source in each. They take plain values and know nothing of runs."""
