"""Pages, addresses and messages made to harm, against the real parts; more than a dozen files: one for each kind of input."""
