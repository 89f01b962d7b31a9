"""The command `readout`: a thin argument parser, one function for each command.

Nothing heavy is imported before a command needs it (`readout --help` loads no spaCy).
Exit codes: 0 done, 1 could not be done (one line says why), 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import asyncio
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TypedDict

import click

from bot.cli.setup_groups import discord, slack
from bot.cli.version_option import version_option
from bot.settings import BadSettings, Settings, load
from bot.wiring.environment import WORLD, Environment
from briefs.errors import ReadoutError
from briefs.model.platforms import Platform


class CommandContext(TypedDict):
    """Settings and environment of a command."""

    settings: Settings
    environment: Environment


def _settings() -> Settings:
    return load(os.environ, dotenv=Path(".env"))


def _at() -> CommandContext:
    return CommandContext(
        settings=_settings(),
        environment=click.get_current_context().find_object(Environment) or WORLD,
    )


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@version_option(_settings)
def app() -> None:
    """Article link in, short briefing out: every line carries its proof.

    Settings come from the environment and from .env; README.md has the table. Exit codes:
    0 done, 1 could not be done (one line says why), 2 wrong usage, 130 interrupted.
    """


@app.command()
@click.argument("target", metavar="LINK|FILE|-")
@click.option("--json", "as_json", is_flag=True, help="Write the briefing as JSON.")
@click.option("--evidence", is_flag=True, help="Show the sentences that each line rests on.")
@click.option("--full", is_flag=True, help="Show every fact that was found.")
def brief(target: str, as_json: bool, evidence: bool, full: bool) -> None:
    """Brief an article: a link, a saved .html or .txt file, or -.

    A link is fetched once; - reads standard input, an article's text or page. Nothing is kept.
    """
    from bot.cli.brief_command import brief_one

    asyncio.run(
        brief_one(
            target, as_json=as_json, evidence=evidence, full=full, **_at(),
        )
    )  # fmt: skip


@app.command()
def facts() -> None:
    """Articles in, their facts out, as JSON Lines.

    Reads standard input, writes standard output; docs/machine-interface.md has the rows.
    """
    from bot.cli.row_commands import stream_facts

    asyncio.run(stream_facts(settings=_settings()))


@app.command()
@click.option(
    "--root",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that the rows' paths are below.",
)
def pages(root: Path) -> None:
    """Saved pages in, their articles out, as JSON Lines.

    Reads standard input, writes standard output; docs/machine-interface.md has the rows.
    """
    from bot.cli.row_commands import stream_pages

    asyncio.run(stream_pages(settings=_settings(), root=root))


@app.command()
def stories() -> None:
    """Articles in, the story of each out, as JSON Lines.

    Reads standard input to its end, since all rows are one batch, and writes standard
    output; docs/machine-interface.md has the rows.
    """
    from bot.cli.row_commands import stream_stories

    stream_stories()


@app.command()
def accounts() -> None:
    """Articles in, one account of each story out, as JSON Lines.

    Who reports what, where outlets differ and how many origins they have. Reads standard
    input to its end, since all rows are one batch; docs/machine-interface.md has the rows.
    """
    from bot.cli.row_commands import stream_accounts

    asyncio.run(stream_accounts(settings=_settings()))


@app.command()
def status() -> None:
    """Say in one screen what runs, what is due, what failed."""
    from bot.cli import operator_commands

    asyncio.run(operator_commands.show_status(**_at()))


@app.command()
@click.option("--arrived", metavar="KEY", help="This post has been seen in its channel.")
@click.option("--send-again", metavar="KEY", help="This post is not there; send it again.")
def outbox(arrived: str | None, send_again: str | None) -> None:
    """List posts that are not there; settle uncertain ones."""
    from bot.cli import operator_commands

    if arrived and send_again:
        raise click.UsageError("Say one of --arrived and --send-again.")
    if key := arrived or send_again:
        asyncio.run(operator_commands.settle_post(key, there=bool(arrived), **_at()))
    else:
        asyncio.run(operator_commands.show_outbox(**_at()))


@app.command()
def reports() -> None:
    """List the lines that readers called wrong."""
    from bot.cli import operator_commands

    asyncio.run(operator_commands.show_reports(settings=_settings()))


app.add_command(slack)
app.add_command(discord)


@app.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Copy the store (SQLite) to a file while the bot runs."""
    from bot.cli import operator_commands

    asyncio.run(operator_commands.back_up(file, **_at()))


@app.command()
def check() -> None:
    """Verify the store."""
    from bot.cli import operator_commands

    asyncio.run(operator_commands.check_store(**_at()))


@app.command()
@click.argument("platform", type=click.Choice([platform.value for platform in Platform]))
@click.argument("workspace")
@click.option("--channel", help="Only this channel.")
@click.option("--person", help="Only this person.")
@click.confirmation_option(prompt="Erase it for good?")
def erase(platform: str, workspace: str, channel: str | None, person: str | None) -> None:
    """Remove what is kept of a workspace, a channel or a person.

    WORKSPACE is Slack's team (T0123), Discord's server (a number), or "" for the local page,
    whose channel is named page. docs/privacy.md says what goes and what stays.
    """
    from bot.cli import operator_commands

    if channel and person:
        raise click.UsageError("Say one of --channel and --person.")
    asyncio.run(
        operator_commands.erase(platform, workspace, channel=channel, person=person, **_at())
    )


@app.group()
def feed() -> None:
    """Feeds whose entries go into digests."""


