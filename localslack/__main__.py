"""`python -m localslack`: the local Slack alone, until Ctrl-C."""

from __future__ import annotations

import argparse
import sys
import threading
from pathlib import Path

from localslack.serve import LocalSlack


def main() -> None:
    """Starts a local Slack and prints what an app needs to connect to it."""
    parser = argparse.ArgumentParser(prog="python -m localslack", description=__doc__)
    parser.add_argument("--port", type=int, default=8200)
    parser.add_argument("--manifest", type=Path, help="the app's manifest.yaml")
    parser.add_argument("--request-url", help="send requests here, signed, instead of over Socket Mode")
    options = parser.parse_args()
    with LocalSlack(options.port, options.manifest, options.request_url) as slack:
        print(f"chat page             {slack.url}/")
        print(f"SLACK_API_URL         {slack.api_url}")
        print(f"SLACK_BOT_TOKEN       {slack.bot_token}")
        print(f"SLACK_APP_TOKEN       {slack.app_token}")
        print(f"SLACK_SIGNING_SECRET  {slack.signing_secret}", flush=True)
        for problem in slack.app.problems:
            print(f"manifest: {problem}", file=sys.stderr)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
