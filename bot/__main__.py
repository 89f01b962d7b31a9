"""The command `readout`: a thin argument parser, one function per verb.

Nothing heavy is imported before a verb needs it (`readout --help` loads no spaCy).
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

from bot.settings import BadSettings, Settings, load
from bot.wiring.outside import WORLD, Outside
from briefs.errors import ReadoutError


class At(TypedDict):
    """Where a verb finds itself."""

    settings: Settings
    outside: Outside


def _settings() -> Settings:
    return load(os.environ, dotenv=Path(".env"))


def _at() -> At:
    return At(
        settings=_settings(), outside=click.get_current_context().find_object(Outside) or WORLD
    )


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="readout", prog_name="readout", message="%(prog)s %(version)s")
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
    from bot.verbs.brief import brief_one

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
    """Saved pages in, their articles out, as JSON Lines.

    Reads standard input, writes standard output; docs/machine-interface.md has the rows.
    """
    from bot.verbs.rows import stream_pages

    asyncio.run(stream_pages(settings=_settings(), root=root))


@app.command()
def stories() -> None:
    """Articles in, the story of each out, as JSON Lines.

    Reads standard input to its end, since all rows are one batch, and writes standard
    output; docs/machine-interface.md has the rows.
    """
    from bot.verbs.rows import stream_stories

    stream_stories()


@app.command()
def status() -> None:
    """Say in one screen what runs, what is due, what failed."""
    from bot.verbs import store

    asyncio.run(store.show_status(**_at()))


@app.command()
@click.option("--arrived", metavar="KEY", help="This post has been seen in its channel.")
@click.option("--send-again", metavar="KEY", help="This post is not there; send it again.")
def outbox(arrived: str | None, send_again: str | None) -> None:
    """List posts that are not there; settle uncertain ones."""
    from bot.verbs import store

    if arrived and send_again:
        raise click.UsageError("Say one of --arrived and --send-again.")
    if key := arrived or send_again:
        asyncio.run(store.settle_post(key, there=bool(arrived), **_at()))
    else:
        asyncio.run(store.show_outbox(**_at()))


@app.command()
def reports() -> None:
    """List the lines that readers called wrong."""
    from bot.verbs import store

    asyncio.run(store.show_reports(settings=_settings()))


@app.group()
def slack() -> None:
    """Setting Slack up."""


@slack.command("doctor")
def slack_doctor() -> None:
    """Check tokens, scopes and events, and say what is missing."""
    from bot.verbs.slack import examine

    asyncio.run(examine(settings=_settings()))


@slack.command("manifest")
def slack_manifest() -> None:
    """Write the manifest to paste where Slack apps are created."""
    from bot.verbs.slack import write_manifest

    write_manifest()


@app.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Copy the store (SQLite) to a file while the bot runs."""
    from bot.verbs import store

    asyncio.run(store.back_up(file, **_at()))


@app.command()
def check() -> None:
    """Verify the store."""
    from bot.verbs import store

    asyncio.run(store.check_store(**_at()))


@app.command()
@click.argument("platform", type=click.Choice(["slack", "discord", "web"]))
@click.argument("workspace")
@click.option("--channel", help="Only this channel.")
@click.option("--person", help="Only this person.")
@click.confirmation_option(prompt="Erase it for good?")
def erase(platform: str, workspace: str, channel: str | None, person: str | None) -> None:
    """Remove what is kept of a workspace, a channel or a person.

    WORKSPACE is Slack's team (T0123), Discord's server (a number), or "" for the local page,
    whose channel is named page. docs/privacy.md says what goes and what stays.
    """
    from bot.verbs import store

    if channel and person:
        raise click.UsageError("Say one of --channel and --person.")
    asyncio.run(store.erase(platform, workspace, channel=channel, person=person, **_at()))


@app.group()
def feed() -> None:
    """Feeds whose entries go into digests."""


@feed.command("add")
@click.argument("address")
def feed_add(address: str) -> None:
    """Poll a feed; a site's address does if it names its feed."""
    from bot.verbs import store

    asyncio.run(store.add_feed(address, **_at()))


@feed.command("list")
def feed_list() -> None:
    """List all feeds."""
    from bot.verbs import store

    asyncio.run(store.list_feeds(**_at()))


@feed.command("remove")
@click.argument("key")
def feed_remove(key: str) -> None:
    """Poll a feed no more."""
    from bot.verbs import store

    asyncio.run(store.remove_feed(key, **_at()))


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
    from bot.verbs import store
    from briefs.newsroom import Wish

    wish = Wish(local_time, days, zone, here, feeds, topics, actors, sites, mute, empty_too)
    asyncio.run(store.add_digest(wish, **_at()))


@digest.command("list")
def digest_list() -> None:
    """List the digests and when each comes next."""
    from bot.verbs import store

    asyncio.run(store.list_digests(**_at()))


@digest.command("preview")
@click.argument("key")
@click.option("--evidence", is_flag=True, help="Show the sentences that each line rests on.")
def digest_preview(key: str, evidence: bool) -> None:
    """Show what a digest would post now; nothing is posted."""
    from bot.verbs import store

    asyncio.run(store.preview_digest(key, evidence=evidence, **_at()))


def _changing(verb: str, told: str) -> None:
    @digest.command(verb, help=told)
    @click.argument("key")
    def change(key: str) -> None:
        from bot.verbs import store

        asyncio.run(store.change_digest(verb, key, **_at()))


_changing("pause", "Stop a digest until it is resumed.")
_changing("resume", "Let a digest run again.")
_changing("skip", "Leave out today's.")
_changing("remove", "End a digest.")


@app.command()
def run() -> None:
    """Start the bot; with no tokens it is the local page."""
    from bot.verbs.serve import serve

    asyncio.run(serve(**_at()))


def main(arguments: list[str] | None = None, *, outside: Outside = WORLD) -> int:
    """Arguments -> exit code. `outside` is for the launchers of tests alone."""
    _ready_to_write()
    try:
        # Not `app()`: click would end the program itself, and call a broken pipe a failure.
        given = sys.argv[1:] if arguments is None else list(arguments)
        with app.make_context("readout", given, obj=outside) as context:
            app.invoke(context)
        sys.stdout.flush()  # what cannot be written is told here, not at the interpreter's end
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
            click.echo(err=True)  # the line that "^C" stands in
        return 130
    except SystemExit as ended:
        # rich makes an end of its own at a broken pipe, with the exit code of a failure.
        if not isinstance(ended.__context__, BrokenPipeError):
            raise
        return _unheard()
    except BrokenPipeError:
        return _unheard()
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        told = f"{error.strerror or error}{where}"
        click.echo(f"readout: Reading or writing failed: {told}.", err=True)
        _discard_output()
        return 1
    return 0


def _ready_to_write() -> None:
    """Whatever the terminal's encoding lacks is replaced; nobody may have closed the output."""
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _unheard() -> int:
    """The reader of our output went away (`readout facts | head`): nothing more to say."""
    _discard_output()
    return 0


def _discard_output() -> None:
    """What is left in the buffer cannot be written; the interpreter would try once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
