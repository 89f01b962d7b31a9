"""Ports -> what happens, more than a dozen files: one for each workflow; imports ports."""