@feed.command("add")
@click.argument("address")
def feed_add(address: str) -> None:
    """Poll a feed; a site's address does if it names its feed."""
    from bot.cli import operator_commands

    asyncio.run(operator_commands.add_feed(address, **_at()))


@feed.command("list")
def feed_list() -> None:
    """List all feeds."""
    from bot.cli import operator_commands

    asyncio.run(operator_commands.list_feeds(**_at()))


@feed.command("remove")
@click.argument("key")
def feed_remove(key: str) -> None:
    """Poll a feed no more."""
    from bot.cli import operator_commands

    asyncio.run(operator_commands.remove_feed(key, **_at()))


@feed.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def feed_import(file: Path) -> None:
    """Poll the feeds of an OPML file, as feed readers export it."""
    from bot.cli import feed_list_commands

    asyncio.run(feed_list_commands.import_feeds(file, **_at()))


@feed.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
def feed_export(file: Path | None) -> None:
    """Write all feeds as OPML, to FILE or to standard output."""
    from bot.cli import feed_list_commands

    asyncio.run(feed_list_commands.export_feeds(file, **_at()))


@app.group()
def digest() -> None:
    """Digests of the local page's own channel."""


@digest.command("add")
@click.option("--at", "local_time", default="08:00", show_default=True, help="Local time.")
@click.option("--days", default="mon-fri", show_default=True, help="mon-fri, daily, tue,sat ...")
@click.option("--zone", required=True, help="Time zone, say Europe/Berlin.")
@click.option("--feed", "feeds", multiple=True, metavar="KEY", help="A feed; may be repeated.")
@click.option("--here/--no-here", default=True, help="Links that were pasted on the page.")
@click.option("--topics", default="", help="Only articles with one of these words.")
@click.option("--actors", default="", help="Only articles that name one of these.")
@click.option("--sites", default="", help="Only articles of these sites.")
@click.option("--mute", default="", help="No article with one of these words or sites.")
@click.option("--empty-too", is_flag=True, help="Post a digest even when there is nothing new.")
def digest_add(
    local_time: str, days: str, zone: str, feeds: tuple[str, ...], here: bool, topics: str,
    actors: str, sites: str, mute: str, empty_too: bool,
) -> None:  # fmt: skip
    """Subscribe to a digest."""
    from bot.cli import operator_commands
    from briefs.i18n.weekdays import parse_weekdays
    from briefs.model.subscription_forms import SubscriptionForm

    form = SubscriptionForm(
        local_time=local_time, weekdays=parse_weekdays(days), zone=zone, here=here, feeds=feeds,
        topics=topics, actors=actors, sites=sites, mute=mute, empty_too=empty_too,
    )  # fmt: skip
    asyncio.run(operator_commands.add_digest(form, **_at()))


@digest.command("list")
def digest_list() -> None:
    """List the digests and when each comes next."""
    from bot.cli import operator_commands

    asyncio.run(operator_commands.list_digests(**_at()))


@digest.command("preview")
@click.argument("key")
@click.option("--evidence", is_flag=True, help="Show the sentences that each line rests on.")
def digest_preview(key: str, evidence: bool) -> None:
    """Show what a digest would post now; nothing is posted."""
    from bot.cli import operator_commands

    asyncio.run(operator_commands.preview_digest(key, evidence=evidence, **_at()))


def _changing(verb: str, summary: str) -> None:
    @digest.command(verb, help=summary)
    @click.argument("key")
    def change(key: str) -> None:
        from bot.cli import operator_commands

        asyncio.run(operator_commands.change_digest(verb, key, **_at()))


_changing("pause", "Stop a digest until it is resumed.")
_changing("resume", "Let a digest run again.")
_changing("skip", "Leave out today's.")
_changing("remove", "End a digest.")


@app.command()
def run() -> None:
    """Start the bot; with no tokens it is the local page."""
    from bot.cli.run_command import serve

    asyncio.run(serve(**_at()))


def main(arguments: list[str] | None = None, *, environment: Environment = WORLD) -> int:
    """Arguments -> exit code. `environment` is for the launchers of tests alone."""
    _ready_to_write()
    try:
        # Not `app()`: click would end the program itself, and call a broken pipe a failure.
        given = sys.argv[1:] if arguments is None else list(arguments)
        with app.make_context("readout", given, obj=environment) as context:
            app.invoke(context)
        sys.stdout.flush()  # report here what cannot be written, not when the interpreter exits
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except (ReadoutError, BadSettings) as error:
        hint = getattr(error, "hint", "")
        click.echo(f"readout: {error} {hint}".rstrip(), err=True)
        return 1
    except click.Abort:
        click.echo("readout: Nothing was done.", err=True)
        return 1
    except KeyboardInterrupt:
        if sys.stderr.isatty():
            click.echo(err=True)  # the line that shows "^C"
        return 130
    except SystemExit as ended:
        # rich exits by itself at a broken pipe, with the exit code of a failure.
        if not isinstance(ended.__context__, BrokenPipeError):
            raise
        return _end_quietly()
    except BrokenPipeError:
        return _end_quietly()
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        reason = f"{error.strerror or error}{where}"
        sentence = f"readout: Reading or writing failed: {reason}. Check the file and the disk."
        click.echo(sentence, err=True)
        _discard_output()
        return 1
    return 0


def _ready_to_write() -> None:
    """Replace characters that the terminal's encoding lacks; output may be closed."""
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _end_quietly() -> int:
    """The reader of our output has exited (`readout facts | head`): end quietly."""
    _discard_output()
    return 0


def _discard_output() -> None:
    """Drop what is left in the buffer; otherwise the interpreter would try to write it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
