"""The data of the gloss bridge: see concepts.tsv, everyday.txt, jmdict.marisa and LICENSE.md."""
