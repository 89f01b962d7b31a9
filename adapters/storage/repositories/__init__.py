"""Values <-> rows; more than a dozen files, one for each family of tables; imports database.

Erasure, deletion and pending work concern all tables and have files of their own.
"""
