"""Gold -> weights, and their figures; imports all floors; more than a dozen files: by model.

The figures are of articles that the weights have not seen. What the scripts share:

gold.py           annotated rows and their folds
parsed.py         articles parsed once, kept between runs
fitting.py        scikit-learn models -> arrays that briefs.facts.learned reads
cross_fitting.py  models fitted without the examples that they are measured on
measure.py        out-of-fold predictions -> figures

Each learned part has a script here that writes its file into briefs/facts/weights (trained
on all folds) and into quality/folds/0 to 4 (trained on the other four).
"""
