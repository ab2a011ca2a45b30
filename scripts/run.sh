#!/usr/bin/env bash
# The main job on the sample directory: import, index, three questions, then the playground.
# `make run` calls this once everything is installed.
set -euo pipefail
cd "$(dirname "$0")/.."

# A home of its own: the sample never gets among the members of a real association.
export NAKADACHI_HOME="$PWD/.nakadachi"
trap 'echo; exit 0' INT

if [ "$(nakadachi members --json)" = "[]" ]; then
  nakadachi import profiles/sample/members.xlsx --consent members --json >/dev/null
  echo "The sample directory is imported."
fi
nakadachi reindex

ask() {
  printf '\n━━ %s\n\n' "$1"
  nakadachi ask "$1" -k 3
}
ask "チタンの切削、10個、来週まで"
ask "Who can check 40 gauge heads for helium leaks?"
ask "バイオリンを教えてくれる先生を探しています"

printf '\nAsk your own:  .venv/bin/nakadachi ask "..."   (all commands: .venv/bin/nakadachi --help)\n'
if [ -t 0 ] && [ -t 1 ]; then
  printf '\nNow the whole of it in your browser.\n\n'
  # In a process group of its own: Ctrl-C ends the playground, and not make as well.
  set -m
  nakadachi serve --playground
fi
