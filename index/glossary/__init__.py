"""The data of the gloss bridge: see trade.tsv, jmdict.marisa and LICENSE.md."""
