"""Jobs -> runs of the flows, in this process or as Procrastinate tasks; imports briefs.model."""
