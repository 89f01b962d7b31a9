"""Engine, schema, leases, upserts, migration, backup; below the repositories; imports briefs."""
