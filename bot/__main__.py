"""The command `readout`: a thin argument parser, one function per verb.

Nothing heavy is imported before a verb needs it (`readout --help` loads no spaCy).
Exit codes: 0 done, 1 could not be done (one line says why), 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import click

from bot.settings import BadSettings, Settings, load
from briefs.errors import ReadoutError

Loopback = frozenset[tuple[str, int]]


def _settings() -> Settings:
    return load(os.environ, dotenv=Path(".env"))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="readout", prog_name="readout", message="%(prog)s %(version)s")
def app() -> None:
    """Article link in, short briefing out: every line carries its proof."""


@app.command()
@click.argument("target", metavar="LINK|FILE|-")
@click.option("--json", "as_json", is_flag=True, help="Write the briefing as JSON.")
@click.option("--evidence", is_flag=True, help="Show the sentences that each line rests on.")
@click.option("--full", is_flag=True, help="Show every fact that was found.")
@click.pass_obj
def brief(loopback: Loopback, target: str, as_json: bool, evidence: bool, full: bool) -> None:
    """Brief one article: a link, a saved .html or .txt file, or - for standard input."""
    from bot.verbs.brief import brief_one

    asyncio.run(
        brief_one(
            target, settings=_settings(), loopback=loopback, as_json=as_json, evidence=evidence,
            full=full,
        )
    )  # fmt: skip


@app.command()
def facts() -> None:
    """Articles as JSON Lines in, their facts as JSON Lines out."""
    from bot.verbs.rows import stream_facts

    asyncio.run(stream_facts(settings=_settings()))


@app.command()
@click.option(
    "--root",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that the rows' paths are below.",
)
def pages(root: Path) -> None:
    """Saved pages as JSON Lines in, what was read in them as JSON Lines out."""
    from bot.verbs.rows import stream_pages

    asyncio.run(stream_pages(settings=_settings(), root=root))


@app.command()
def stories() -> None:
    """Articles as JSON Lines in (one batch), the story of each as JSON Lines out."""
    from bot.verbs.rows import stream_stories

    stream_stories()


@app.command()
@click.pass_obj
def run(loopback: Loopback) -> None:
    """Start the bot; with no tokens it is the local page."""
    from bot.verbs.serve import serve

    asyncio.run(serve(settings=_settings(), loopback=loopback))


def main(arguments: list[str] | None = None, *, loopback: Loopback = frozenset()) -> int:
    """Arguments -> exit code.

    `loopback` names addresses of this machine that may be fetched. It is for the launchers
    of tests alone: no setting, variable or argument reaches it.
    """
    try:
        app(arguments, prog_name="readout", standalone_mode=False, obj=loopback)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except (ReadoutError, BadSettings) as error:
        hint = getattr(error, "hint", "")
        click.echo(f"readout: {error} {hint}".rstrip(), err=True)
        return 1
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # The reader of our output went away (`readout facts | head`): nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
