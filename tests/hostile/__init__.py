"""Pages, addresses and messages made to harm, against the real parts."""
