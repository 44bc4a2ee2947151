"""The benchmark: generated data, the product, a conventional twin and the limit, measured side by side.

`make bench SIZE=S` runs it; docs/performance.md says what it measures and shows the figures.
Nothing in the product imports this package.
"""
