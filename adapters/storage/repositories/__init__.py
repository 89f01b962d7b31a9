"""Values <-> rows; more than a dozen files, one for each family of tables; imports database.

Erasure, deletion and pending work go over all tables, and so stand beside the families.
"""
