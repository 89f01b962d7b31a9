"""Engine, schema, leases, upserts, migration, backup; the base of the repositories."""
