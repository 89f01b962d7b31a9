"""Where jobs run: in this process, or as Procrastinate tasks."""
