"""Engine, schema, leases, upserts, migration, backup; repositories stand on it."""
